### Dangosfwrdd yr ysgol.

about-school = Am yr ysgol
phase = Cyfnod
without-consent = Heb ganiatâd
expiring-soon = Yn dod i ben o fewn 8 wythnos
last-run = Rhediad Diwethaf
last-30-days = Y 30 diwrnod diwethaf
run-days-summary = Diwrnodau o'r 30 diwethaf pan weithredwyd y rhediad olaf: { $applied }; pan gafodd ei ddal yn ôl: { $held }; pan fethodd: { $failed }. Diwrnodau heb rediad: { $none }.
no-run = Dim rhediad
ask-a-teacher = Os na allwch fewngofnodi yn rhywle, neu os oes rhywbeth o'i le ar eich cyfrif, holwch unrhyw athro neu un o Hyrwyddwyr Digidol eich ysgol.
ask-a-champion = Os oes rhywbeth o'i le ar gyfrif, holwch un o Hyrwyddwyr Digidol eich ysgol.

needs-attention = Angen sylw
nothing-needs-attention = Nid oes angen sylw ar ddim
attention-held = Mae rhediad wedi'i ddal yn ôl: ni fydd dim yn newid nes i chi edrych arno.
attention-failed = Methodd y rhediad diwethaf.
attention-rejected = { $count ->
    [one] Gwrthododd y rhediad diwethaf 1 rhes.
    [two] Gwrthododd y rhediad diwethaf 2 res.
   *[other] Gwrthododd y rhediad diwethaf { $count } rhes.
}
attention-waiting = { $count ->
    [one] Mae 1 dysgwr yn aros i gael ei ryddhau gan ysgol arall.
    [two] Mae 2 ddysgwr yn aros i gael eu rhyddhau gan ysgol arall.
   *[other] Mae { $count } o ddysgwyr yn aros i gael eu rhyddhau gan ysgol arall.
}
attention-expiring = { $count ->
    [one] Daw 1 cyfrif i ben o fewn 8 wythnos.
    [two] Daw 2 gyfrif i ben o fewn 8 wythnos.
   *[other] Daw { $count } o gyfrifon i ben o fewn 8 wythnos.
}
attention-no-champion = Nid oes gan yr ysgol Hyrwyddwr Digidol.
attention-one-champion = Dim ond un Hyrwyddwr Digidol sydd ar ôl.
attention-microsoft-down = Nid yw Microsoft 365 yn ateb. Mae Timau a chyfrifon yn aros nes iddo wneud; mae popeth arall yn gweithio.
attention-google-down = Nid yw Google Workspace yn ateb. Mae Classrooms a chyfrifon yn aros nes iddo wneud; mae popeth arall yn gweithio.
attention-workspaces = { $count ->
    [one] Nid oedd modd creu 1 Tîm neu Classroom.
   *[other] Nid oedd modd creu { $count } o Dimau neu Classrooms.
}
attention-stuck = { $count ->
    [one] Nid oedd modd sefydlu cyfrif Microsoft 365 neu Google 1 person. Bydd y porth yn rhoi cynnig arall arni bob dydd.
   *[other] Nid oedd modd sefydlu cyfrifon Microsoft 365 neu Google { $count } o bobl. Bydd y porth yn rhoi cynnig arall arni bob dydd.
}
