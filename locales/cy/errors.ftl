### Tudalennau sy'n dweud beth aeth o'i le a beth i'w wneud.

error-bad-request = Nid oedd modd darllen hynny
error-bad-request-advice = Roedd rhywbeth yn y cyfeiriad neu'r ffurflen yn anghyflawn, ac ni newidiwyd dim. Ewch yn ôl, ail-lwythwch y dudalen a rhowch gynnig arall arni.
error-cross-site = Daeth y cais o wefan arall
error-cross-site-advice = Ni newidiwyd dim. Agorwch y dudalen yn y porth hwn a gwnewch y newid yno.
error-not-found = Heb ddod o hyd i'r dudalen
error-not-found-advice = Does dim byd yn y cyfeiriad hwn, neu nid oes gennych hawl i'w weld. Gwiriwch y cyfeiriad, neu dechreuwch eto o'r dangosfwrdd.
error-method = Nid yw'r cyfeiriad hwn yn derbyn cais o'r fath
error-method-advice = Dechreuwch eto o'r dangosfwrdd, gan ddefnyddio dolenni a botymau'r dudalen.
error-timed-out = Cymerodd hynny ormod o amser
error-timed-out-advice = Rhoddodd y porth y gorau i aros. Edrychwch a wnaed y newid cyn rhoi cynnig arall arni.
error-conflict = Newidiodd rhywun arall hyn yr un pryd
error-conflict-advice = Ni wnaed eich newid chi. Ail-lwythwch y dudalen i weld y sefyllfa nawr, yna rhowch gynnig arall arni.
error-too-large = Mae hynny'n ormod i'w anfon ar unwaith
error-too-large-advice = Ni newidiwyd dim. Anfonwch ffeil lai neu destun byrrach.
error-too-many = Gormod o ymgeisiau
error-busy = Mae'r porth yn brysur
error-wait-advice = { $seconds ->
    [one] Arhoswch eiliad, yna rhowch gynnig arall arni.
   *[other] Arhoswch { $seconds } eiliad, yna rhowch gynnig arall arni.
}
error-internal = Aeth rhywbeth o'i le
error-internal-advice = Ein bai ni yw hyn, ac mae wedi'i gofnodi. Rhowch gynnig arall arni; os bydd yn digwydd eto, rhowch y cyfeirnod isod i'r Ddesg Wasanaeth.
error-incident = Cyfeirnod: { $incident }
error-summary = Cywirwch y canlynol
error-to-dashboard = Mynd i'r dangosfwrdd
error-go-back = Mynd yn ôl
