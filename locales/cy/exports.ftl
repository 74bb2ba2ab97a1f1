### Lawrlwytho cyfrineiriau: y rhybudd cyn y ffeil.

download-passwords-of = Lawrlwytho Cyfrineiriau: { $who }
download-holds = Mae'r ffeil CSV yn cynnwys enw, enw defnyddiwr a chyfrinair, dyddiad creu, blwyddyn, grŵp cofrestru a chaniatâd pob cyfrif gweithredol. Gall pwy bynnag sydd â'r ffeil fewngofnodi fel unrhyw un o'r bobl hyn.
download-keep-safe = Cadwch hi lle na all neb arall ei hagor yn unig, byth ar gyfrifiadur a rennir nac ar gof bach.
download-do-not-send = Peidiwch â'i hanfon drwy e-bost na'i rhoi mewn ffolder a rennir.
download-delete = Dilëwch hi cyn gynted ag y byddwch wedi'i defnyddio, o'r ffolder lawrlwythiadau ac o'r bin ailgylchu hefyd.
download-only-portal = Dim ond cyfrineiriau a osodwyd yn y porth sydd yn y ffeil. Lle nad yw cyfrinair ar gael, mae ei gell yn wag.
download-on-record = Cofnodir y lawrlwytho: eich enw, yr amser, a phawb sydd yn y ffeil.
download-list = Lawrlwytho'r Rhestr
