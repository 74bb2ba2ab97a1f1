### Blychau post a rennir: y rhestr, ychwanegu, mynediad, cau.

view-shared-mailboxes = Gweld Blychau Post a Rennir
add-shared-mailbox = Ychwanegu Blwch Post a Rennir
manage-access = Rheoli Mynediad
add-user-to-mailbox = Ychwanegu Defnyddiwr at Flwch Post

## Y rhestr

mailbox-address = Cyfeiriad
mailbox-name = Enw'r blwch post
people-with-access = Pobl â mynediad
no-mailboxes = Nid oes gan yr ysgol hon flychau post a rennir eto
no-mailboxes-advice = Mae gan flwch post a rennir ei gyfeiriad ei hun, ac mae sawl un yn darllen ac yn ateb yr hyn sy'n cyrraedd yno.
mailboxes-advice = Ar ôl ychwanegu blwch post, rhowch fynediad iddo i'r bobl y mae ei angen arnynt: dewiswch Rheoli Mynediad, yna Ychwanegu Defnyddiwr at Flwch Post.

mailbox-requested = Gofynnwyd amdano
mailbox-creating = Wrthi'n cael ei greu
mailbox-active = Gweithredol
mailbox-access-stuck = Gweithredol, ond nid yw'r mynediad yn gyfredol
mailbox-closing = Wrthi'n cael ei gau
mailbox-closed = Caewyd ar { $date }
mailbox-not-made = Ni ellid ei greu
mailbox-not-closed = Ni ellid ei gau

## Ychwanegu

mailbox-name-rules = Llythrennau a i z, digidau, cysylltnodau, tanlinellau ac atalnodau llawn, heb fylchau nac acenion. Mae'n dechrau ac yn gorffen gyda llythyren neu ddigid, ac yn cynnwys { $longest } nod ar y mwyaf. Mae priflythrennau'n troi'n llythrennau bach.
mailbox-name-stands-for = enwblwchpost
mailbox-address-will-be = Y cyfeiriad fydd
mailbox-address-stays = Ni ellir newid cyfeiriad yn nes ymlaen.
mailbox-name-missing = Teipiwch enw i'r blwch post, er enghraifft swyddfa.
mailbox-name-too-long = Mae'r enw'n rhy hir: defnyddiwch { $longest } nod ar y mwyaf.
mailbox-name-invalid = Defnyddiwch lythrennau a i z, digidau, cysylltnodau, tanlinellau ac atalnodau llawn yn unig, gan ddechrau a gorffen gyda llythyren neu ddigid, a heb ddau atalnod llawn yn olynol.
mailbox-name-reserved = Mae'r enw hwnnw wedi'i gadw ar gyfer y system bost. Dewiswch un arall.
mailbox-name-taken = Mae gan eich ysgol flwch post o'r enw hwn. Dewiswch enw arall, neu defnyddiwch yr un sydd yno.
flash-mailbox-added = Mae'r blwch post wrthi'n cael ei greu. Rhowch fynediad iddo i bobl drwy Rheoli Mynediad.
flash-mailbox-closing = Mae'r blwch post wrthi'n cael ei gau.

## Mynediad

mailbox-requested-by = Ychwanegwyd gan { $name } ar { $date }
mailbox-next-try = Nid yw Microsoft 365 wedi gwneud popeth eto. Bydd y porth yn rhoi cynnig arall arni ohono'i hun am { $moment }.
mailbox-problem = Mae rhywbeth heb ei wneud
mailbox-problem-unavailable = Nid atebodd Microsoft 365, neu nid oedd yn barod, er i'r porth roi cynnig arni sawl gwaith. Rhowch gynnig arall arni yn nes ymlaen; os yw'n dal i fethu, gofynnwch i'r Ddesg Wasanaeth.
mailbox-problem-sign-in = Nid yw Microsoft 365 yn gadael y porth i mewn. Dim ond y Ddesg Wasanaeth all ddatrys hynny.
mailbox-problem-taken = Mae gan rywbeth yn Microsoft 365 nad y porth a'i creodd y cyfeiriad hwn eisoes. Caewch y blwch post hwn ac ychwanegwch un ag enw arall, neu gofynnwch i'r Ddesg Wasanaeth.
mailbox-problem-refused = Gwrthododd Microsoft 365 yr hyn y gofynnodd y porth amdano. Rhowch gynnig arall arni; os yw'n methu eto, gofynnwch i'r Ddesg Wasanaeth.

no-holders = Nid oes gan neb fynediad eto
no-holders-advice = Dewiswch Ychwanegu Defnyddiwr at Flwch Post, ac ychwanegwch y bobl sydd i'w ddarllen.
holders-advice = Mae pawb yma'n darllen ac yn ateb holl bost y blwch hwn. Gall gymryd awr nes iddo ymddangos yn eu Outlook. Mae unrhyw un sy'n gadael yr ysgol neu'n cael ei ddadactifadu yn colli mynediad yn ddi-oed.
access-given = Mae ganddynt fynediad
access-being-given = Mynediad wrthi'n cael ei roi
access-with-mailbox = Mynediad pan fydd y blwch wedi'i greu
access-waits-for-account = Yn aros am gyfrif yn Microsoft 365
access-not-given = Ni ellid rhoi mynediad
access-ending = Yn colli mynediad: ddim yn weithredol yma bellach, neu heb ganiatâd
access-added = Ychwanegwyd
access-ended = Daeth y mynediad i ben
access-being-taken = Mynediad wrthi'n cael ei dynnu
access-taken-by = Ar { $date }, gan { $name }
access-ended-by-itself = Ar { $date }, ohono'i hun: ddim yn weithredol yn yr ysgol hon bellach, neu heb ganiatâd
former-access = Pobl y daeth eu mynediad i ben
remove-access = Dileu

## Ychwanegu pobl

add-to-mailbox-advice = Chwiliwch am y bobl y mae angen y blwch post hwn arnynt, ac ychwanegwch nhw fesul un. Dim ond pobl weithredol eich ysgol y gellir eu hychwanegu, a dysgwyr dim ond lle rhoddwyd caniatâd.
add-to-mailbox = Ychwanegu
has-access-already = Mynediad eisoes
needs-consent = Dim caniatâd
nobody-found = Nid oes neb gweithredol yn yr ysgol hon yn cyfateb
nobody-found-advice = Chwiliwch yn ôl unrhyw ran o enw neu enw defnyddiwr.
back-to-mailbox = Yn ôl i'r blwch post
back-to-mailboxes = Yn ôl i'r blychau post a rennir

## Cau

close-mailbox = Cau'r blwch post
close-mailbox-question = Cau { $address }?
close-mailbox-says = Bydd pob neges ynddo'n cael ei cholli, ni fydd neb yn gallu ei agor mwyach, a bydd post iddo'n mynd yn ôl at yr anfonwyr.
close-mailbox-advice = Cadwch yr hyn sydd ei angen arnoch cyn ei gau. Gellir defnyddio'r enw eto wedyn; ni ddaw'r negeseuon yn ôl gydag ef.
yes-close = Ydw, cau

## Y dangosfwrdd

attention-mailboxes = { $count ->
    [one] Mae rhywbeth heb ei wneud ar gyfer 1 blwch post a rennir.
   *[other] Mae rhywbeth heb ei wneud ar gyfer { $count } o flychau post a rennir.
}
