### Undoing the last applied run of a school.

undo-run = Undo this run
undo-question = Undo this run?
# $count (Number) - how many accounts
undo-consequence = { $count ->
    [0] No account changes back.
    [one] 1 account becomes what it was before the run.
   *[other] { $count } accounts become what they were before the run.
}
# $count (Number) - how many accounts
undo-stay-count = { $count ->
    [0] Nobody has used or changed any of them since.
    [one] 1 account stays as it is, because somebody has used or changed it since.
   *[other] { $count } accounts stay as they are, because somebody has used or changed them since.
}
undo-groups = Classes and who is in them become what they were too, and learners who waited for another school wait again. What happened stays on record.
undo-advice = Correct the MIS before the provisioning client runs again, or the next run will do the same.
yes-undo = Yes, undo
undo-people = People whom the run changed
undo-goes-back = Changes back
undo-stays = Stays as it is
undo-run-did = What the run did
undo-does = What undoing it does
undo-why = Why it stays
undo-nobody-goes-back = No account changes back.
undo-nobody-stays = No account stays as it is.

undo-created = Becomes inactive; nothing is deleted
undo-updated = Gets back what the MIS said before
undo-released = Works again
undo-reactivated = Has left again
undo-transferred = Goes back to the school it came from

stays-claimed = Another school has taken the account over since
stays-edited = Somebody has changed the account since
stays-reset = The password has been changed since
stays-revealed = The password has been shown, printed or downloaded since
stays-signed-in = Its holder has signed in since
