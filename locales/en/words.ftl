### Words that every area shares.

yes = Yes
no = No
cancel = Cancel
save = Save
edit = Edit
view = View
view-details = View Details
print = Print
download = Download
optional = optional
copy-to-clipboard = Copy to clipboard
copied = Copied
refresh = Refresh
not-known = Not known
warning = Warning
information = Information

## Columns and fields

name = Name
forename = Forename
surname = Surname
legal-forename = Legal forename
legal-surname = Legal surname
display-name = Display name
username = Username
password = Password
year = Year
reg-group = Reg. group
registration-group = Registration group
class = Class
consent = Consent
created-on = Created
status = Status
kind = Kind
role = Role
school = School
local-authority = Local authority
dfes-number = DfES number
upn = UPN
admission-number = Admission number
admission-date = Admission date
staff-code = Staff code
start-date = Start date
leaving-date = Leaving date
expires-on = Expires
last-sign-in = Last sign-in

consent-given = Yes
consent-not-given = No

## Year groups

year-nursery-1 = Nursery 1
year-nursery-2 = Nursery 2
year-reception = Reception
# $number (Number) - 1 to 14
year-number = Year { $number }

## School phases

phase-primary = Primary
phase-middle = Middle
phase-secondary = Secondary
phase-special = Special

## Kinds of account

kind-learner = Learner
kind-staff = School staff
kind-non-mis-staff = Non-MIS school staff
kind-non-mis-learner = Non-MIS learner
kind-governor = Governor
kind-authority-staff = Local authority staff
kind-service-desk = Service desk
learners = Learners
staff = Staff
governors = Governors
digital-champions = Digital Champions
non-mis-users = Non-MIS users

## Roles

role-learner = Learner
role-governor = Governor
role-staff = School staff
role-digital-champion = Digital Champion
role-la-admin = LA administrator
role-service-desk = Service desk

## States of an account

state-active = Active
# $date (String) - dd/mm/yyyy
state-left = Inactive: left on { $date }
# $date (String) - dd/mm/yyyy
state-deactivated = Inactive: deactivated on { $date }
# $date (String) - dd/mm/yyyy
state-expired = Inactive: expired on { $date }
state-superseded = Inactive: another account took its place
state-undone = Inactive: the run that made it was undone
status-current = Current
status-leavers = Leavers
status-all = All

## Passwords

show-password = Show Password
# $name (String) - whose password
show-password-of = Show Password of { $name }
password-not-available = Not available here
password-changed-by-user = User changed password
password-hides = The password hides again when you move away.
password-on-page = Close this page when you have passed the password on.

## What became of a row

outcome-created = Created
outcome-updated = Updated
outcome-unchanged = Unchanged
outcome-released = Released
outcome-reactivated = Reactivated
outcome-transferred = Transferred
outcome-waiting = Waiting
outcome-skipped = Skipped
outcome-rejected = Rejected
outcome-missing = Missing

## States of a run

run-received = Received
run-validating = Being checked
run-held = Held
run-applying = Being applied
run-applied = Applied
run-failed = Failed
run-rehearsed = Rehearsed
run-replaced = Replaced by a newer run
run-discarded = Discarded
run-undone = Undone
