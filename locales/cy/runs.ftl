### Tudalennau'r rhediadau: y rhestr, un rhediad, y penderfyniad am un sydd wedi'i ddal yn ôl.

runs = Rhediadau
all-runs = Pob rhediad
runs-none = Nid yw'r cleient darparu wedi rhedeg eto
runs-none-advice = Pan fydd yn rhedeg, bydd pob rhediad i'w weld yma, y diweddaraf yn gyntaf.
run-of = Rhediad { $moment }
view-run = Gweld rhediad { $moment }
run-received-at = Derbyniwyd
run-finished-at = Gorffennodd
academic-year = Blwyddyn academaidd
rehearsal = Ymarfer

who-to-ask = Pwy i'w holi
ask-client = Os yw rhediad yn hwyr, neu os na ellir darllen ei ffeil, holwch bwy bynnag sy'n rheoli cleient darparu eich ysgol: adran TG yr ysgol, yr awdurdod lleol neu ddarparwr y System Gwybodaeth Reoli.
ask-service-desk = Am unrhyw beth arall, holwch y Ddesg Wasanaeth:

## Ystyr pob cyflwr

run-says-received = Mae'r ffeil wedi cyrraedd ac yn aros ei thro.
run-says-validating = Mae'r ffeil yn cael ei darllen a'i gwirio.
run-says-applying = Mae'r newidiadau'n cael eu gwneud.
run-says-applied = Mae'r newidiadau isod wedi'u gwneud.
run-says-held = Nid oes dim wedi newid: rhaid i rywun edrych ar y rhediad hwn yn gyntaf.
run-says-rehearsed = Ymarfer oedd hwn. Mae'n dangos beth fyddai'r ffeil yn ei wneud; ni newidiwyd dim.
run-says-replaced = Cymerodd rhediad mwy newydd le'r un hwn tra oedd wedi'i ddal yn ôl. Ni newidiodd hwn ddim.
run-says-discarded = Edrychodd rhywun ar y rhediad hwn a'i roi o'r neilltu. Ni newidiodd ddim.
run-says-undone = Gweithredwyd y rhediad hwn, ac fe'i dadwnaed yn ddiweddarach.
run-step = Cam { $step } o { $steps }. { $what }
run-goes-on = Mae'r dudalen hon yn ei hadnewyddu ei hun. Gallwch ei gadael a dod yn ôl; bydd y rhediad yn mynd yn ei flaen hebddoch.

## Y tabiau

run-changes = Newidiadau
run-would-release = Byddai'n rhyddhau
run-outcome = Canlyniad
run-field = Maes
before-and-after = Cyn → ar ôl
run-why = Pam
run-file = Ffeil
run-row = Rhes
run-what-to-do = Beth sydd o'i le, a beth i'w wneud
waiting-since = Yn aros ers
value-changed = wedi newid
value-none = (dim)
download-changes = Lawrlwytho'r newidiadau (CSV)
download-rejections = Lawrlwytho'r rhesi a wrthodwyd (CSV)
run-no-releases = Ni fyddai'r rhediad hwn yn rhyddhau neb.
run-no-changes = Nid oes cyfrif yn newid.
run-no-rejections = Ni wrthodwyd yr un rhes.
run-nobody-waits = Nid oes neb yn aros.
run-nobody-missing = Nid oes neb ar goll.
run-nothing-to-say = Nid oes gan yr un ohonynt ddim i'w ddweud.
run-rejected-note = Ni newidiodd y rhesi hyn ddim. Cywirwch nhw yn y System Gwybodaeth Reoli, yna rhedwch y cleient darparu eto.
run-waiting-note = Mae'r dysgwyr hyn yn dal yn weithredol mewn ysgol arall. Daw pob cyfrif drosodd ohono'i hun pan fydd yr ysgol honno wedi'i ryddhau a'r dyddiad derbyn wedi dod. Os bydd yn cymryd amser, holwch eich awdurdod lleol a yw'r ysgol flaenorol wedi cofnodi'r dyddiad gadael a rhedeg ei chleient wedyn.
run-missing-note = Mae'r bobl hyn yn weithredol yma, ond nid yw'r ffeil yn eu henwi. Ni ddigwyddodd dim iddynt: drwy ddyddiad gadael yn y System Gwybodaeth Reoli y mae pobl yn gadael, byth drwy gael eu hepgor.
run-unchanged-note = { $count ->
    [one] Mae 1 rhes yn dweud yr hyn sydd gan y porth eisoes.
    [two] Mae 2 res yn dweud yr hyn sydd gan y porth eisoes.
   *[other] Mae { $count } rhes yn dweud yr hyn sydd gan y porth eisoes.
}
run-unchanged-lines = Mae'r rhai sydd â rhywbeth i'w ddweud i'w gweld yma.

## Rhediad sydd wedi'i ddal yn ôl

held-heading = Mae'r rhediad hwn wedi'i ddal yn ôl
held-advice = Edrychwch drwy'r rhestr. Os yw'r bobl hyn yn gadael mewn gwirionedd, rhyddhewch y rhediad. Os nad ydynt, rhowch ef o'r neilltu, cywirwch y System Gwybodaeth Reoli a rhedwch y cleient darparu eto.
held-advice-nobody = Os yw hyn yn gywir, rhyddhewch y rhediad. Os nad yw, rhowch ef o'r neilltu, cywirwch y System Gwybodaeth Reoli a rhedwch y cleient darparu eto.
release-run = Rhyddhau
discard-run = Rhoi o'r neilltu
release-question = Rhyddhau'r rhediad hwn?
release-consequence = { $count ->
    [0] Ni fyddai'n rhyddhau yr un cyfrif.
    [one] Bydd 1 cyfrif yn peidio â gweithio ar ddiwedd ei ddyddiad gadael, neu ar unwaith os yw'r diwrnod hwnnw wedi mynd heibio.
    [two] Bydd 2 gyfrif yn peidio â gweithio ar ddiwedd eu dyddiadau gadael, neu ar unwaith os yw'r diwrnod hwnnw wedi mynd heibio.
   *[other] Bydd { $count } o gyfrifon yn peidio â gweithio ar ddiwedd eu dyddiadau gadael, neu ar unwaith os yw'r diwrnod hwnnw wedi mynd heibio.
}
release-everything = Bydd popeth arall yn y rhediad yn digwydd hefyd. Pe bai'n rhyddhau rhywun nad yw ar y rhestr, caiff ei ddal yn ôl eto.
yes-release = Ydw, rhyddhau
discard-question = Rhoi'r rhediad hwn o'r neilltu?
discard-consequence = { $count ->
    [0] Ni fydd dim yn y rhediad hwn yn digwydd.
    [one] Ni fydd dim yn y rhediad hwn yn digwydd, a bydd yr 1 cyfrif y byddai'n ei ryddhau yn dal i weithio.
    [two] Ni fydd dim yn y rhediad hwn yn digwydd, a bydd y 2 gyfrif y byddai'n eu rhyddhau yn dal i weithio.
   *[other] Ni fydd dim yn y rhediad hwn yn digwydd, a bydd y { $count } o gyfrifon y byddai'n eu rhyddhau yn dal i weithio.
}
discard-advice = Cywirwch y System Gwybodaeth Reoli cyn i'r cleient darparu redeg eto, neu bydd y rhediad nesaf yn dweud yr un peth.
yes-discard = Ydw, rhoi o'r neilltu
