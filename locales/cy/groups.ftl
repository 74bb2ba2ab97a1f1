### Gweld Grwpiau a thudalen grŵp.

groups = Grwpiau
group-type = Math o grŵp
group-type-year = Grŵp blwyddyn
subject = Pwnc
subject-code = Cod pwnc
teacher = Athro neu athrawes
teachers = Athrawon

## Rhestrau gwag

no-groups-yet = Dim grwpiau yn y flwyddyn academaidd hon
no-own-classes = Dim dosbarthiadau gennych chi yn y flwyddyn academaidd hon
no-own-classes-advice = Rydych yn gweld y dosbarthiadau y mae'r System Gwybodaeth Reoli yn eich enwi'n athro neu'n athrawes arnynt. Dewiswch flwyddyn academaidd gynharach i weld y dosbarthiadau roeddech yn eu haddysgu bryd hynny.

## Tudalen grŵp

overview = Trosolwg
learners-with-consent = Dysgwyr â chaniatâd
no-teachers = Nid yw'r System Gwybodaeth Reoli yn enwi athro nac athrawes.
group-has-no-learners = Nid oes dysgwyr yn y grŵp hwn.
group-ended = Daeth i ben { $date }
group-is-over = Mae'r dosbarth hwn wedi dod i ben
group-is-over-says = Rydych yn gweld pwy oedd ynddo pan ddaeth i ben. Gellir dangos cyfrineiriau'r rhai sy'n dal yn yr ysgol yma; i'w hailosod, ewch i un o'u grwpiau presennol.
