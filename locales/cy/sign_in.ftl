### Mewngofnodi, y cyfrinair cyntaf.

sign-in-not-possible = Nid ydych wedi mewngofnodi
sign-in-refused = Nid yw'r enw defnyddiwr neu'r cyfrinair yn gywir. Gwiriwch y ddau; mae priflythrennau'n cyfrif yn y cyfrinair. Os nad yw'n gweithio o hyd, gofynnwch i Hyrwyddwr Digidol yr ysgol neu i unrhyw athro edrych ar y cyfrinair.
sign-in-username-hint = Er enghraifft BloggsJ. Nid oes angen y rhan ar ôl yr @.
first-password-heading = Dewiswch eich cyfrinair
first-password-why = Mae rhywun arall yn gwybod y cyfrinair y gwnaethoch fewngofnodi ag ef. Dewiswch un nad oes neb ond chi yn ei wybod.
new-password = Cyfrinair newydd
new-password-again = Y cyfrinair newydd eto
update-password = Diweddaru Cyfrinair
password-advice = O leiaf 8 nod, gyda phriflythrennau, llythrennau bach a rhifau. Mae tri gair a rhif yn hawdd eu cofio ac yn anodd eu dyfalu.
password-differs = Nid yw'r ddau gyfrinair yr un fath. Teipiwch yr un newydd yn y ddau le.
password-rule-too-short = Defnyddiwch o leiaf 8 nod.
password-rule-too-long = Defnyddiwch 128 nod ar y mwyaf.
password-rule-no-upper-case = Defnyddiwch o leiaf un briflythyren.
password-rule-no-lower-case = Defnyddiwch o leiaf un llythyren fach.
password-rule-no-digit = Defnyddiwch o leiaf un rhif.
password-rule-common = Mae'r cyfrinair hwn ar restrau y mae ymosodwyr yn rhoi cynnig arnynt yn gyntaf. Dewiswch un arall.
password-rule-too-easy = Mae'r cyfrinair hwn yn rhy hawdd ei ddyfalu. Gwnewch ef yn hirach neu'n llai rheolaidd.
password-rule-contains-name = Peidiwch â chynnwys enwau na'r enw defnyddiwr.
current-password = Cyfrinair presennol
current-password-wrong = Nid dyma eich cyfrinair presennol. Mae priflythrennau'n cyfrif.
prove-heading = Teipiwch eich cyfrinair eto
prove-why = I chi'n unig y mae'r hyn sy'n dilyn, ac mae peth amser ers i chi fewngofnodi. Teipiwch eich cyfrinair i ddangos mai chi sydd yno o hyd.
go-on = Parhau
