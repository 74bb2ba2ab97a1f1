### Hyrwyddwyr Digidol: pwy ydynt, uwchraddio, israddio.

champions-before-you-leave = Os ydych yn gadael yr ysgol, cytunwch gyda'ch pennaeth pwy fydd yn eich dilyn, ac uwchraddiwch nhw cyn i chi fynd.
remaining-staff = Gweddill y staff
no-champions = Nid oes gan yr ysgol hon Hyrwyddwr Digidol
no-champions-advice = Uwchraddiwch aelod o staff, fel y gall rhywun yn yr ysgol ofalu am gyfrifon staff a chaniatâd.
no-remaining-staff = Dim staff eraill
no-remaining-staff-advice = Dim ond staff cyfredol y System Gwybodaeth Reoli all ddod yn Hyrwyddwyr Digidol.
search-staff = Chwilio'r staff
promote = Uwchraddio
demote = Israddio
champion-is-you = Chi – dim ond rhywun arall all eich israddio

promote-question = Uwchraddio { $name } yn Hyrwyddwr Digidol?
promote-says = Bydd { $name } wedyn yn gallu gofalu am bob cyfrif yn yr ysgol: staff a'u cyfrineiriau, caniatâd, defnyddwyr nad ydynt yn y System Gwybodaeth Reoli, llywodraethwyr a Hyrwyddwyr Digidol eraill.
yes-promote = Ydw, uwchraddio
demote-question = Israddio { $name } o fod yn Hyrwyddwr Digidol?
demote-says = Daw sesiwn { $name } i ben ar unwaith, ac o hynny ymlaen yr un hawliau fydd gan y cyfrif â chyfrif unrhyw aelod arall o staff.
yes-demote = Ydw, israddio
