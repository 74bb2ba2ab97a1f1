### Gwaith cefndir y rhoddwyd y gorau iddo.

failed-work = Gwaith cefndir a fethodd
no-failed-work = Nid oes dim wedi methu
no-failed-work-says = Mae gwaith y mae'r porth yn rhoi'r gorau iddo ar ôl sawl cynnig yn sefyll yma.
failed-work-advice = Rhoddodd y porth y gorau i'r rhain ar ôl sawl cynnig. Rhowch gynnig arall ar un pan fydd ei achos wedi mynd; mae'r log yn dweud beth oedd yr achos.
work-kind = Gwaith
work-since = Rhoddwyd y gorau iddo
work-attempts = Cynigion
work-read-upload = Darllen ffeil a anfonodd cleient
work-apply-school = Gweithredu rhediadau ysgol
work-release-due = Dyddiadau gadael sydd wedi mynd heibio
work-expire-due = Cyfnodau sydd wedi dod i ben
work-run-act = Gweithred ar lawer o bobl
work-generate-username = Enw defnyddiwr newydd
work-daily-tasks = Y tasgau nosweithiol
work-people-changed = Dweud wrth wasanaethau eraill pwy a newidiodd
work-reconcile-mailbox = Cael blwch post a rennir i gyd-fynd
work-reconcile-person = Cael cyfrif person mewn gwasanaeth i gyd-fynd
work-reconcile-workspace = Cael Tîm neu Classroom i gyd-fynd
work-rehearse-school = Ymarfer diwedd blwyddyn ysgol
work-end-year-of-school = Cau'r flwyddyn mewn ysgol
