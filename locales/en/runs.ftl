### Pages of runs: the list, one run, the decision about a held one.

runs = Runs
all-runs = All runs
runs-none = The provisioning client has not run yet
runs-none-advice = Once it does, each of its runs stands here, newest first.
# $moment (String) - dd/mm/yyyy hh:mm
run-of = Run of { $moment }
# $moment (String) - dd/mm/yyyy hh:mm
view-run = View the run of { $moment }
run-received-at = Received
run-finished-at = Finished
academic-year = Academic year
rehearsal = Rehearsal

who-to-ask = Who to ask
ask-client = When a run is late or its file cannot be read, ask whoever manages your school's provisioning client: the school's own IT, the local authority or the MIS provider.
ask-service-desk = For anything else, ask the service desk:

## What a state means

run-says-received = The file is here and waits for its turn.
run-says-validating = The file is being read and checked.
run-says-applying = The changes are being made.
run-says-applied = The changes below have been made.
run-says-held = Nothing has been changed: somebody has to look at this run first.
run-says-rehearsed = This was a rehearsal. It shows what the file would do; nothing was changed.
run-says-replaced = A newer run took the place of this one while it was held. This one changed nothing.
run-says-discarded = Somebody looked at this run and discarded it. It changed nothing.
run-says-undone = This run was applied, and later undone.
# $step (Number)
# $steps (Number)
# $what (String) - what a state means
run-step = Step { $step } of { $steps }. { $what }
run-goes-on = This page renews itself. You can leave it and come back; the run goes on without you.

## The tabs

run-changes = Changes
run-would-release = Would release
run-outcome = Outcome
run-field = Field
before-and-after = Before → after
run-why = Why
run-file = File
run-row = Row
run-what-to-do = What is wrong, and what to do
waiting-since = Waiting since
value-changed = changed
value-none = (none)
download-changes = Download the changes (CSV)
download-rejections = Download the rejected rows (CSV)
run-no-releases = This run would release nobody.
run-no-changes = No account changes.
run-no-rejections = No row was rejected.
run-nobody-waits = Nobody waits.
run-nobody-missing = Nobody is missing.
run-nothing-to-say = None of them has anything to say.
run-rejected-note = These rows changed nothing. Correct them in the MIS, then run the provisioning client again.
run-waiting-note = These learners are still active in another school. Each account comes over by itself once that school has released it and the admission date has come. If it takes long, ask your local authority whether the previous school has entered the leaving date and run its client since.
run-missing-note = These people are active here, but the file does not name them. Nothing happened to them: people leave by a leaving date in the MIS, never by being left out.
# $count (Number) - how many rows
run-unchanged-note = { $count ->
    [one] 1 row says what the portal has already.
   *[other] { $count } rows say what the portal has already.
}
run-unchanged-lines = Those of them with something to say stand here.

## A held run

held-heading = This run is held
held-advice = Look through the list. If these people are really leaving, release the run. If not, discard it, correct the MIS and run the provisioning client again.
held-advice-nobody = If this is right, release the run. If not, discard it, correct the MIS and run the provisioning client again.
release-run = Release
discard-run = Discard
release-question = Release this run?
# $count (Number) - how many accounts
release-consequence = { $count ->
    [0] No account would be released by it.
    [one] 1 account stops working at the end of its leaving date, or at once where that day has passed.
   *[other] { $count } accounts stop working at the end of their leaving dates, or at once where that day has passed.
}
release-everything = Everything else in the run happens too. Should it turn out to release anybody who is not on the list, it is held again.
yes-release = Yes, release
discard-question = Discard this run?
# $count (Number) - how many accounts
discard-consequence = { $count ->
    [0] Nothing in this run happens.
    [one] Nothing in this run happens, and the 1 account that it would release goes on working.
   *[other] Nothing in this run happens, and the { $count } accounts that it would release go on working.
}
discard-advice = Correct the MIS before the provisioning client runs again, or the next run will say the same.
yes-discard = Yes, discard
