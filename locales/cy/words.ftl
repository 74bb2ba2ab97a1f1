### Geiriau sy'n gyffredin i bob rhan.

yes = Ydw
no = Nac ydw
cancel = Canslo
save = Cadw
edit = Golygu
view = Gweld
view-details = Gweld y Manylion
print = Argraffu
download = Lawrlwytho
optional = dewisol
copy-to-clipboard = Copïo i'r clipfwrdd
copied = Wedi'i gopïo
refresh = Adnewyddu
not-known = Anhysbys
warning = Rhybudd
information = Gwybodaeth

## Colofnau a meysydd

name = Enw
forename = Enw cyntaf
surname = Cyfenw
legal-forename = Enw cyntaf cyfreithiol
legal-surname = Cyfenw cyfreithiol
display-name = Enw arddangos
username = Enw defnyddiwr
password = Cyfrinair
year = Blwyddyn
reg-group = Grŵp cof.
registration-group = Grŵp cofrestru
class = Dosbarth
consent = Caniatâd
created-on = Crëwyd
status = Statws
kind = Math
role = Rôl
school = Ysgol
local-authority = Awdurdod lleol
dfes-number = Rhif AdAS
upn = Rhif Unigryw'r Disgybl
admission-number = Rhif derbyn
admission-date = Dyddiad derbyn
staff-code = Cod staff
start-date = Dyddiad dechrau
leaving-date = Dyddiad gadael
expires-on = Daw i ben
last-sign-in = Mewngofnodi diwethaf

consent-given = Oes
consent-not-given = Nac oes

## Grwpiau blwyddyn

year-nursery-1 = Meithrin 1
year-nursery-2 = Meithrin 2
year-reception = Derbyn
year-number = Blwyddyn { $number }

## Cyfnodau ysgol

phase-primary = Cynradd
phase-middle = Canol
phase-secondary = Uwchradd
phase-special = Arbennig

## Mathau o gyfrif

kind-learner = Dysgwr
kind-staff = Staff ysgol
kind-non-mis-staff = Staff ysgol – dim MIS
kind-non-mis-learner = Dysgwr – dim MIS
kind-governor = Llywodraethwr
kind-authority-staff = Staff awdurdod lleol
kind-service-desk = Desg Wasanaeth
learners = Dysgwyr
staff = Aelodau staff
governors = Llywodraethwyr
digital-champions = Hyrwyddwyr Digidol
non-mis-users = Defnyddwyr – dim MIS

## Rolau

role-learner = Dysgwr
role-governor = Llywodraethwr
role-staff = Staff ysgol
role-digital-champion = Hyrwyddwr Digidol
role-la-admin = Gweinyddwr awdurdod lleol
role-service-desk = Desg Wasanaeth

## Cyflwr cyfrif

state-active = Gweithredol
state-left = Anweithredol: gadawodd ar { $date }
state-deactivated = Anweithredol: dadactifadwyd ar { $date }
state-expired = Anweithredol: daeth i ben ar { $date }
state-superseded = Anweithredol: daeth cyfrif arall yn ei le
state-undone = Anweithredol: dadwnaed y rhediad a'i creodd
status-current = Cyfredol
status-leavers = Ymadawyr
status-all = Pob un

## Cyfrineiriau

show-password = Dangos Cyfrinair
password-not-available = Ddim ar gael yma
password-changed-by-user = Newidiwyd gan y defnyddiwr
password-hides = Bydd y cyfrinair yn cuddio eto pan symudwch oddi wrtho.
password-on-page = Caewch y dudalen hon ar ôl i chi roi'r cyfrinair i'r defnyddiwr.

## Beth ddigwyddodd i res

outcome-created = Crëwyd
outcome-updated = Diweddarwyd
outcome-unchanged = Heb newid
outcome-released = Rhyddhawyd
outcome-reactivated = Ailactifadwyd
outcome-transferred = Trosglwyddwyd
outcome-waiting = Yn aros
outcome-skipped = Hepgorwyd
outcome-rejected = Gwrthodwyd
outcome-missing = Ar goll

## Cyflwr rhediad

run-received = Derbyniwyd
run-validating = Wrthi'n gwirio
run-held = Wedi'i ddal yn ôl
run-applying = Wrthi'n gweithredu
run-applied = Gweithredwyd
run-failed = Methodd
run-rehearsed = Ymarferwyd
run-replaced = Disodlwyd gan rediad mwy newydd
run-discarded = Rhoddwyd o'r neilltu
run-undone = Dadwnaed
