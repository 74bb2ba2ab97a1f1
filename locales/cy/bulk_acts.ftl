### Gweithredoedd ar lawer o bobl: Defnyddwyr a Ddewiswyd, Gweithrediadau Grŵp, y cwestiwn, y cynnydd, y canlyniad.

group-actions = Gweithrediadau Grŵp
reset-passwords = Ailosod y Cyfrineiriau
reset-passwords-registration-group = Ailosod Cyfrineiriau Grŵp Cofrestru
reset-passwords-class = Ailosod Cyfrineiriau Dosbarth
reset-passwords-year = Ailosod Cyfrineiriau Blwyddyn
print-registration-group = Argraffu Grŵp Cofrestru
print-class = Argraffu Dosbarth
print-year = Argraffu Blwyddyn
print-selected = Argraffu'r Rhai a Ddewiswyd
print-selected-with-password = Argraffu'r Rhai a Ddewiswyd (gyda Chyfrinair)
confirm-consent = Cadarnhau Caniatâd
withdraw-consent = Tynnu Caniatâd yn Ôl
deactivate = Dadactifadu
flash-nobody-selected = Ticiwch y bobl dan sylw yn gyntaf, neu “Dewis pob un”.

## Gweithrediadau Grŵp

reset-group-says = Bydd pawb yn y grŵp yn cael cyfrinair newydd ar unwaith, ac ni fydd yr hen rai yn gweithio mwyach. Gall grwpiau mawr gymryd ychydig funudau; gallwch adael y dudalen a dod yn ôl. Wedyn gallwch argraffu'r cyfrineiriau newydd.
choose = Dewiswch…
choose-a-group = Dewiswch y grŵp yr hoffech ailosod ei gyfrineiriau.
group-is-empty = Nid oes neb yn y grŵp hwn bellach. Dewiswch un arall.

## Y cwestiwn

ask-reset = { $count ->
    [one] Ailosod cyfrinair 1 person?
   *[other] Ailosod cyfrineiriau { $count } o bobl?
}
ask-confirm-consent = { $count ->
    [one] Cadarnhau caniatâd 1 dysgwr?
   *[other] Cadarnhau caniatâd { $count } o ddysgwyr?
}
ask-withdraw-consent = { $count ->
    [one] Tynnu caniatâd 1 dysgwr yn ôl?
   *[other] Tynnu caniatâd { $count } o ddysgwyr yn ôl?
}
ask-deactivate = { $count ->
    [one] Dadactifadu 1 cyfrif?
   *[other] Dadactifadu { $count } o gyfrifon?
}
reset-consequence = Bydd pob un ohonynt yn cael cyfrinair newydd, y gallwch ei ddangos a'i argraffu yma. Ni fydd yr hen rai yn gweithio o hyn ymlaen, a bydd pwy bynnag sydd wedi mewngofnodi yn cael ei allgofnodi.
confirm-consent-consequence = Byddant yn cael Office 365, G Suite a J2e. Cadarnhewch dim ond yr hyn y mae rhiant neu ofalwr wedi cytuno iddo.
withdraw-consent-consequence = Bydd eu cysylltiad ag OneDrive, Google Drive a J2e yn cael ei dorri, a bydd y gwaith sydd wedi'i gadw yno yn cael ei golli. Ni fydd rhoi caniatâd eto'n nes ymlaen yn dod ag ef yn ôl.
deactivate-consequence = Ni fyddant yn gallu mewngofnodi mwyach, a bydd pwy bynnag sydd wedi mewngofnodi yn cael ei allgofnodi. Nid oes dim yn cael ei ddileu: gall Hyrwyddwr Digidol ailactifadu dysgwyr, un ar y tro.
and-others = { $count ->
    [one] ac 1 arall
   *[other] a { $count } arall
}
consent-basis = Ar ba sail?
consent-basis-hint = Er enghraifft: ffurflen ganiatâd a lofnodwyd ym mis Medi 2026. Caiff ei chadw gyda'r cofnod.
basis-is-missing = Dywedwch ar ba sail, mewn 200 nod ar y mwyaf.
type-the-count = I fynd ymlaen, teipiwch nifer y bobl dan sylw: { $count }
count-is-other = Teipiwch { $count } i ddangos eich bod yn golygu pob un ohonynt.
yes-reset-passwords = Ydw, ailosod y cyfrineiriau
yes-confirm-consent = Ydw, cadarnhau caniatâd
yes-withdraw-consent = Ydw, tynnu caniatâd yn ôl
yes-deactivate = Ydw, dadactifadu

## Cynnydd a chanlyniad

act-progress = { $done } o { $people }
act-goes-on = Mae hyn yn mynd ymlaen yn y cefndir: gallwch adael y dudalen a dod yn ôl iddi.
outcome = Canlyniad
outcome-not-yet = Ddim eto
outcome-password-reset = Ailosodwyd y cyfrinair
outcome-consent-confirmed = Cadarnhawyd y caniatâd
outcome-consent-withdrawn = Tynnwyd y caniatâd yn ôl
outcome-deactivated = Dadactifadwyd
outcome-already-so = Felly'r oedd hi eisoes
outcome-inactive = Cyfrif anweithredol: ni wnaed dim
outcome-moved = Wedi symud i ysgol arall: ni wnaed dim
outcome-own-account = Eich cyfrif chi: ni wnaed dim
outcome-last-champion = Hyrwyddwr Digidol olaf: ni wnaed dim
back-to-list = Yn ôl i'r rhestr
print-with-password = Argraffu gyda Chyfrinair
