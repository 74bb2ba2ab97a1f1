### Pobl nad ydynt yn y System Gwybodaeth Reoli, a llywodraethwyr: y rhestrau, Ychwanegu defnyddiwr newydd, yr adolygiad.

## Y rhestrau

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
