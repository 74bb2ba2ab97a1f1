### What stands around every page: bars, menus, footer.

product-name = User Management Portal
skip-to-content = Skip to the content
main-navigation = Main
school-navigation = School
dashboard = Dashboard
my-profile = My Profile
sign-in = Sign in
sign-out = Sign out
other-language = Cymraeg

# $school (String) - the school's name
working-as-la-admin = Working in { $school } as LA administrator
# $school (String) - the school's name
working-as-service-desk = Working in { $school } as service desk
leave-school = Leave

view-users = View Users
view-learners = View Learners
view-staff = View Staff
view-non-mis = View Non-MIS
view-governors = View Governors
view-digital-champions = View Digital Champions
administration = Administration
view-groups = View Groups
download-passwords = Download Passwords
all-pupils = All Pupils
all-staff = All Staff
shared-mailboxes = Shared mailboxes
provisioning-status = Provisioning Status
audit-trail = Audit Trail
school-settings = School Settings

service-desk-contact = Need help? Contact the service desk:

about-portal = About this portal
terms-and-conditions = Terms and conditions
privacy-notice = Privacy notice
accessibility-statement = Accessibility statement
