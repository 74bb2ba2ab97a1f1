### Ffeiliau Trosglwyddo Cyffredin: mae ysgol sy'n derbyn yn gweld pwy sy'n dod.

transfer-file = Ffeil Drosglwyddo Gyffredin
ctf-purpose = Dewiswch y Ffeil Drosglwyddo Gyffredin a anfonodd ysgol arall atoch. Cewch weld pa rai o'i dysgwyr sydd â chyfrif eisoes, ac a all y cyfrif ddod drosodd i'ch ysgol chi.
ctf-nothing-kept = Ni chaiff dim ei newid na'i gadw: nid oes cyfrif yn cael ei greu, nid oes neb yn cael ei dynnu oddi ar gofrestr, a chaiff y ffeil ei hanghofio cyn gynted ag y bydd y dudalen yno.
ctf-file = Ffeil drosglwyddo
ctf-file-hint = Ffeil XML o 20 MB ar y mwyaf, er enghraifft 6602001_CTF_6814001_001.xml
ctf-check = Gwirio'r ffeil

ctf-not-xml = Nid XML yw'r ffeil, neu mae rhan ohoni ar goll. Gofynnwch i'r ysgol sy'n anfon ei hallforio eto.
ctf-not-ctf = XML yw'r ffeil, ond nid Ffeil Drosglwyddo Gyffredin. Dewiswch ffeil arall.
ctf-forbidden = Mae gan y ffeil ei diffiniadau ei hun, ac nid oes gan yr un Ffeil Drosglwyddo Gyffredin rai felly; ni chafodd ei darllen. Gofynnwch i'r ysgol sy'n anfon ei hallforio eto.
ctf-too-many = Mae'r ffeil yn enwi mwy o ddysgwyr nag sydd gan unrhyw ysgol. Dewiswch ffeil arall.
ctf-empty = Nid yw'r ffeil yn enwi yr un dysgwr. Gofynnwch i'r ysgol sy'n anfon ei hallforio eto.

ctf-answers = Pwy sydd yn y ffeil
ctf-another = Gwirio ffeil arall
ctf-from = Anfonwyd gan { $school }
ctf-other-destination = Mae'r ffeil wedi'i bwriadu ar gyfer ysgol arall
ctf-other-destination-advice = Mae wedi'i chyfeirio at yr ysgol â'r Rhif AdAS { $number }. Gwiriwch eich bod wedi dewis y ffeil gywir.
ctf-no-name = Dim enw yn y ffeil

ctf-released = Wedi'u rhyddhau
ctf-released-advice = Mae ysgol arall wedi rhyddhau'r cyfrifon hyn. Byddant yn dod drosodd, gydag enw defnyddiwr a chyfrinair, pan fydd y dysgwyr ar y gofrestr yn eich System Gwybodaeth Reoli a'ch cleient wedi rhedeg.
ctf-elsewhere = Yn dal yn weithredol mewn ysgol arall
ctf-elsewhere-advice = Nid yw eu hysgol wedi rhyddhau'r cyfrifon hyn eto. Gofynnwch iddi gofnodi'r dyddiad gadael yn ei System Gwybodaeth Reoli a rhedeg ei chleient; tan hynny bydd eu rhesi'n aros.
ctf-unknown = Anhysbys
ctf-unknown-advice = Nid oes gan yr un ysgol yn y porth gyfrif â'r Rhif Unigryw'r Disgybl hwn. Bydd eich cleient yn creu un pan fydd y dysgwr ar y gofrestr yn eich System Gwybodaeth Reoli.
ctf-here = Yn hysbys yma
ctf-here-advice = Mae'r cyfrifon hyn gan eich ysgol eisoes.
ctf-wrong-upn = Rhif Unigryw'r Disgybl anghywir
ctf-wrong-upn-advice = Ni ellir dweud dim am y dysgwyr hyn. Gofynnwch i'r ysgol sy'n anfon am y rhif cywir cyn ei roi yn eich System Gwybodaeth Reoli: caiff rhes â rhif anghywir ei gwrthod.
ctf-upn-missing = dim Rhif Unigryw'r Disgybl
ctf-upn-invalid = nid 13 nod o'r math cywir
ctf-upn-check-letter = nid yw'r llythyren gyntaf yn cyd-fynd â'r digidau

## Unrhyw ffurflen â ffeil

upload-missing = Dewiswch ffeil.
upload-too-large = Mae'r ffeil yn fwy na { $megabytes } MB. Dewiswch un lai.
upload-interrupted = Ni chyrhaeddodd y ffeil yn gyfan. Anfonwch hi eto.
