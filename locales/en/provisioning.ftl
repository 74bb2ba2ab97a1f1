### Runs of the provisioning client: rejections, causes, holds, failures.

rejection-upn-missing = There is no UPN. Enter the learner's UPN in the MIS.
rejection-upn-invalid = The UPN is not 13 characters of the right kind. Correct it in the MIS.
rejection-upn-check-letter = The UPN's first letter does not fit its figures, so a figure is probably wrong. Compare it with the learner's papers and correct it in the MIS.
rejection-upn-repeated = Two learners on roll have this UPN. Find out whose it is and correct the other one in the MIS.
rejection-admission-number-missing = There is no admission number. Enter it in the MIS.
rejection-admission-date-missing = There is no admission date. Enter it in the MIS.
rejection-staff-code-missing = There is no staff code. Enter one in the MIS that nobody else in the school has.
rejection-staff-code-repeated = Two members of staff have this staff code. Give one of them another in the MIS.
rejection-start-date-missing = There is no start date. Enter it in the MIS.
rejection-name-missing = The legal forename or surname is missing. Enter both in the MIS.
rejection-name-too-long = The forename or surname has more than 100 characters. Shorten it in the MIS.
rejection-date-invalid = A date cannot be read. Correct it in the MIS.
rejection-year-group-unknown = The year group is not one of N1, N2, R or 1 to 14. Correct it in the MIS.

cause-new-in-mis = New in the MIS
cause-changed-in-mis = Changed in the MIS
cause-name-differs = The name in the MIS is another. The account keeps its name until somebody edits it.
cause-upn-taken = The UPN in the MIS belongs to a learner of another school, so the account keeps its own.
cause-leaving-date = The leaving date in the MIS has passed
cause-replaced-run = A run that was held brought the leaving date, and this run took its place
cause-on-roll-again = On roll again
cause-deactivated-by-hand = Somebody deactivated the account, and the MIS does not undo that
cause-activated-by-hand = Somebody activated the account until a later day
cause-released-elsewhere = The previous school has released the account
cause-not-released = The account is active in another school, which has not released it yet
cause-not-admitted-yet = The admission date has not come yet
cause-admitted-before = Another school admitted the learner later than this row says
cause-claimed-elsewhere = Another school waits for the learner too, with a later admission date
cause-left-before = Left before an account was made
cause-left-here = Left here; another school manages the account now
cause-other-row = Another row of the file counts for this learner
cause-not-main-enrolment = A guest or subsidiary enrolment: the main school manages the account
cause-not-in-file = Active here, but in no row of the file

field-sourced-id = The MIS's own number

# $threshold (Number) - how many accounts may be released unseen
# $count (Number) - how many accounts it would release
hold-releases = { $count ->
    [one] This run would release 1 account; it may release { $threshold } without being looked at.
   *[other] This run would release { $count } accounts; it may release { $threshold } without being looked at.
}
hold-memberships = This run would end more than half of this year's class memberships.
hold-last-champion = This run would release the school's last Digital Champion.

run-failure-ours = The portal could not carry out this run. Nothing was changed. Send the file again, and tell the service desk if it happens twice.
# $code (String) - the code of the error
run-failure-file = The file could not be read ({ $code }). Nothing was changed. Tell whoever manages the provisioning client.
