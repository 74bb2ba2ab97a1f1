### Dadwneud y rhediad diwethaf a weithredwyd mewn ysgol.

undo-run = Dadwneud y rhediad hwn
undo-question = Dadwneud y rhediad hwn?
undo-consequence = { $count ->
    [0] Nid oes yr un cyfrif yn newid yn ôl.
    [one] Bydd 1 cyfrif yn mynd yn ôl i'r hyn ydoedd cyn y rhediad.
    [two] Bydd 2 gyfrif yn mynd yn ôl i'r hyn oeddent cyn y rhediad.
   *[other] Bydd { $count } o gyfrifon yn mynd yn ôl i'r hyn oeddent cyn y rhediad.
}
undo-stay-count = { $count ->
    [0] Nid oes neb wedi defnyddio na newid yr un ohonynt ers hynny.
    [one] Bydd 1 cyfrif yn aros fel y mae, gan fod rhywun wedi ei ddefnyddio neu ei newid ers hynny.
    [two] Bydd 2 gyfrif yn aros fel y maent, gan fod rhywun wedi eu defnyddio neu eu newid ers hynny.
   *[other] Bydd { $count } o gyfrifon yn aros fel y maent, gan fod rhywun wedi eu defnyddio neu eu newid ers hynny.
}
undo-groups = Bydd y dosbarthiadau a'u haelodau yn mynd yn ôl i'r hyn oeddent hefyd, a bydd dysgwyr a oedd yn aros am ysgol arall yn aros eto. Mae cofnod o'r hyn a ddigwyddodd yn cael ei gadw.
undo-advice = Cywirwch y System Gwybodaeth Reoli cyn i'r cleient darparu redeg eto, neu bydd y rhediad nesaf yn gwneud yr un peth.
yes-undo = Ydw, dadwneud
undo-people = Pobl y newidiodd y rhediad eu cyfrifon
undo-goes-back = Yn newid yn ôl
undo-stays = Yn aros fel y mae
undo-run-did = Yr hyn a wnaeth y rhediad
undo-does = Yr hyn y mae dadwneud yn ei wneud
undo-why = Pam mae'n aros
undo-nobody-goes-back = Nid oes yr un cyfrif yn newid yn ôl.
undo-nobody-stays = Nid oes yr un cyfrif yn aros fel y mae.

undo-created = Bydd yn anweithredol; ni chaiff dim ei ddileu
undo-updated = Caiff yn ôl yr hyn a ddywedodd y System Gwybodaeth Reoli o'r blaen
undo-released = Bydd yn gweithio eto
undo-reactivated = Bydd wedi gadael eto
undo-transferred = Bydd yn mynd yn ôl i'r ysgol y daeth ohoni

stays-claimed = Mae ysgol arall wedi cymryd y cyfrif drosodd ers hynny
stays-edited = Mae rhywun wedi newid y cyfrif ers hynny
stays-reset = Mae'r cyfrinair wedi'i newid ers hynny
stays-revealed = Mae'r cyfrinair wedi'i ddangos, ei argraffu neu ei lawrlwytho ers hynny
stays-signed-in = Mae ei ddeiliad wedi mewngofnodi ers hynny
