### Rhediadau'r cleient darparu: gwrthodiadau, achosion, dal, methiannau.

rejection-upn-missing = Nid oes Rhif Unigryw'r Disgybl. Rhowch ef yn y System Gwybodaeth Reoli.
rejection-upn-invalid = Nid yw Rhif Unigryw'r Disgybl yn 13 nod o'r math cywir. Cywirwch ef yn y System Gwybodaeth Reoli.
rejection-upn-check-letter = Nid yw llythyren gyntaf Rhif Unigryw'r Disgybl yn cyd-fynd â'i ddigidau, felly mae digid yn debygol o fod yn anghywir. Cymharwch ef â phapurau'r dysgwr a'i gywiro yn y System Gwybodaeth Reoli.
rejection-upn-repeated = Mae gan ddau ddysgwr ar y gofrestr yr un Rhif Unigryw'r Disgybl. Canfyddwch pwy piau ef a chywirwch y llall yn y System Gwybodaeth Reoli.
rejection-admission-number-missing = Nid oes rhif derbyn. Rhowch ef yn y System Gwybodaeth Reoli.
rejection-admission-date-missing = Nid oes dyddiad derbyn. Rhowch ef yn y System Gwybodaeth Reoli.
rejection-staff-code-missing = Nid oes cod staff. Rhowch un yn y System Gwybodaeth Reoli nad oes gan neb arall yn yr ysgol.
rejection-staff-code-repeated = Mae gan ddau aelod o staff yr un cod staff. Rhowch un arall i un ohonynt yn y System Gwybodaeth Reoli.
rejection-start-date-missing = Nid oes dyddiad dechrau. Rhowch ef yn y System Gwybodaeth Reoli.
rejection-name-missing = Mae'r enw cyntaf neu'r cyfenw cyfreithiol ar goll. Rhowch y ddau yn y System Gwybodaeth Reoli.
rejection-name-too-long = Mae gan yr enw cyntaf neu'r cyfenw fwy na 100 nod. Byrhewch ef yn y System Gwybodaeth Reoli.
rejection-date-invalid = Ni ellir darllen dyddiad. Cywirwch ef yn y System Gwybodaeth Reoli.
rejection-year-group-unknown = Nid yw'r grŵp blwyddyn yn un o N1, N2, R neu 1 i 14. Cywirwch ef yn y System Gwybodaeth Reoli.

cause-new-in-mis = Newydd yn y System Gwybodaeth Reoli
cause-changed-in-mis = Newidiwyd yn y System Gwybodaeth Reoli
cause-name-differs = Mae'r enw yn y System Gwybodaeth Reoli yn wahanol. Mae'r cyfrif yn cadw ei enw nes bod rhywun yn ei olygu.
cause-upn-taken = Mae Rhif Unigryw'r Disgybl yn y System Gwybodaeth Reoli yn perthyn i ddysgwr mewn ysgol arall, felly mae'r cyfrif yn cadw ei rif ei hun.
cause-leaving-date = Mae'r dyddiad gadael yn y System Gwybodaeth Reoli wedi mynd heibio
cause-replaced-run = Daeth y dyddiad gadael gyda rhediad a gafodd ei ddal, a chymerodd y rhediad hwn ei le
cause-on-roll-again = Ar y gofrestr eto
cause-deactivated-by-hand = Mae rhywun wedi dadactifadu'r cyfrif, ac nid yw'r System Gwybodaeth Reoli yn dadwneud hynny
cause-activated-by-hand = Mae rhywun wedi actifadu'r cyfrif tan ddiwrnod diweddarach
cause-released-elsewhere = Mae'r ysgol flaenorol wedi rhyddhau'r cyfrif
cause-not-released = Mae'r cyfrif yn weithredol mewn ysgol arall nad yw wedi ei ryddhau eto
cause-not-admitted-yet = Nid yw'r dyddiad derbyn wedi dod eto
cause-admitted-before = Mae ysgol arall wedi derbyn y dysgwr yn ddiweddarach nag y mae'r rhes hon yn ei ddweud
cause-claimed-elsewhere = Mae ysgol arall hefyd yn aros am y dysgwr, gyda dyddiad derbyn diweddarach
cause-left-before = Gadawodd cyn i gyfrif gael ei greu
cause-left-here = Gadawodd yma; ysgol arall sy'n rheoli'r cyfrif bellach
cause-other-row = Rhes arall yn y ffeil sy'n cyfrif ar gyfer y dysgwr hwn
cause-not-main-enrolment = Cofrestriad gwadd neu atodol: y brif ysgol sy'n rheoli'r cyfrif
cause-not-in-file = Yn weithredol yma, ond heb fod mewn unrhyw res o'r ffeil

field-sourced-id = Rhif y System Gwybodaeth Reoli ei hun

hold-releases = { $count ->
    [one] Byddai'r rhediad hwn yn rhyddhau 1 cyfrif; caiff ryddhau { $threshold } heb i neb edrych arno.
   *[other] Byddai'r rhediad hwn yn rhyddhau { $count } o gyfrifon; caiff ryddhau { $threshold } heb i neb edrych arno.
}
hold-memberships = Byddai'r rhediad hwn yn dod â mwy na hanner aelodaethau dosbarth eleni i ben.
hold-last-champion = Byddai'r rhediad hwn yn rhyddhau Hyrwyddwr Digidol olaf yr ysgol.

run-failure-ours = Ni allai'r porth gyflawni'r rhediad hwn. Ni newidiwyd dim. Anfonwch y ffeil eto, a rhowch wybod i'r Ddesg Wasanaeth os bydd yn digwydd ddwywaith.
run-failure-file = Ni ellid darllen y ffeil ({ $code }). Ni newidiwyd dim. Rhowch wybod i bwy bynnag sy'n rheoli'r cleient darparu.
