### Timau Microsoft a Google Classrooms dosbarth.

teams-and-classrooms = Timau a Classrooms
microsoft-team = Tîm Microsoft
google-classroom = Google Classroom
add-microsoft-team = Ychwanegu Tîm Microsoft
add-google-classroom = Ychwanegu Google Classroom
restore-microsoft-team = Adfer Tîm Microsoft
restore-google-classroom = Adfer Google Classroom
try-again = Rhoi cynnig arall arni
sandbox-says = Blwch tywod: nid oes dim yma yn cyrraedd Microsoft na Google

## Cyflyrau

workspace-none = Dim un eto
workspace-requested = Gofynnwyd amdano
workspace-creating = Wrthi'n cael ei greu
workspace-active = Gweithredol
workspace-archiving = Wrthi'n cael ei archifo
workspace-archived = Wedi'i archifo
workspace-restoring = Wrthi'n cael ei adfer
workspace-failed = Methwyd

## Beth sy'n digwydd

workspace-asked-by = Gofynnwyd amdano gan { $name }, { $at }.
workspace-goes-on = Mae hyn yn mynd ymlaen yn y cefndir: gallwch adael y dudalen a dod yn ôl iddi.
members-progress = Mae { $done } o { $people } yn aelodau
members-count = { $count ->
    [one] 1 aelod
    [two] 2 aelod
   *[other] { $count } aelod
}
members-without-account = { $count ->
    [one] Nid oedd modd sefydlu cyfrif 1 person yno eto. Mae'r porth yn dal i geisio unwaith y dydd; mae Rhoi cynnig arall arni yn ceisio nawr.
   *[other] Nid oedd modd sefydlu cyfrifon { $count } o bobl yno eto. Mae'r porth yn dal i geisio unwaith y dydd; mae Rhoi cynnig arall arni yn ceisio nawr.
}
workspace-next-try = Bydd y porth yn rhoi cynnig arall arni ohono'i hun.
workspace-unlinked = Fe'i hadferwyd, ac nid yw bellach wedi'i gysylltu â System Gwybodaeth Reoli'r ysgol.
not-yet-a-member = Ddim yn aelod eto
add-missing-members = { $count ->
    [one] Ychwanegu 1 person yn aelod
   *[other] Ychwanegu pob un o'r { $count } yn aelodau
}
no-teacher-says = Nid oes neb yn addysgu'r dosbarth hwn yn ôl y System Gwybodaeth Reoli, a heb athro ni fyddai gan neb berchnogaeth arno. Ychwanegwch athro yn y System Gwybodaeth Reoli yn gyntaf.

## Beth aeth o'i le

problem-throttled = Mae'r gwasanaeth yn brysur ac wedi gofyn i'r porth aros.
problem-unavailable = Nid atebodd y gwasanaeth.
problem-not-yet = Mae'r gwasanaeth yn dal i'w greu.
problem-gone = Nid yw yno bellach: mae rhywun wedi'i ddileu yn y gwasanaeth. Bydd Rhoi cynnig arall arni yn creu un newydd.
problem-refused = Gwrthododd y gwasanaeth ({ $detail }). Rhowch wybod i'r Ddesg Wasanaeth os bydd yn digwydd eto.
problem-sign-in = Nid oedd modd i'r porth fewngofnodi i'r gwasanaeth. Mae angen i'r Ddesg Wasanaeth edrych ar ei osodiadau.
problem-no-owner = Nid oes gan yr un o athrawon y dosbarth gyfrif yn y gwasanaeth, felly ni fyddai gan neb berchnogaeth arno.
problem-too-long = Ni wnaeth y gwasanaeth ei orffen mewn pryd.
problem-elsewhere = Fe'i crëwyd mewn tenant arall, nad yw'r porth yn ei gyrraedd bellach. Bydd Rhoi cynnig arall arni yn creu un newydd.
problem-person-gone = Nid yw cyfrif un o'r aelodau yno bellach.

## Cyngor

advice-minutes = Fel arfer bydd yno o fewn ychydig funudau. Ar adegau prysur, fel dechrau'r diwrnod ysgol, gall gymryd hyd at awr.
advice-team-hours = Gall Tîm gymryd hyd at dair awr.
advice-consent = Dim ond dysgwyr â chaniatâd, a ddangosir â thic o dan Caniatâd, sy'n cael eu hychwanegu.
advice-later = Nid yw dysgwyr sy'n ymuno â'r dosbarth yn ddiweddarach, na dysgwyr y rhoddir eu caniatâd yn ddiweddarach, yn cael eu hychwanegu ohonynt eu hunain: fe'u rhestrir yma fel rhai nad ydynt yn aelodau eto.
advice-second-teacher = Un perchennog sydd gan ddosbarth ag un athro. Mae'n werth ychwanegu ail athro, fel y gall rhywun arall ei reoli hefyd.
advice-restored-team = Mae Tîm a adferwyd yn ymddangos yn Microsoft Teams o dan Timau › Eich timau › Timau cudd.
advice-restored = Nid yw'r hyn a adferir wedi'i gysylltu bellach â System Gwybodaeth Reoli'r ysgol. Mae adfer yn aml yn gyflym, ond gall gymryd hyd at awr ar adegau prysur.
advice-archived = Fe'i harchifwyd ar ddiwedd y flwyddyn academaidd. Cedwir ei gynnwys.

## Cyfrifon sydd wedi methu

stuck-accounts = Cyfrifon nad oedd modd eu sefydlu
stuck-accounts-advice = Nid oes gan y bobl hyn gyfrif yn y gwasanaeth eto, neu nid yw eu henw, eu henw defnyddiwr neu eu statws presennol arno. Mae'r porth yn rhoi cynnig arall arni unwaith y dydd; mae Rhoi cynnig arall arni yn ceisio nawr. Caiff Tîm neu Classroom ei greu hebddynt, a'u derbyn pan fydd eu cyfrif yno.
no-stuck-accounts = Nid oes yr un cyfrif wedi methu
no-stuck-accounts-advice = Mae gan bawb a ddylai fod â chyfrif yn Microsoft 365 neu Google Workspace gyfrif yno, neu bydd ganddynt un cyn bo hir.
service = Gwasanaeth
microsoft-365 = Microsoft 365
google-workspace = Google Workspace
what-went-wrong = Beth aeth o'i le
try-all-again = Rhoi cynnig arall ar bob un
stuck-next-try = Bydd y porth yn rhoi cynnig arall arni ohono'i hun am { $moment }.

## Negeseuon ar y dudalen nesaf

flash-workspace-asked = Gofynnwyd amdano. Gallwch adael y dudalen a dod yn ôl iddi.
flash-members-asked = Maent yn cael eu hychwanegu.
flash-accounts-retried = Mae'r porth yn rhoi cynnig arall arnynt. Bydd pwy bynnag nad oes modd ei sefydlu o hyd yn ymddangos yma eto.
flash-no-teacher = Nid oes neb yn addysgu'r dosbarth hwn yn ôl y System Gwybodaeth Reoli, felly ni fyddai gan neb berchnogaeth arno.
