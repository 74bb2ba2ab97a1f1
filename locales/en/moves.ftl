### The move checker: why somebody is not in the portal yet, and who has to act.

move-checker = Move Checker
move-checker-says = Find out why somebody is not in the portal yet, or why a learner's account has not come over, and who has to act.
checker-search = Name or UPN
checker-run-is-held = The newest run has changed nothing yet. Somebody who is new in it has no account until the run is released.
# $count (Number) - how many were found
checker-found = { $count ->
    [one] 1 found
   *[other] { $count } found
}
checker-cut = There are more. Type more of the name.
checker-what = Account or row
checker-answer = Answer
# $kind (String) - what the account is
# $username (String)
checker-account = { $kind }, { $username }
# $row (Number) - the row's number
checker-row = Row { $row } of the newest file
checker-nobody = Nobody of this name is in the MIS's file or has an account here
# $moment (String) - dd/mm/yyyy hh:mm
checker-nobody-advice = The provisioning client last ran: { $moment }. Check that the MIS has a record of the person: for a learner with the UPN and the admission date, for staff with the start date and a staff code that nobody else has. Then have the client run.
# $moment (String) - dd/mm/yyyy hh:mm
checker-no-such-upn = No row of the MIS's newest file and no account here has this UPN. The provisioning client last ran: { $moment }. Search by name too: a row that was rejected is kept by name alone.
checker-wrong-upn = This is not a UPN: 13 characters are needed, and the first letter has to fit the figures. Compare it with the learner's papers, or search by name.
# $count (Number)
checker-waiting = Waiting for another school ({ $count })
checker-waiting-says = These learners are on roll here, but their account is still in another school. Each comes over by itself once all conditions hold. Open one to see what is missing.
# $count (Number)
checker-waited-for = Waited for elsewhere ({ $count })
checker-waited-for-says = Another school has these learners of yours on its roll and waits for their accounts. Open one to see what is missing here.
checker-nobody-waited-for = No other school waits for a learner of yours.

## The conditions of a move

conditions = Conditions
condition-has-left = The learner is a leaver in the previous school, and the leaving date has passed
condition-previous-client-ran = The previous school's client has run successfully since
condition-is-on-roll = The learner is on roll in the new school with this UPN
condition-client-ran = The new school's client has run successfully since
verdict-holds = Holds
verdict-not-yet = Not yet
verdict-not-known = Not known
# $since (String) - dd/mm/yyyy
# $admitted (String) - dd/mm/yyyy
move-waits-since = Waiting since { $since }; admitted on { $admitted }
# $since (String) - dd/mm/yyyy
move-waited-for-since = A learner of yours is waited for elsewhere since { $since }. The portal does not say by which school.
move-says-no-more = Of the other school the portal says only this.
# $day (String) - dd/mm/yyyy
move-not-run-since = The last successful run was on { $day }.
move-never-ran = It has never run successfully.
# $day (String) - dd/mm/yyyy
move-admission-on = The admission date is { $day }.
move-row-in-newest-run = The newest run has the row.
move-no-leaving-date = The newest run has no leaving date.
# $day (String) - dd/mm/yyyy
move-leaves-on = The leaving date is { $day }.
move-run-is-held = The run with the leaving date is held.

## Who has to act

who-acts = Who has to act
# $authority (String) - the local authority's name
acting-previous-school = The previous school. Your local authority, { $authority }, can reach it.
# $authority (String) - the local authority's name
acting-authority = Your local authority, { $authority }
acting-this-school = Your school, in its MIS
acting-this-client = Whoever manages your school's provisioning client
acting-champion = A Digital Champion of your school
acting-nobody = Nobody: it happens by itself
step-check-admission = Another school admitted the learner later than your row says. Check the admission date in your MIS. If the learner has come back to you, enter the new admission date; if not, enter a leaving date.
step-settle-claims = A third school waits too and has the better claim: a later admission date, or the same one and a lower DfES number. The account goes there. Find out in which school the learner is; the other one takes the row out of its MIS or enters a leaving date.
step-previous-client-runs = Its provisioning client has not run since your row began to wait. It has to run; then it shows whether the leaving date has been entered.
step-previous-enters-leaving-date = Its client has run since, and the learner is still on roll there. The leaving date has to be entered in its MIS, and its client has to run again.
step-leaving-date-passes = The leaving date has been entered and takes effect at the end of that day.
# $day (String) - dd/mm/yyyy
step-admission-comes = The account has been released. It comes over on the admission date, { $day }.
step-comes-over = Everything holds. The account comes over in the next few minutes.
step-decide-held-run = A run that would release the learner is held. Look at it and release it, if these people are really leaving.
step-run-client = Your client has not run since the other school began to wait. If the learner has left, enter the leaving date in your MIS; then have the client run.
step-enter-leaving-date = If the learner has left, enter the leaving date in your MIS and have the client run. If the learner is staying, tell your local authority: the other school has to correct its roll.

## Answers about one person

answer-rejected = The newest run rejected the row
# $cause (String) - why
answer-skipped = The newest run passed over the row. { $cause }.
answer-waiting = Waits for another school
answer-waiting-advice = Open the name to see what is missing and who has to act.
answer-held-back = The newest run would bring the account, but is held
answer-held-back-advice = Look at the run and release it, or discard it and correct the MIS.
answer-works = The account works
# $moment (String) - dd/mm/yyyy hh:mm
answer-missing = Not in the MIS's file. Last run: { $moment }
answer-missing-advice = The account goes on working: people leave by a leaving date, never by being left out. If the person has left, enter the leaving date in the MIS; if not, find out why the MIS leaves them out.
answer-upn-taken-advice = Compare the UPN with the learner's papers. If it is right, ask the local authority to find out whose the other account is.
answer-not-main-advice = The account stays with the main school. If this is the learner's main school, correct the enrolment status in the MIS.
answer-left = Left
answer-left-advice = If the person is here again, take the leaving date out of the MIS or enter a new record, and have the client run.
answer-moved = Left here; another school manages the account now
answer-deactivated = Somebody deactivated the account, and the MIS does not undo that
answer-deactivated-advice = If the person is here again, a Digital Champion activates a learner on the person's page; for staff ask the service desk.
answer-undone-advice = Correct the MIS, then have the client run: an account that the file names works again.
answer-password-elsewhere = The password was set in another school, so it cannot be shown here
answer-password-elsewhere-advice = For whoever remembers it, it still works. If it is forgotten, reset it on the person's page: for a learner any teacher can.
answer-no-password = The portal has no password to show
answer-no-password-advice = Reset it on the person's page.
# $year (String) - an academic year
# $moment (String) - dd/mm/yyyy hh:mm
answer-last-years-class = Year and classes are those of { $year }. Last run: { $moment }
answer-last-years-class-advice = The newest applied run is of a year that is over. Once the MIS's end of year procedures are complete, have the client run; whoever manages it stands below.
