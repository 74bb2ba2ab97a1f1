### Y gwiriwr symud: pam nad yw rhywun yn y porth eto, a phwy sydd i weithredu.

move-checker = Gwiriwr Symud
move-checker-says = Dewch i wybod pam nad yw rhywun yn y porth eto, neu pam nad yw cyfrif dysgwr wedi dod drosodd, a phwy sydd i weithredu.
checker-search = Enw neu Rif Unigryw'r Disgybl
checker-run-is-held = Nid yw'r rhediad diweddaraf wedi newid dim eto. Nid oes cyfrif gan rywun sy'n newydd ynddo nes bod y rhediad wedi'i ryddhau.
checker-found = { $count ->
    [one] Cafwyd hyd i 1
   *[other] Cafwyd hyd i { $count }
}
checker-cut = Mae rhagor. Teipiwch fwy o'r enw.
checker-what = Cyfrif neu res
checker-answer = Ateb
checker-account = { $kind }, { $username }
checker-row = Rhes { $row } o'r ffeil ddiweddaraf
checker-nobody = Nid oes neb o'r enw hwn yn ffeil y System Gwybodaeth Reoli nac yn berchen ar gyfrif yma
checker-nobody-advice = Rhedodd y cleient darparu ddiwethaf: { $moment }. Gwiriwch fod gan y System Gwybodaeth Reoli gofnod o'r person: ar gyfer dysgwr gyda Rhif Unigryw'r Disgybl a'r dyddiad derbyn, ar gyfer staff gyda'r dyddiad dechrau a chod staff nad oes gan neb arall. Yna trefnwch i'r cleient redeg.
checker-no-such-upn = Nid oes rhes yn ffeil ddiweddaraf y System Gwybodaeth Reoli na chyfrif yma â'r Rhif Unigryw'r Disgybl hwn. Rhedodd y cleient darparu ddiwethaf: { $moment }. Chwiliwch yn ôl enw hefyd: yn ôl enw yn unig y cedwir rhes a wrthodwyd.
checker-wrong-upn = Nid Rhif Unigryw'r Disgybl yw hwn: mae angen 13 nod, a rhaid i'r llythyren gyntaf gyd-fynd â'r digidau. Cymharwch ef â phapurau'r dysgwr, neu chwiliwch yn ôl enw.
checker-waiting = Yn aros am ysgol arall ({ $count })
checker-waiting-says = Mae'r dysgwyr hyn ar y gofrestr yma, ond mae eu cyfrif mewn ysgol arall o hyd. Daw pob un drosodd ohono'i hun pan fydd pob amod wedi'i fodloni. Agorwch un i weld beth sydd ar goll.
checker-waited-for = Mae ysgol arall yn aros amdanynt ({ $count })
checker-waited-for-says = Mae'r dysgwyr hyn o'ch ysgol chi ar gofrestr ysgol arall, sy'n aros am eu cyfrifon. Agorwch un i weld beth sydd ar goll yma.
checker-nobody-waited-for = Nid oes ysgol arall yn aros am ddysgwr o'ch ysgol chi.

## Amodau symud

conditions = Amodau
condition-has-left = Mae'r dysgwr wedi gadael yr ysgol flaenorol, ac mae'r dyddiad gadael wedi mynd heibio
condition-previous-client-ran = Mae cleient yr ysgol flaenorol wedi rhedeg yn llwyddiannus ers hynny
condition-is-on-roll = Mae'r dysgwr ar gofrestr yr ysgol newydd gyda'r Rhif Unigryw'r Disgybl hwn
condition-client-ran = Mae cleient yr ysgol newydd wedi rhedeg yn llwyddiannus ers hynny
verdict-holds = Wedi'i fodloni
verdict-not-yet = Ddim eto
verdict-not-known = Ddim yn hysbys
move-waits-since = Yn aros ers { $since }; derbyniwyd ar { $admitted }
move-waited-for-since = Mae rhywle arall yn aros am ddysgwr o'ch ysgol chi ers { $since }. Nid yw'r porth yn dweud pa ysgol.
move-says-no-more = Dim ond hyn y mae'r porth yn ei ddweud am yr ysgol arall.
move-not-run-since = Roedd y rhediad llwyddiannus diwethaf ar { $day }.
move-never-ran = Nid yw erioed wedi rhedeg yn llwyddiannus.
move-admission-on = Y dyddiad derbyn yw { $day }.
move-row-in-newest-run = Mae'r rhes yn y rhediad diweddaraf.
move-no-leaving-date = Nid oes dyddiad gadael yn y rhediad diweddaraf.
move-leaves-on = Y dyddiad gadael yw { $day }.
move-run-is-held = Mae'r rhediad sy'n cynnwys y dyddiad gadael wedi'i ddal yn ôl.

## Pwy sydd i weithredu

who-acts = Pwy sydd i weithredu
acting-previous-school = Yr ysgol flaenorol. Gall eich awdurdod lleol, { $authority }, gysylltu â hi.
acting-authority = Eich awdurdod lleol, { $authority }
acting-this-school = Eich ysgol, yn ei System Gwybodaeth Reoli
acting-this-client = Pwy bynnag sy'n rheoli cleient darparu eich ysgol
acting-champion = Un o Hyrwyddwyr Digidol eich ysgol
acting-nobody = Neb: mae'n digwydd ohono'i hun
step-check-admission = Derbyniodd ysgol arall y dysgwr yn ddiweddarach nag y mae eich rhes chi yn ei ddweud. Gwiriwch y dyddiad derbyn yn eich System Gwybodaeth Reoli. Os yw'r dysgwr wedi dod yn ôl atoch, rhowch y dyddiad derbyn newydd; os nad yw, rhowch ddyddiad gadael.
step-settle-claims = Mae trydedd ysgol yn aros hefyd, a hi sydd â'r hawl orau: dyddiad derbyn diweddarach, neu'r un dyddiad a Rhif AdAS is. Yno yr aiff y cyfrif. Canfyddwch ym mha ysgol y mae'r dysgwr; bydd y llall yn tynnu'r rhes o'i System Gwybodaeth Reoli neu'n rhoi dyddiad gadael.
step-previous-client-runs = Nid yw ei chleient darparu wedi rhedeg ers i'ch rhes ddechrau aros. Rhaid iddo redeg; wedyn daw i'r amlwg a yw'r dyddiad gadael wedi'i gofnodi.
step-previous-enters-leaving-date = Mae ei chleient wedi rhedeg ers hynny, ac mae'r dysgwr ar y gofrestr yno o hyd. Rhaid rhoi'r dyddiad gadael yn ei System Gwybodaeth Reoli, a rhaid i'w chleient redeg eto.
step-leaving-date-passes = Mae'r dyddiad gadael wedi'i gofnodi, ac mae'n dod i rym ar ddiwedd y diwrnod hwnnw.
step-admission-comes = Mae'r cyfrif wedi'i ryddhau. Daw drosodd ar y dyddiad derbyn, { $day }.
step-comes-over = Mae pob amod wedi'i fodloni. Daw'r cyfrif drosodd o fewn yr ychydig funudau nesaf.
step-decide-held-run = Mae rhediad a fyddai'n rhyddhau'r dysgwr wedi'i ddal yn ôl. Edrychwch arno a'i ryddhau, os yw'r bobl hyn yn gadael mewn gwirionedd.
step-run-client = Nid yw eich cleient wedi rhedeg ers i'r ysgol arall ddechrau aros. Os yw'r dysgwr wedi gadael, rhowch y dyddiad gadael yn eich System Gwybodaeth Reoli; yna trefnwch i'r cleient redeg.
step-enter-leaving-date = Os yw'r dysgwr wedi gadael, rhowch y dyddiad gadael yn eich System Gwybodaeth Reoli a threfnwch i'r cleient redeg. Os yw'r dysgwr yn aros gyda chi, rhowch wybod i'ch awdurdod lleol: rhaid i'r ysgol arall gywiro ei chofrestr.

## Atebion am un person

answer-rejected = Gwrthododd y rhediad diweddaraf y rhes
answer-skipped = Hepgorodd y rhediad diweddaraf y rhes. { $cause }.
answer-waiting = Yn aros am ysgol arall
answer-waiting-advice = Agorwch yr enw i weld beth sydd ar goll a phwy sydd i weithredu.
answer-held-back = Byddai'r rhediad diweddaraf yn dod â'r cyfrif, ond mae wedi'i ddal yn ôl
answer-held-back-advice = Edrychwch ar y rhediad a'i ryddhau, neu rhowch ef o'r neilltu a chywirwch y System Gwybodaeth Reoli.
answer-works = Mae'r cyfrif yn gweithio
answer-missing = Ddim yn ffeil y System Gwybodaeth Reoli. Rhediad diwethaf: { $moment }
answer-missing-advice = Mae'r cyfrif yn dal i weithio: drwy ddyddiad gadael y mae pobl yn gadael, byth drwy gael eu hepgor. Os yw'r person wedi gadael, rhowch y dyddiad gadael yn y System Gwybodaeth Reoli; os nad yw, canfyddwch pam nad yw'r system yn ei enwi.
answer-upn-taken-advice = Cymharwch Rif Unigryw'r Disgybl â phapurau'r dysgwr. Os yw'n gywir, gofynnwch i'r awdurdod lleol ganfod pwy piau'r cyfrif arall.
answer-not-main-advice = Mae'r cyfrif yn aros gyda'r brif ysgol. Os hon yw prif ysgol y dysgwr, cywirwch statws y cofrestriad yn y System Gwybodaeth Reoli.
answer-left = Wedi gadael
answer-left-advice = Os yw'r person yma eto, tynnwch y dyddiad gadael o'r System Gwybodaeth Reoli neu rhowch gofnod newydd, a threfnwch i'r cleient redeg.
answer-moved = Gadawodd yma; ysgol arall sy'n rheoli'r cyfrif bellach
answer-deactivated = Mae rhywun wedi dadactifadu'r cyfrif, ac nid yw'r System Gwybodaeth Reoli yn dadwneud hynny
answer-deactivated-advice = Os yw'r person yma eto, Hyrwyddwr Digidol sy'n actifadu dysgwr ar dudalen y person; ar gyfer staff, gofynnwch i'r Ddesg Wasanaeth.
answer-undone-advice = Cywirwch y System Gwybodaeth Reoli, yna trefnwch i'r cleient redeg: bydd cyfrif y mae'r ffeil yn ei enwi yn gweithio eto.
answer-password-elsewhere = Gosodwyd y cyfrinair mewn ysgol arall, felly ni ellir ei ddangos yma
answer-password-elsewhere-advice = I'r sawl sy'n ei gofio, mae'n dal i weithio. Os yw wedi'i anghofio, ailosodwch ef ar dudalen y person: gall unrhyw athro neu athrawes wneud hynny i ddysgwr.
answer-no-password = Nid oes gan y porth gyfrinair i'w ddangos
answer-no-password-advice = Ailosodwch ef ar dudalen y person.
answer-last-years-class = Mae'r flwyddyn a'r dosbarthiadau'n perthyn i { $year }. Rhediad diwethaf: { $moment }
answer-last-years-class-advice = Mae'r rhediad diweddaraf a weithredwyd yn perthyn i flwyddyn sydd ar ben. Pan fydd gweithdrefnau diwedd blwyddyn y System Gwybodaeth Reoli wedi'u cwblhau, trefnwch i'r cleient redeg; gwelir isod pwy sy'n ei reoli.
