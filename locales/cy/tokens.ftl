### Tocynnau darparu: y rhestr, un newydd, y cwestiwn cyn dirymu un.

provisioning-tokens = Tocynnau darparu
provisioning-token = Tocyn darparu
tokens-of-school-say = Gyda thocyn, mae'r cleient darparu yn anfon data'r ysgol hon ac nid data unrhyw ysgol arall.
tokens-of-authority-say = Gyda thocyn, mae cleient darparu yn anfon data unrhyw un o ysgolion yr awdurdod hwn.
tokens-advice = Rhowch ei docyn ei hun i bob cleient, fel y gellir dirymu un heb atal y lleill.
make-token = Creu tocyn
no-tokens = Dim tocynnau
no-tokens-advice = Crëwch un ar gyfer pob cleient darparu.
token-made = Crëwyd
token-made-by = Crëwyd gan
token-last-used = Defnyddiwyd ddiwethaf
token-in-force = Mewn grym
token-revoked-on = Dirymwyd ar { $date }
revoke-token = Dirymu
revoke-token-of = Dirymu'r tocyn a grëwyd ar { $moment }

new-token = Tocyn darparu newydd
token-shown-once = Dim ond y tro hwn y dangosir y tocyn
token-keep-it = Ni all y porth ei ddangos eto. Copïwch ef nawr a'i gadw lle mai dim ond y cleient darparu all ei ddarllen; peidiwch â'i anfon drwy e-bost.
token-how-to-use = Mae'r cleient yn ei ddarllen o ffeil a enwir gyda --token-file.
token-was-shown = Mae'r tocyn hwn wedi'i greu eisoes, a chafodd ei ddangos bryd hynny. Os nad yw gan neb, dirymwch ef a chreu un arall.
all-tokens = Pob tocyn

revoke-question = Dirymu'r tocyn hwn?
revoke-consequence-school = Bydd y cleient sy'n ei ddefnyddio yn cael ei wrthod o hyn ymlaen, ac ni fydd data'r ysgol hon yn cyrraedd drwyddo mwyach.
revoke-consequence-authority = Bydd y cleient sy'n ei ddefnyddio yn cael ei wrthod o hyn ymlaen, ar gyfer pob ysgol yn yr awdurdod hwn.
revoke-for-good = Ni ellir defnyddio tocyn sydd wedi'i ddirymu eto. Crëwch un newydd i'r cleient yn gyntaf os yw i barhau.
yes-revoke = Ydw, dirymu
