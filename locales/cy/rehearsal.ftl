### Ymarferion: mae ffeil yn dangos beth fyddai'n ei wneud.

rehearse-run = Ymarfer ffeil
rehearse-purpose = Dewiswch ffeil y byddai eich cleient darparu yn ei hanfon. Cewch weld beth fyddai'n ei wneud â phob person a dosbarth, ac a fyddai'n cael ei dal yn ôl.
rehearse-changes-nothing = Ni chaiff dim ei newid, beth bynnag sydd yn y ffeil.
rehearse-file = Ffeil y cleient darparu
rehearse-file-hint = Zip o ffeiliau CSV OneRoster, 64 MB ar y mwyaf, â'ch ysgol chi yn unig ynddo.
rehearse = Ymarfer
rehearse-other-school = Mae'r ffeil yn enwi'r ysgol â'r Rhif AdAS { $number }. Dewiswch ffeil â'ch ysgol chi yn unig ynddi.

rehearsal-heading = Ymarfer: ni newidiwyd dim
rehearsal-tells = Popeth isod yw'r hyn y byddai'r ffeil wedi'i wneud ar y foment honno, pe bai wedi'i hanfon o ddifrif.
rehearsal-would-be-held = Byddai'n cael ei dal yn ôl nes bod rhywun wedi edrych arni.
