### Rheoli Defnyddiwr: yr hyn a wneir i un cyfrif.

## Dewislenni Gweld y Manylion

manage-user = Rheoli Defnyddiwr
reset-password = Ailosod y Cyfrinair
activate = Actifadu
print-details = Argraffu Manylion

## Ailosod y Cyfrinair

reset-password-of = Ailosod cyfrinair { $name }
reset-says = Bydd yr hen gyfrinair yn peidio â gweithio ar unwaith, a daw pob sesiwn a agorwyd ag ef i ben.
reset-how = Sut mae creu'r cyfrinair newydd?
reset-generate = Creu cyfrinair
reset-own = Dewis eich cyfrinair eich hun
reset-own-password = Eich cyfrinair eich hun
flash-password-reset = Mae'r cyfrinair wedi'i ailosod. Mae Dangos Cyfrinair yn dangos yr un newydd.

## Golygu

edit-person = Golygu { $name }
display-forename = Enw cyntaf arddangos
display-surname = Cyfenw arddangos
edit-display-says = Yr enw arddangos yw'r un a wêl pawb. Mae'n newid ar unwaith.
edit-legal-says = Newidiwch yr enw cyfreithiol dim ond os yw'r enw wedi newid yn ôl y gyfraith, a newidiwch ef yn y System Gwybodaeth Reoli hefyd.
edit-legal-by-champion = Os yw'r enw wedi newid yn ôl y gyfraith, gofynnwch i Hyrwyddwr Digidol eich ysgol, a all roi enw defnyddiwr newydd hefyd.
generate-new-username = Creu Enw Defnyddiwr Newydd
generate-new-username-says = Ticiwch hwn os yw'r newid yn effeithio ar yr enw defnyddiwr. Fe'i gwneir o'r enw cyfreithiol a gall gymryd hyd at 10 munud. Bydd y cyfrinair yn newid gydag ef, a'r cyfeiriad e-bost hefyd; mae'r hen gyfeiriad yn aros fel enw arall.
update = Diweddaru
edit-conflict = Mae rhywun arall wedi golygu'r cyfrif hwn yn y cyfamser
edit-conflict-by = Mae { $name } wedi golygu'r cyfrif hwn yn y cyfamser
edit-conflict-advice = Nid oes dim o'ch gwaith chi wedi'i gadw eto. Cymharwch y ddau, yna dewiswch Diweddaru eto i gadw'r hyn a deipioch.
field = Maes
as-it-is-now = Fel y mae nawr
as-you-typed = Fel y teipioch ef
name-is-missing = Teipiwch enw.
name-is-too-long = Defnyddiwch 100 nod ar y mwyaf.

username-on-its-way = Mae enw defnyddiwr newydd ar ei ffordd
username-on-its-way-says = Gall gymryd hyd at 10 munud. Bydd y cyfrinair yn newid gydag ef; mae Dangos Cyfrinair yn dangos yr un newydd.
username-pass-on = Bydd y cyfeiriad e-bost yn newid hefyd. Bydd e-bost i'r hen gyfeiriad yn dal i gyrraedd, ond dylid rhoi'r un newydd i bawb sy'n ysgrifennu ato.
former-mail-address = Cyfeiriad e-bost blaenorol

## Dadactifadu, actifadu

deactivate-question = Dadactifadu cyfrif { $name }?
deactivate-says = Daw sesiwn { $name } i ben ar unwaith, ac ni fydd modd mewngofnodi mwyach. Ni chaiff dim ei ddileu.
deactivate-stays = Bydd y cyfrif yn aros yn anweithredol, beth bynnag a ddywed y System Gwybodaeth Reoli, nes i rywun ei actifadu neu i'r person adael yr ysgol.
deactivate-staff-says = Dim ond y Ddesg Wasanaeth all ailactifadu cyfrif aelod o staff o'r System Gwybodaeth Reoli.
last-champion = Dyma Hyrwyddwr Digidol olaf yr ysgol
last-champion-leaves = Mae Hyrwyddwr Digidol olaf yr ysgol yn eu plith
last-champion-says = Heb un, ni all neb yn yr ysgol ofalu am gyfrifon staff, caniatâd na Hyrwyddwyr Digidol eraill. Dim ond yr awdurdod lleol neu'r Ddesg Wasanaeth all uwchraddio rhywun wedyn.

activate-question = Actifadu cyfrif { $name }?
activate-says = Bydd { $name } yn gallu mewngofnodi eto gyda'r cyfrinair a oedd gan y cyfrif.
activate-left = Mae'r System Gwybodaeth Reoli yn nodi bod y person hwn wedi gadael, felly bydd y cyfrif yn gweithio tan ddiwrnod o'ch dewis chi yn unig.
activate-expired = Mae tymor y cyfrif hwn ar ben, felly mae angen diwrnod olaf newydd arno.
activate-until = Gweithredol tan
activate-until-hint = Y diwrnod olaf y bydd y cyfrif yn gweithio: heddiw neu'n hwyrach, flwyddyn o heddiw ar y mwyaf.
yes-activate = Ydw, actifadu
end-day-unreadable = Dewiswch y diwrnod olaf y bydd y cyfrif yn gweithio.
end-day-past = Dewiswch heddiw neu ddiwrnod hwyrach.
end-day-too-far = Dewiswch ddiwrnod o fewn blwyddyn i heddiw.

## Caniatâd

consent-confirm-question = Cadarnhau caniatâd ar gyfer { $name }?
consent-confirm-says = Bydd { $name } yn gallu defnyddio Office 365, G Suite a J2e wedyn. Cadarnhewch yr hyn y mae eich ysgol wedi'i dderbyn yn unig.
consent-withdraw-question = Tynnu caniatâd yn ôl ar gyfer { $name }?
consent-withdraw-loss = Bydd gwaith yn cael ei golli
consent-withdraw-says = Mae tynnu caniatâd yn ôl yn torri'r cysylltiadau rhwng { $name } ac OneDrive, Google Drive a J2e. Caiff yr holl waith sydd wedi'i storio yno ei golli am byth.
consent-history = Hanes caniatâd
consent-was-confirmed = Cadarnhawyd gan { $name }
consent-was-withdrawn = Tynnwyd yn ôl gan { $name }
