### Gosodiadau'r ysgol: pwy sy'n rheoli'r cleient darparu, a phryd y mae rhediad yn cael ei ddal yn ôl.

provisioning-client = Cleient darparu
settings-purpose = Dywedwch pwy sy'n gofalu am y cleient sy'n anfon data eich ysgol o'r System Gwybodaeth Reoli. Bydd tudalennau'r rhediadau wedyn yn eu henwi i bawb sy'n gofalu am gyfrifon yma.
client-manager = Pwy sy'n rheoli'r cleient
manager-provider = Darparwr TG
manager-school = Adran TG yr ysgol
contact-name = Enw cyswllt
contact-name-hint = Person neu dîm.
email = E-bost
contact-one-way = Rhowch gyfeiriad e-bost, rhif ffôn, neu'r ddau.
telephone = Ffôn
telephone-hint = Er enghraifft 029 2000 0000
last-changed = Newidiwyd ddiwethaf ar { $moment } gan { $name }.

settings-manager-missing = Dewiswch pwy sy'n rheoli'r cleient.
settings-name-missing = Rhowch enw person neu dîm.
settings-name-invalid = Byrhewch yr enw i 100 nod, ar un llinell.
settings-email-invalid = Rhowch gyfeiriad e-bost tebyg i enw@enghraifft.cymru.
settings-telephone-invalid = Rhowch rif ffôn o 8 i 15 digid.
settings-unreachable = Rhowch gyfeiriad e-bost neu rif ffôn.

settings-conflict = Cadwodd rhywun arall y gosodiadau hyn yn y cyfamser
settings-conflict-advice = Nid oes dim o'ch un chi wedi'i gadw eto. { $name } a gadwodd yr hyn a welir yma; mae'r hyn a deipioch yn y ffurflen isod. Cadwch eto i roi eich un chi yn ei le.
settings-keep-theirs = Ei adael fel y'i cadwyd

hold-threshold = Pryd y mae rhediad yn cael ei ddal yn ôl
hold-threshold-says = Mae rhediad a fyddai'n rhyddhau mwy na { $accounts } cyfrif, neu fwy na { $percent }% o'r cyfan os yw hynny'n fwy, yn aros nes bod rhywun wedi edrych arno.
hold-threshold-advice = Gall y Ddesg Wasanaeth drefnu i'r rhifau hyn gael eu newid.

ask-client-contact = Os yw rhediad yn hwyr, neu os na ellir darllen ei ffeil, holwch:
