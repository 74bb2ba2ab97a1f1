### Acts on many people: Selected Users, Group Actions, the question, the progress, the result.

group-actions = Group Actions
reset-passwords = Reset Passwords
reset-passwords-registration-group = Reset Passwords Registration Group
reset-passwords-class = Reset Passwords Class
reset-passwords-year = Reset Passwords Year
print-registration-group = Print Registration Group
print-class = Print Class
print-year = Print Year
print-selected = Print Selected
print-selected-with-password = Print Selected (With Password)
confirm-consent = Confirm Consent
withdraw-consent = Withdraw Consent
deactivate = Deactivate
flash-nobody-selected = Tick the people that you mean first, or “Select all”.

## Group Actions

reset-group-says = Everyone in the group gets a new password at once, and the old ones stop working. Large groups can take a few minutes; you can leave the page and come back. Afterwards you can print the new passwords.
choose = Choose…
choose-a-group = Choose the group whose passwords you want to reset.
group-is-empty = Nobody is in this group any more. Choose another.

## The question

# $count (Number) - how many people
ask-reset = { $count ->
    [one] Reset the password of 1 person?
   *[other] Reset the passwords of { $count } people?
}
# $count (Number) - how many people
ask-confirm-consent = { $count ->
    [one] Confirm consent for 1 learner?
   *[other] Confirm consent for { $count } learners?
}
# $count (Number) - how many people
ask-withdraw-consent = { $count ->
    [one] Withdraw consent for 1 learner?
   *[other] Withdraw consent for { $count } learners?
}
# $count (Number) - how many people
ask-deactivate = { $count ->
    [one] Deactivate 1 account?
   *[other] Deactivate { $count } accounts?
}
reset-consequence = Each of them gets a new password, which you can show and print here. The old ones stop working at once, and whoever is signed in is signed out.
confirm-consent-consequence = They get Office 365, G Suite and J2e. Confirm only what a parent or carer has agreed to.
withdraw-consent-consequence = Their links to OneDrive, Google Drive and J2e are broken, and the work stored there is lost. Giving consent again later does not bring it back.
deactivate-consequence = They can no longer sign in, and whoever is signed in is signed out. Nothing is deleted: a Digital Champion can activate learners again, one at a time.
# $count (Number) - how many are not named
and-others = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
consent-basis = On what basis?
consent-basis-hint = For example: consent form signed in September 2026. It is kept with the record.
basis-is-missing = Say on what basis, in at most 200 characters.
# $count (Number) - how many people
type-the-count = To go on, type how many people it concerns: { $count }
# $count (Number) - how many people
count-is-other = Type { $count } to show that you mean all of them.
yes-reset-passwords = Yes, reset passwords
yes-confirm-consent = Yes, confirm consent
yes-withdraw-consent = Yes, withdraw consent
yes-deactivate = Yes, deactivate

## Progress and result

# $done (Number) - how many are done
# $people (Number) - how many there are
act-progress = { $done } of { $people }
act-goes-on = This goes on in the background: you can leave the page and come back to it.
outcome = Result
outcome-not-yet = Not yet
outcome-password-reset = Password reset
outcome-consent-confirmed = Consent confirmed
outcome-consent-withdrawn = Consent withdrawn
outcome-deactivated = Deactivated
outcome-already-so = Was so already
outcome-inactive = Account not active: nothing done
outcome-moved = Moved to another school: nothing done
outcome-own-account = Your own account: nothing done
outcome-last-champion = Last Digital Champion: nothing done
back-to-list = Back to the list
print-with-password = Print with Password
