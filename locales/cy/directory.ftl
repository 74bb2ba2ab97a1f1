### Rhestrau o bobl, manylion un person, y cyfrinair.

non-mis = Dim MIS
my-classes = Fy nosbarthiadau i
search-by-upn = Chwilio yn ôl Rhif Unigryw'r Disgybl

## Pam nad yw cyfrif mewn rhes yn gweithio, yn gryno

row-left = Gadawodd { $date }
row-moved = Symudodd ysgol { $date }
row-deactivated = Dadactifadwyd { $date }
row-expired = Daeth i ben { $date }
row-superseded = Disodlwyd
row-undone = Dadwnaed
state-moved = Anweithredol yma: symudodd i ysgol arall ar { $date }

## Rhestrau gwag

no-learners = Dim dysgwyr eto
no-staff = Dim staff eto
no-leavers = Dim ymadawyr
no-leavers-advice = Nid oes neb a oedd â chyfrif yn yr ysgol hon wedi gadael.
client-last-ran = Daw cyfrifon o'r System Gwybodaeth Reoli. Rhedodd y cleient darparu ddiwethaf { $age }.
client-never-ran = Daw cyfrifon o'r System Gwybodaeth Reoli. Nid yw'r cleient darparu wedi rhedeg ar gyfer yr ysgol hon eto.

## Gweld y Manylion

details = Manylion
classes = Dosbarthiadau
no-classes = Ddim mewn unrhyw ddosbarth yn y flwyddyn academaidd hon.
moved-heading = Ysgol arall sy'n rheoli'r cyfrif hwn bellach
moved-advice = Rydych yn gweld yr hyn a wyddai'r ysgol hon ar ddiwrnod y symud. Ni ellir newid dim yma.
password-private-advice = Y defnyddiwr a ddewisodd y cyfrinair hwn, felly ni all neb arall ei weld.

## Llinell amser

timeline = Llinell amser
timeline-all = Popeth
timeline-passwords = Cyfrineiriau
timeline-mis = System Gwybodaeth Reoli
timeline-empty = Nid oes dim wedi'i gofnodi yma.
timeline-created = Crëwyd gan y System Gwybodaeth Reoli
timeline-transferred = Symudodd yma o ysgol arall
timeline-updated = Diweddarwyd gan y System Gwybodaeth Reoli
timeline-released = Gwnaed yn anweithredol gan y System Gwybodaeth Reoli: { $cause }
timeline-reactivated = Ailactifadwyd gan y System Gwybodaeth Reoli: { $cause }
timeline-left = Gwnaed yn anweithredol: mae'r dyddiad gadael wedi mynd heibio
timeline-moved = Symudodd i ysgol arall
field-changed = Newidiwyd { $field }
field-from-to = { $field }: { $before } → { $after }
