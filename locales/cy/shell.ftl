### Yr hyn sydd o gwmpas pob tudalen: bariau, dewislenni, troedyn.

product-name = Porth Rheoli Defnyddwyr
skip-to-content = Neidio i'r cynnwys
main-navigation = Prif ddewislen
school-navigation = Ysgol
dashboard = Dangosfwrdd
my-profile = Fy Mhroffil i
sign-in = Mewngofnodi
sign-out = Allgofnodi
other-language = English

working-as-la-admin = Yn gweithio yn { $school } fel gweinyddwr awdurdod lleol
working-as-service-desk = Yn gweithio yn { $school } ar ran y Ddesg Wasanaeth
leave-school = Gadael

view-users = Gweld Defnyddwyr
view-learners = Gweld Dysgwyr
view-staff = Gweld Staff
view-non-mis = Gweld Dim MIS
view-governors = Gweld Llywodraethwyr
view-digital-champions = Gweld Hyrwyddwyr Digidol
administration = Gweinyddiaeth
view-groups = Gweld Grwpiau
download-passwords = Lawrlwytho Cyfrineiriau
all-pupils = Pob Disgybl
all-staff = Pob Aelod o Staff
shared-mailboxes = Blychau post a rennir
provisioning-status = Statws Darparu
audit-trail = Trywydd Archwilio
school-settings = Gosodiadau'r Ysgol

service-desk-contact = Angen help? Cysylltwch â'r Ddesg Wasanaeth:

about-portal = Am y porth hwn
terms-and-conditions = Telerau ac amodau
privacy-notice = Hysbysiad preifatrwydd
accessibility-statement = Datganiad hygyrchedd
