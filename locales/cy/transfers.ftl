### Staff sydd wedi symud yn mynd â'u cyfrif blaenorol gyda nhw.

transfer-former-account = Trosglwyddo cyfrif blaenorol
profile-former-account = A ydych wedi symud yma o ysgol arall?
transfer-says = Mae staff sy'n symud i ysgol arall yn cael cyfrif newydd yno. I gadw cyfrif yr ysgol flaenorol yn ei le, gofynnwch yma; y Ddesg Wasanaeth sy'n penderfynu. Yna daw'r cyfrif blaenorol i'r swydd hon gyda'i enw defnyddiwr, ei gyfrinair a'i flwch post. Bydd y cyfrif hwn yn peidio â gweithio, a bydd e-bost i'w gyfeiriad yn dal i gyrraedd. Caiff yr hyn a storiwyd gydag ef yn Microsoft 365 a Google ei ddileu, a rhaid rhoi mynediad at flychau post a rennir o'r newydd.
transfer-released-first = Rhaid i'r ysgol flaenorol ryddhau'r cyfrif blaenorol yn gyntaf: mae'r dyddiad gadael yn ei System Gwybodaeth Reoli, ac mae ei chleient darparu wedi rhedeg ers hynny.
transfer-former-number = Rhif AdAS yr ysgol flaenorol
transfer-former-number-hint = Saith digid, er enghraifft 6812001.
transfer-former-username = Enw defnyddiwr blaenorol
transfer-former-username-hint = Os yw'n hysbys. Mae'n helpu pan fo gan ddau berson yr un enw.
transfer-ask = Gofyn am y trosglwyddiad
transfer-back = Yn ôl
transfer-number-unreadable = Rhowch saith digid Rhif AdAS yr ysgol flaenorol.
transfer-no-such-school = Nid oes gan yr un ysgol yn y porth y rhif hwn. Gwiriwch ef.
transfer-own-school = Rhif yr ysgol hon yw hwn. Rhowch rif yr ysgol flaenorol.
transfer-username-too-long = Rhowch enw defnyddiwr o 100 nod ar y mwyaf, neu ei adael yn wag.

transfer-asked = Gofynnwyd
transfer-approved = Cymeradwywyd
transfer-refused = Gwrthodwyd
transfer-asked-on = Gofynnwyd ar { $day } gan { $name }, o'r ysgol { $number }. Nid yw'r Ddesg Wasanaeth wedi penderfynu eto.
transfer-approved-on = Ar { $day } symudodd y Ddesg Wasanaeth gyfrif yr ysgol { $number }.
transfer-refused-on = Gwrthododd y Ddesg Wasanaeth ar { $day }: { $reason }

## Tudalennau'r Ddesg Wasanaeth

transfer-requests = Trosglwyddiadau cyfrif
transfer-open = { $count ->
    [one] Mae 1 yn aros am benderfyniad
   *[other] Mae { $count } yn aros am benderfyniad
}
transfer-none-open = Nid oes cais yn aros
transfer-none-open-advice = Bydd staff a Hyrwyddwyr Digidol yn gofyn am drosglwyddo cyfrif blaenorol o Fy Mhroffil i neu Gweld y Manylion.
transfer-former-school = Ysgol flaenorol
transfer-decided = Penderfynwyd
transfer-reason = Rheswm
transfer-reason-hint = Bydd yr ysgol yn ei ddarllen. 200 nod ar y mwyaf.
transfer-reason-missing = Rhowch reswm o 200 nod ar y mwyaf.
transfer-by = { $moment }, { $name }
transfer-school = { $school } ({ $number })
transfer-of = Trosglwyddo ar gyfer { $name }
transfer-new-username = Cyfrif newydd
transfer-candidates = Cyfrifon yr ysgol flaenorol
transfer-no-candidates = Nid oes gan neb o'r ysgol flaenorol yr enw hwn na'r enw defnyddiwr hwn. Gofynnwch am y rhif neu'r enw defnyddiwr cywir, neu gwrthodwch y cais.
transfer-consequence = Cymeradwywch dim ond pan fyddwch yn sicr mai'r un person ydyw. Daw'r cyfrif i'r swydd newydd ar unwaith: mae'n gweithio eto gyda'i gyfrinair ei hun, mae'r cyfrif newydd yn peidio â gweithio, daw ei sesiynau i ben, a chaiff yr hyn a storiwyd gydag ef yn Microsoft 365 a Google ei ddileu.
transfer-approve = Cymeradwyo
transfer-refuse = Gwrthod
transfer-not-possible = Nid yw'r trosglwyddiad yn bosibl
obstacle-still-active = Yn gweithio o hyd. Rhaid i'r ysgol sy'n ei reoli roi'r dyddiad gadael a rhedeg ei chleient yn gyntaf.
obstacle-deactivated = Mae rhywun yn yr ysgol flaenorol wedi ei ddadactifadu. Rhaid i'r ysgol honno roi'r dyddiad gadael a rhedeg ei chleient yn gyntaf.
obstacle-over = Daeth cyfrif arall yn ei le, neu dadwnaed ei rediad.
obstacle-own-school = Yr ysgol newydd sy'n ei reoli eisoes.
obstacle-new-account-ended = Nid yw'r cyfrif newydd yn gweithio mwyach.
obstacle-other-kind = Nid cyfrif staff o'r System Gwybodaeth Reoli yw hwn.
