### Pobl nad ydynt yn y System Gwybodaeth Reoli, a llywodraethwyr: y rhestrau, Ychwanegu defnyddiwr newydd, yr adolygiad.

## Y rhestrau

kind-staff-short = Staff
add-new-user = Ychwanegu defnyddiwr newydd
review-accounts = Adolygu'r cyfrifon
keep-or-close = Cadw neu gau pob cyfrif
expiring-advice = Bydd cyfrif nad oes neb yn ei gadw yn peidio â gweithio ar ôl ei ddiwrnod olaf.
status-expired = Daeth i ben
status-deactivated = Dadactifadwyd
expires-soon = O fewn 8 wythnos
expires-later = Ar ôl 8 wythnos
expires-over = Daeth i ben
unused-long = Ddim ers 90 diwrnod
no-non-mis = Dim defnyddwyr nad ydynt yn y System Gwybodaeth Reoli
no-governors = Dim llywodraethwyr
no-manual-advice = Nid yw'r bobl hyn yn y System Gwybodaeth Reoli. Mae “Ychwanegu defnyddiwr newydd” yn creu cyfrif i un ohonynt.
flash-account-added = Mae'r cyfrif wedi'i greu. Mae Dangos Cyfrinair yn dangos y cyfrinair: rhowch ef i'r person ynghyd â'r enw defnyddiwr.

## Ychwanegu defnyddiwr newydd

add-user = Ychwanegu defnyddiwr
add-non-mis-user = Ychwanegu defnyddiwr newydd: dim MIS
add-governor = Ychwanegu defnyddiwr newydd: llywodraethwr
add-not-from-mis = Peidiwch ag ychwanegu neb sydd yn eich System Gwybodaeth Reoli: byddai ganddo ddau gyfrif.
add-school-people-only = I staff a dysgwyr eich ysgol yn unig y mae'r cyfrifon hyn. Peidiwch â chreu un i neb arall.
add-never-champions = Ni all defnyddiwr nad yw yn y System Gwybodaeth Reoli fod yn Hyrwyddwr Digidol.
add-by-hand = Nid yw'r System Gwybodaeth Reoli yn gofalu am y cyfrif hwn: eich ysgol sy'n ei estyn, neu'n ei gau pan fydd y person yn gadael.
add-governor-says = Caiff pob llywodraethwr yn eich ysgol gyfrif, gyda'i gyfeiriad e-bost ei hun.
add-governor-by-hand = Nid yw'r System Gwybodaeth Reoli yn gofalu am y cyfrif hwn: caewch ef pan fydd y person yn gadael y corff llywodraethu.
add-terms-apply = Mae'r telerau ac amodau yn berthnasol i'r cyfrif hwn hefyd.
add-kind-learner = Dysgwr, a fydd hefyd yn ymddangos yn Gweld Dysgwyr
add-for-learners = I ddysgwyr yn unig.
add-group-hint = I ddysgwyr yn unig. Gadewch yn wag os nad oes un.
add-term = Am faint mae angen y cyfrif?
add-generate-password = Creu cyfrinair
add-own-password = Dewis cyfrinair eich hun
add-password-if-own = Y cyfrinair o'ch dewis chi
add-kind-missing = Dewiswch ai i aelod o staff ynteu i ddysgwr y mae'r cyfrif.
add-forename-missing = Teipiwch yr enw cyntaf.
add-surname-missing = Teipiwch y cyfenw.
add-name-too-long = Defnyddiwch 100 nod ar y mwyaf.
add-year-missing = Dewiswch flwyddyn y dysgwr.
add-group-too-long = Defnyddiwch 40 nod ar y mwyaf.
add-term-missing = Dewiswch am faint mae angen y cyfrif.

term-one-month = 1 mis
term-three-months = 3 mis
term-six-months = 6 mis
term-academic-year = Tan ddiwedd y flwyddyn academaidd
term-until = { $term }: hyd at { $date }
until-for = { $date } ({ $term })

lookalikes = Ai un o'r rhain ydyw?
lookalikes-advice = Mae gan rywun o'r un enw, neu enw tebyg iawn, gyfrif yn eich ysgol. Nid oes neb wedi'i ychwanegu eto.
add-anyway = Ychwanegu beth bynnag
type-password-again = Eich cyfrinair, eto
type-password-again-why = Nid yw tudalen byth yn cadw cyfrinair, felly teipiwch yr un a ddewisoch unwaith eto.
correct-instead = Neu cywirwch yr hyn a deipioch
same-name = yr un enw
swapped-name = enw cyntaf a chyfenw wedi'u cyfnewid
near-name = enw tebyg
account-left = wedi gadael

## Yr adolygiad

review-says = Eich ysgol yn unig sy'n gwybod pwy sy'n dal i fod angen y cyfrifon hyn. Cadwch neu caewch bob un ohonynt. Ni fydd cyfrif sydd wedi'i gau yn gweithio mwyach; nid oes dim yn cael ei ddileu.
review-governors-says = Holwch eich pennaeth neu glerc y corff llywodraethu a yw'r rhestr hon yn gywir. Nid oes cyfnod i gyfrif llywodraethwr: bydd cyfrif a gadwch yn dal i weithio.
arrived = Bellach yn y System Gwybodaeth Reoli
arrived-says = Mae rhywun o'r un enw yn y System Gwybodaeth Reoli, ac mae ganddo ei gyfrif ei hun. Os yr un person ydyw, caewch y cyfrif a grëwyd â llaw.
from-the-mis = O'r System Gwybodaeth Reoli
expiring-accounts = Yn dod i ben o fewn 8 wythnos, neu wedi dod i ben yn ddiweddar
nothing-to-review = Nid oes cyfrif yn dod i ben o fewn 8 wythnos
nothing-to-review-advice = Byddwch yn gweld y rhai sydd yma, ac ar y dangosfwrdd.
keep-account = Cadw'r cyfrif
close-account = Cau'r cyfrif
keep-selected = Cadw'r rhai a ddewiswyd
close-selected = Cau'r rhai a ddewiswyd
keep-for = Cadw am
keep-for-person = Cadw am: { $name }
last-reviewed = Adolygwyd ddiwethaf
decision = Cadw neu gau
review-done = Beth ddigwyddodd
kept-until = cadwyd hyd at { $date }
kept = cadwyd
closed = caewyd
review-overtaken = ni wnaed dim: mae rhywun wedi penderfynu'n wahanol yn y cyfamser
review-nobody-ticked = Ticiwch y cyfrifon dan sylw yn gyntaf.
review-choose-term = Dewiswch am faint i gadw'r cyfrif.
