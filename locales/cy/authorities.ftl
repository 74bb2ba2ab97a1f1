### Ysgolion awdurdod, ac ysgolion y genedl.

schools = Ysgolion
local-authorities = Awdurdodau lleol
find-school = Enw'r ysgol neu ei Rhif AdAS
held-runs = Rhediadau wedi'u dal yn ôl
failed-runs = Methodd y rhediad diwethaf
view-held-run-of = Gweld y rhediad sydd wedi'i ddal yn ôl yn { $school }
not-run-yet = Heb redeg eto
not-run-since = Heb redeg ers
not-run-since-day = Heb redeg ers { $date }

## Rhediadau awdurdod sydd wedi'u dal yn ôl

no-held-runs = Dim rhediadau wedi'u dal yn ôl
no-held-runs-says = Nid oes rhediad gan ysgolion yr awdurdod hwn yn aros am benderfyniad neb.
held-runs-advice = Dewiswch rediadau i'w gweld ochr yn ochr; yna gallwch eu rhyddhau gyda'i gilydd. I roi un o'r neilltu, agorwch ef yn ei ysgol.
held-may-release = Caiff ryddhau
held-final-year = O'r rhain mewn blwyddyn olaf
held-for-releases = Gormod i'w rhyddhau
held-for-memberships = Byddai gormod o aelodaethau dosbarth yn dod i ben
held-for-last-champion = Byddai'r Hyrwyddwr Digidol olaf yn cael ei ryddhau
count-of = { $count } o { $total }
open-side-by-side = Agor ochr yn ochr
release-chosen-question = { $runs ->
    [one] Rhyddhau'r rhediad hwn?
   *[other] Rhyddhau'r { $runs } rhediad hyn?
}
release-chosen-each = Mae pob rhediad yn mynd yn ei flaen ar ei ben ei hun, ac yn sefyll yn nhrywydd archwilio ei ysgol o dan eich enw chi. Pe bai un yn rhyddhau rhywun nad yw ar ei restr, caiff ei ddal yn ôl eto.
and-more = { $count ->
   *[other] ac { $count } arall
}
released-runs = Rhediadau a ryddhawyd
runs-ended = Mae { $done } o { $total } wedi dod i ben
held-again = Wedi'i ddal yn ôl eto
view-run-of-school = Gweld rhediad { $school }

## Symudiadau sy'n aros

waiting-moves = Symudiadau sy'n aros
no-waiting-moves = Nid oes neb yn aros
no-waiting-moves-says = Nid oes dysgwr yn aros am un o'r ysgolion hyn, nac yn un ohonynt.
waiting-moves-advice = Mae dysgwyr yn aros nes bod eu hysgol flaenorol wedi rhoi dyddiad gadael yn ei System Gwybodaeth Reoli a bod ei chleient darparu wedi rhedeg ers hynny. Holwch yr ysgol sy'n sefyll gyntaf.
not-released-by = Heb eu rhyddhau gan
waiting-in = Yn aros yn
school-of-other-authority = Ysgol mewn awdurdod arall

## Ychwanegu ysgol

add-school = Ychwanegu ysgol
school-number-hint = Saith digid; rhai ei hawdurdod lleol yw'r tri cyntaf.
school-name-en = Enw yn Saesneg
school-name-cy = Enw yn Gymraeg
school-name-cy-hint = Gadewch ef yn wag os oes gan yr ysgol yr un enw yn y ddwy iaith.
school-number-invalid = Teipiwch saith digid y Rhif AdAS, er enghraifft 6812001.
school-authority-unknown = Nid oes gan yr un awdurdod lleol y tri digid cyntaf hyn.
school-number-taken = Mae ysgol â'r Rhif AdAS hwn eisoes.
school-name-missing = Teipiwch enw'r ysgol.
school-name-too-long = Byrhewch yr enw i 100 nod.
school-phase-missing = Dewiswch pa oedrannau y mae'r ysgol yn eu haddysgu.
