### Dyddiadau'r blynyddoedd academaidd, a diwedd y flwyddyn mewn ysgol ac yn y genedl.

year-end = Diwedd y Flwyddyn
year-end-named = Diwedd blwyddyn { $year }
academic-years = Blynyddoedd academaidd
academic-year-named = Blwyddyn academaidd { $year }
mis-deadline = Dyddiad cau'r System Gwybodaeth Reoli
client-window = Cyfnod rhedeg y cleient darparu
rollover-day = Cau'r flwyddyn
from-to = { $from } hyd { $to }

## Y dyddiadau

academic-years-say = O'r dudalen hon y daw pob un o'r dyddiadau hyn ar bob tudalen arall.
last-change = Newid diwethaf
not-declared = Heb ei datgan eto
declare = Datgan
declare-year = Datgan { $year }
edit-year = Golygu { $year }
academic-year-says = Mae'r dyddiadau hyn yr un fath i bob ysgol. Mae pob un rhwng { $first } a { $last }, ac nid oes yr un o flaen y dyddiad uwch ei ben.
mis-deadline-hint = Erbyn hynny bydd pob ysgol wedi cwblhau diwedd y flwyddyn yn ei System Gwybodaeth Reoli.
window-first-day = Cyfnod rhedeg y cleient darparu: diwrnod cyntaf
window-last-day = Cyfnod rhedeg y cleient darparu: diwrnod olaf
window-hint = Mae cleient pob ysgol yn rhedeg yn llwyddiannus yn ystod y dyddiau hyn. Nid yw ymadawyr o'r blynyddoedd olaf yn peri dal rhediad yn ôl ynddynt.
rollover-hint = Yn gynnar ar y diwrnod hwn mae'r porth yn cau'r flwyddyn ym mhob ysgol. Os yw'r diwrnod wedi mynd heibio, bydd yn dechrau y noson nesaf.
year-conflict = Cadwodd rhywun arall y dyddiadau hyn yn y cyfamser
date-unreadable = Rhowch ddyddiad.
date-outside-season = Rhowch ddyddiad rhwng { $first } a { $last }.
date-before-previous = Rhowch yr un dyddiad â'r un uchod, neu un diweddarach.

## Diwedd y flwyddyn mewn ysgol

year-end-not-declared = Nid oes diwedd blwyddyn wedi'i ddatgan eto
year-end-not-declared-advice = Pan fydd y Ddesg Wasanaeth wedi datgan y dyddiadau, bydd y dudalen hon yn dweud beth fydd yn digwydd a phryd.
year-end-says = Pan ddaw'r flwyddyn i ben, mae'r porth yn archifo'r Timau a'r Classrooms a greodd ar gyfer dosbarthiadau'r flwyddyn, yn cau'r dosbarthiadau hynny gan gadw eu hanes, ac yn dod â chyfrifon pobl nad ydynt yn y System Gwybodaeth Reoli i ben os yw eu cyfnod ar ben. Nid yw'n dadactifadu neb sy'n dod o'r System Gwybodaeth Reoli: drwy ddyddiad gadael y maen nhw'n gadael.
stage-ahead = I ddod
stage-running = Ar waith
stage-done = Wedi'i wneud
year-end-ahead-says = Nid oes dim wedi newid eto. Caeir y flwyddyn yn gynnar ar { $day }.
year-end-running-says = Mae'r flwyddyn yn cael ei chau. Gallwch adael y dudalen hon a dod yn ôl iddi.
year-end-done-says = Caewyd y flwyddyn ar { $moment }.
year-end-progress = { $done } o { $all } o gyfrifon a dosbarthiadau
what-will-happen = Beth fydd yn digwydd
what-was-done = Beth a wnaed
accounts-to-expire = Cyfrifon a ddaw i ben
groups-to-close = Dosbarthiadau a gaeir
memberships-to-end = Aelodaethau a ddaw i ben
workspaces-to-archive = Timau a Classrooms a archifir
accounts-expired = Cyfrifon a ddaeth i ben
groups-closed = Dosbarthiadau a gaewyd
memberships-ended = Aelodaethau a ddaeth i ben
workspaces-archived = Timau a Classrooms a archifwyd
not-rehearsed-says = Nid yw'r Ddesg Wasanaeth wedi ymarfer diwedd y flwyddyn hon yma eto. Mae'r ffigurau'n dangos beth fyddai'n digwydd heddiw.
rehearsal-stands = Ymarferwyd ar { $moment }. Rhestrau'r ymarfer sydd isod, ac nid oes dim wedi newid ers hynny.
rehearsal-outdated = Ymarferwyd y rhestrau isod ar { $moment }. Mae rhywbeth wedi newid ers hynny: ffigurau heddiw sydd uchod.
rehearsal-was = Fe'i hymarferwyd ar { $moment }.
year-end-marks = Mae angen edrych ar hyn
year-end-marks-advice = Cwblhewch ddiwedd y flwyddyn yn y System Gwybodaeth Reoli, a threfnwch i'r cleient darparu redeg wedyn: yna bydd dysgwyr yn ymddangos yn eu dosbarthiadau newydd.
client-not-run-says = Nid yw'r cleient darparu wedi rhedeg yn llwyddiannus rhwng { $from } a { $to }.
learners-behind-say = { $count ->
    [one] Mae 1 dysgwr yn dal yn nosbarth y llynedd.
    [two] Mae 2 ddysgwr yn dal yn nosbarthiadau'r llynedd.
   *[other] Mae { $count } o ddysgwyr yn dal yn nosbarthiadau'r llynedd.
}
terms-over = Cyfrifon y mae eu cyfnod ar ben
groups-over = Dosbarthiadau'r flwyddyn sydd ar ben
group-people = Pobl
archived-with-it = Archifir gydag ef
account-will-expire = Daw i ben
account-kept = Cadwyd: fe'i hestynnwyd neu fe'i caewyd gan berson
group-will-close = Caeir
group-closed = Caewyd
group-kept = Cadwyd
not-foreseen = Ddim yn yr ymarfer

## Diwedd y flwyddyn yn y genedl

no-year-declared = Nid oes blwyddyn academaidd wedi'i datgan
no-year-declared-advice = Datganwch y dyddiadau o dan Blynyddoedd academaidd yn gyntaf.
schools-done = Caewyd y flwyddyn mewn { $done } o { $all } o ysgolion
schools-rehearsed = Ymarferwyd mewn { $done } o { $all } o ysgolion
rehearse-says = Mae ymarfer yn cadw, fesul ysgol, beth fyddai diwedd y flwyddyn yn ei wneud. Nid yw'n newid dim arall, a gellir ei ailadrodd.
rehearse-everywhere = Ymarfer ym mhob ysgol
all-schools = Pob ysgol
clients-not-run = Heb redeg y cleient yn y cyfnod
learners-behind = Dysgwyr yn nosbarth y llynedd
schools-to-look-at = Ysgolion i edrych arnynt
schools-to-look-at-say = Fel y'u cafwyd gan yr ymarfer diwethaf, neu gan ddiwedd y flwyddyn ei hun.
ran-in-window = Rhedodd y cleient yn y cyfnod
yes-it-has = Do
no-it-has-not = Naddo
flash-rehearsal-started = Mae'r ymarfer wedi dechrau. Daw'r ffigurau wrth i bob ysgol gael ei gwneud.

## Tudalennau eraill

year-end-dates = Cwblhewch ddiwedd y flwyddyn yn y System Gwybodaeth Reoli erbyn { $day }. Rhaid i'r cleient darparu redeg yn llwyddiannus rhwng { $from } a { $to }.
held-in-window = Mae cyfnod diwedd y flwyddyn ar agor, { $from } hyd { $to }: nid yw ymadawyr o'r blynyddoedd olaf yn cyfrif tuag at y trothwy.
