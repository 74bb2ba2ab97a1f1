### Argraffu manylion mewngofnodi ar slipiau.

print-group-why = Caiff manylion mewngofnodi pob dysgwr eu hargraffu ar slip i'w dorri allan a'i roi iddo.
print-passwords = Cyfrineiriau
print-with-passwords = Gyda chyfrineiriau
print-without-passwords = Heb gyfrineiriau
print-group-only-portal = Dim ond cyfrineiriau a osodwyd yn y porth y gellir eu hargraffu. Cofnodir yr hyn a argraffwch.
no-groups = Nid oes grŵp i'w argraffu
no-groups-advice = Bydd dysgwyr cyfredol sydd mewn grŵp o'r fath yn ymddangos yma ar ôl i'r System Gwybodaeth Reoli eu hanfon.

slips-heading = { $count ->
    [one] { $count } slip i'w argraffu
   *[other] { $count } slip i'w hargraffu
}
slips-how = Mae'r slipiau'n ffitio papur A4, dau ar draws. Torrwch ar hyd y llinellau toredig, a rhowch ei slip ei hun i bob un.
slips-only-portal = Dim ond cyfrineiriau a osodwyd yn y porth y gellir eu hargraffu.
slips-missing = { $count ->
    [one] Mae { $count } slip heb gyfrinair: ailosodwch y cyfrinair yn gyntaf, yna argraffwch eto.
   *[other] Mae { $count } slip heb gyfrinair: ailosodwch y cyfrineiriau hynny'n gyntaf, yna argraffwch eto.
}
slips-left-out = { $count ->
    [one] Mae { $count } o'r cyfrifon a ddewiswyd yn anweithredol, felly nid oes slip iddo.
   *[other] Mae { $count } o'r cyfrifon a ddewiswyd yn anweithredol, felly nid oes slipiau iddynt.
}
slips-by-browser = I argraffu, defnyddiwch orchymyn argraffu eich porwr.
slips-year-without-group = { $year }, dim grŵp cofrestru
slips-without-group = Dim grŵp cofrestru
back = Yn ôl

## Ar y slip

slip-password-missing = Ddim ar gael: rhaid ei ailosod yn gyntaf
slip-sign-in-at = Mewngofnodi yn
slip-issued = Dyddiad cyhoeddi: { $date }
