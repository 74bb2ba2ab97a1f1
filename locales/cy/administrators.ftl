### Gweinyddwyr awdurdod lleol: pwy ydynt, ychwanegu, uwchraddio, israddio.

la-administrators = Gweinyddwyr awdurdod lleol
la-administrators-say = Maent yn gofalu am bob ysgol yn yr awdurdod hwn: ei chyfrifon, ei rhediadau, ei thocynnau a'i gosodiadau.
add-la-administrator = Ychwanegu gweinyddwr awdurdod lleol
add-la-administrator-says = Cyfrif newydd i rywun o { $authority }. Y porth sy'n creu ei enw defnyddiwr a'i gyfrinair cyntaf.
no-la-administrators = Nid oes gan yr awdurdod hwn weinyddwr
no-la-administrators-advice = Ychwanegwch un, neu uwchraddiwch rywun o'i staff.
remaining-authority-staff = Staff eraill yr awdurdod
la-administrator-added = Ychwanegwyd y gweinyddwr awdurdod lleol
password-shown-this-once = Dim ond y tro hwn y dangosir y cyfrinair
password-pass-it-on = Rhowch ef i'r person ynghyd â'r enw defnyddiwr. Wrth fewngofnodi am y tro cyntaf bydd y porth yn gofyn am un arall.
promote-administrator-question = Uwchraddio { $name } yn weinyddwr awdurdod lleol?
promote-administrator-says = Bydd { $name } wedyn yn gallu gofalu am bob cyfrif ym mhob un o ysgolion { $authority }.
demote-administrator-question = Israddio { $name } o fod yn weinyddwr awdurdod lleol?
demote-administrator-says = Daw sesiwn { $name } i ben ar unwaith, ac ni fydd modd iddo ef neu hi fynd i mewn i ysgolion { $authority } mwyach.
