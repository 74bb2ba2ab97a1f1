### Parodrwydd ar gyfer diwedd y flwyddyn: rhestr wirio ysgol, ysgolion awdurdod a'r genedl.

readiness = Parodrwydd
readiness-of = Parodrwydd ar gyfer diwedd { $year }
ready-lines-done = { $done } o { $total } wedi'u gwneud
download-csv = Lawrlwytho (CSV)
ready-no-dates = Nid yw'r Ddesg Wasanaeth wedi datgan dyddiadau diwedd y flwyddyn hon eto.

ready-done = Wedi'i wneud
ready-due = I'w wneud
ready-late = Yn hwyr
ready-ready = Yn barod
ready-letters = H D G B

ready-line = Llinell
ready-finding = Canfyddiad
ready-next-step = Beth i'w wneud nesaf
ready-due-on = Erbyn

ready-client-run = Y cleient darparu wedi rhedeg yn y cyfnod
ready-leavers = Y rhai sy'n gadael
ready-intake = Derbyniad newydd
ready-classes = Dosbarthiadau'r flwyddyn newydd
ready-classes-short = Mewn dosbarthiadau { $year } yn unig
ready-blocked = Yn aros i'w rhyddhau
ready-for-admission = Yn aros am eu dyddiad derbyn
ready-review = Adolygu defnyddwyr nad ydynt yn y System Gwybodaeth Reoli a llywodraethwyr
ready-review-short = Heb eu hadolygu

ready-last-applied = Ar { $date } yr oedd y rhediad diwethaf a weithredwyd.
ready-never-applied = Nid oes rhediad wedi'i weithredu eto.
ready-no-leavers = Nid oes neb o'r flwyddyn hynaf ar y gofrestr.
ready-leavers-seen = Mae gan { $seen } o { $all } o ddysgwyr y flwyddyn hynaf ddyddiad gadael.
ready-nobody-waits = Nid oes neb yn aros am ysgol arall.
ready-waiting = Mae { $blocked } yn aros i'w hysgol flaenorol eu rhyddhau, a { $admission } am eu dyddiad derbyn.
ready-old-roll = Nid yw'r System Gwybodaeth Reoli wedi anfon blwyddyn ddiweddarach na { $year } eto.
ready-no-old-class = Nid oes neb ar ôl mewn dosbarth o'r llynedd.
ready-old-class = { $count ->
   *[other] Mae { $count } o ddysgwyr yn dal mewn dosbarthiadau o'r llynedd.
}
ready-all-reviewed = Edrychwyd ar bob llywodraethwr a phob defnyddiwr nad yw yn y System Gwybodaeth Reoli.
ready-unreviewed = { $count ->
   *[other] Nid oes neb wedi edrych ar { $count } o gyfrifon yr haf hwn.
}

ready-do-client-run = Gofynnwch i bwy bynnag sy'n rheoli'r cleient ei redeg yn ei gyfnod, a gwiriwch yma i'r rhediad gael ei weithredu.
ready-do-leavers = Rhowch y dyddiadau gadael yn y System Gwybodaeth Reoli, yna trefnwch i'r cleient redeg.
ready-do-intake = Gwelwch pwy sy'n aros a pham. Holwch eich awdurdod lleol a yw'r ysgol flaenorol wedi rhoi'r dyddiad gadael ac wedi rhedeg ei chleient.
ready-do-end-year = Gorffennwch ddiwedd y flwyddyn yn y System Gwybodaeth Reoli, yna trefnwch i'r cleient redeg.
ready-do-classes = Mae unrhyw un sydd dros ben ar goll o'r ffeil neu heb ddosbarth yn y flwyddyn newydd: cywirwch hynny yn y System Gwybodaeth Reoli, yna trefnwch i'r cleient redeg.
ready-do-review = Cadwch neu gaewch bob cyfrif.

ready-all-schools = Pob ysgol
ready-schools = { $count ->
   *[other] { $count } ysgol
}
ready-days = Fesul diwrnod
ready-day = Diwrnod
ready-days-say = Ysgolion yn ôl cyflwr ar bob diwrnod o'r cyfnod. Mae'r un ffigurau yn y tabl isod.
ready-days-as-table = Dangos ffigurau pob diwrnod
ready-map = Ysgolion, y gwaethaf yn gyntaf
ready-leavers-expected = Disgwylir iddynt adael
ready-leavers-with-date = Y rhai â dyddiad gadael
