### Y gweithredoedd y mae'r trywydd archwilio yn eu cadw.

## Enw'r weithred

act-password-shown = Dangos cyfrinair
act-password-reset = Ailosod cyfrinair
act-password-changed = Newid ei gyfrinair ei hun
act-credentials-printed = Argraffu gyda chyfrinair
act-details-printed = Argraffu manylion
act-credentials-exported = Lawrlwytho cyfrineiriau
act-list-exported = Lawrlwytho rhestr
act-name-edited = Golygu enw
act-username-generated = Cynhyrchu enw defnyddiwr newydd
act-account-deactivated = Dadactifadu cyfrif
act-account-activated = Actifadu cyfrif
act-account-added = Ychwanegu cyfrif
act-account-extended = Estyn cyfrif
act-account-reviewed = Adolygu a chadw cyfrif
act-account-closed = Cau cyfrif
act-champion-promoted = Uwchraddio i Hyrwyddwr Digidol
act-champion-demoted = Israddio o Hyrwyddwr Digidol
act-consent-confirmed = Cadarnhau caniatâd
act-consent-withdrawn = Tynnu caniatâd yn ôl
act-run-released = Rhyddhau rhediad
act-run-discarded = Rhoi rhediad o'r neilltu
act-settings-changed = Newid gosodiadau'r ysgol
act-sign-in-failures = Methu mewngofnodi dro ar ôl tro
act-audit-exported = Lawrlwytho'r trywydd archwilio

## Yr hyn a wnaeth rhywun, ar dudalen y person dan sylw

did-password-shown = Dangosodd { $name } y cyfrinair
did-password-reset = Ailosododd { $name } y cyfrinair
did-password-changed = Dewisodd { $name } gyfrinair newydd
did-credentials-printed = Argraffodd { $name } y manylion gyda'r cyfrinair
did-details-printed = Argraffodd { $name } y manylion heb y cyfrinair
did-credentials-exported = Lawrlwythodd { $name } y cyfrinair mewn ffeil CSV
did-list-exported = Lawrlwythodd { $name } restr sy'n enwi'r person hwn
did-name-edited = Golygodd { $name } yr enw
did-username-generated = Cynhyrchodd { $name } enw defnyddiwr newydd
did-account-deactivated = Dadactifadodd { $name } y cyfrif
did-account-activated = Actifadodd { $name } y cyfrif
did-account-added = Ychwanegodd { $name } y cyfrif
did-account-extended = Estynnodd { $name } gyfnod y cyfrif
did-account-reviewed = Adolygodd { $name } y cyfrif a'i gadw
did-account-closed = Caeodd { $name } y cyfrif
did-champion-promoted = Uwchraddiodd { $name } y person hwn i fod yn Hyrwyddwr Digidol
did-champion-demoted = Israddiodd { $name } y person hwn o fod yn Hyrwyddwr Digidol
did-consent-confirmed = Cadarnhaodd { $name } y caniatâd
did-consent-withdrawn = Tynnodd { $name } y caniatâd yn ôl
did-run-released = Rhyddhaodd { $name } rediad a oedd wedi'i ddal yn ôl
did-run-discarded = Rhoddodd { $name } o'r neilltu rediad a oedd wedi'i ddal yn ôl
did-sign-in-failures = Methodd ymgais i fewngofnodi sawl gwaith yn olynol
