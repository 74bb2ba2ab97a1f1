### Manage User: what is done to one account.

## The menus of View Details

manage-user = Manage User
reset-password = Reset Password
activate = Activate
print-details = Print Details

## Reset Password

# $name (String) - the person
reset-password-of = Reset the password of { $name }
reset-says = The old password stops working at once, and whoever is signed in with it is signed out.
reset-how = How is the new password made?
reset-generate = Generate a password
reset-own = Create your own
reset-own-password = Your own password
flash-password-reset = The password is reset. Show Password shows the new one.

## Edit

# $name (String) - the person
edit-person = Edit { $name }
display-forename = Display forename
display-surname = Display surname
edit-display-says = The display name is the one that everybody sees. It changes at once.
edit-legal-says = Change the legal name only where the name has changed in law, and change it in the MIS too.
edit-legal-by-champion = If the name has changed in law, ask your school's Digital Champion, who can also give a new username.
generate-new-username = Generate New Username
generate-new-username-says = Tick this if the change affects the username. It is made from the legal name and takes up to 10 minutes. The password changes with it, and the e-mail address too; the old address stays as an alias.
update = Update
edit-conflict = Somebody else has edited this account meanwhile
# $name (String) - who did
edit-conflict-by = { $name } has edited this account meanwhile
edit-conflict-advice = Nothing of yours is saved yet. Compare the two, then choose Update again to save what you typed.
field = Field
as-it-is-now = As it is now
as-you-typed = As you typed it
name-is-missing = Type a name.
name-is-too-long = Use at most 100 characters.

username-on-its-way = A new username is on its way
username-on-its-way-says = It can take up to 10 minutes. The password changes with it; Show Password shows the new one.
username-pass-on = The e-mail address changes too. Mail to the old address still arrives, but the new one should be passed on to everybody who writes to it.
former-mail-address = Former e-mail address

## Deactivate, activate

# $name (String) - the person
deactivate-question = Deactivate the account of { $name }?
# $name (String) - the person
deactivate-says = { $name } is signed out at once and can no longer sign in. Nothing is deleted.
deactivate-stays = The account stays inactive, whatever the MIS says, until somebody activates it or the person leaves the school.
deactivate-staff-says = Only the service desk can activate an account of the MIS's staff again.
last-champion = This is the school's last Digital Champion
last-champion-leaves = The school's last Digital Champion is among them
last-champion-says = Without one, nobody in the school can see to staff accounts, consent or other Digital Champions. Only the local authority or the service desk can then promote somebody.

# $name (String) - the person
activate-question = Activate the account of { $name }?
# $name (String) - the person
activate-says = { $name } can sign in again with the password that the account had.
activate-left = The MIS marks this person as a leaver, so the account works only until a day that you choose.
activate-expired = The term of this account is over, so it needs a new last day.
activate-until = Active until
activate-until-hint = The last day on which the account works: today or later, at most a year from today.
yes-activate = Yes, activate
end-day-unreadable = Choose the last day on which the account works.
end-day-past = Choose today or a later day.
end-day-too-far = Choose a day at most a year from today.

## Consent

# $name (String) - the learner
consent-confirm-question = Confirm consent for { $name }?
# $name (String) - the learner
consent-confirm-says = { $name } can then use Office 365, G Suite and J2e. Confirm only what your school has received.
# $name (String) - the learner
consent-withdraw-question = Withdraw consent for { $name }?
consent-withdraw-loss = Work will be lost
# $name (String) - the learner
consent-withdraw-says = Withdrawing breaks the links between { $name } and OneDrive, Google Drive and J2e. All work that is stored there is lost for good.
consent-history = Consent history
# $name (String) - who recorded it
consent-was-confirmed = Confirmed by { $name }
# $name (String) - who recorded it
consent-was-withdrawn = Withdrawn by { $name }
