### The acts that the audit trail keeps.

## What an act is called

act-password-shown = Password shown
act-password-reset = Password reset
act-password-changed = Own password changed
act-credentials-printed = Printed with password
act-details-printed = Details printed
act-credentials-exported = Passwords downloaded
act-list-exported = List downloaded
act-name-edited = Name edited
act-username-generated = New username generated
act-account-deactivated = Account deactivated
act-account-activated = Account activated
act-account-added = Account added
act-account-extended = Account extended
act-account-reviewed = Account reviewed and kept
act-account-closed = Account closed
act-champion-promoted = Promoted to Digital Champion
act-champion-demoted = Demoted from Digital Champion
act-consent-confirmed = Consent confirmed
act-consent-withdrawn = Consent withdrawn
act-run-released = Held run released
act-run-discarded = Held run discarded
act-settings-changed = School settings changed
act-sign-in-failures = Repeated sign-in failures
act-audit-exported = Audit trail downloaded

## What somebody did, on the page of the person concerned

# $name (String) - who did it
did-password-shown = { $name } showed the password
# $name (String) - who did it
did-password-reset = { $name } reset the password
# $name (String) - who did it
did-password-changed = { $name } chose a new password
# $name (String) - who did it
did-credentials-printed = { $name } printed the details with the password
# $name (String) - who did it
did-details-printed = { $name } printed the details without the password
# $name (String) - who did it
did-credentials-exported = { $name } downloaded the password in a CSV file
# $name (String) - who did it
did-list-exported = { $name } downloaded a list that names this person
# $name (String) - who did it
did-name-edited = { $name } edited the name
# $name (String) - who did it
did-username-generated = { $name } generated a new username
# $name (String) - who did it
did-account-deactivated = { $name } deactivated the account
# $name (String) - who did it
did-account-activated = { $name } activated the account
# $name (String) - who did it
did-account-added = { $name } added the account
# $name (String) - who did it
did-account-extended = { $name } extended the account
# $name (String) - who did it
did-account-reviewed = { $name } reviewed the account and kept it
# $name (String) - who did it
did-account-closed = { $name } closed the account
# $name (String) - who did it
did-champion-promoted = { $name } promoted this person to Digital Champion
# $name (String) - who did it
did-champion-demoted = { $name } demoted this person from Digital Champion
# $name (String) - who did it
did-consent-confirmed = { $name } confirmed consent
# $name (String) - who did it
did-consent-withdrawn = { $name } withdrew consent
# $name (String) - who did it
did-run-released = { $name } released a held run
# $name (String) - who did it
did-run-discarded = { $name } discarded a held run
did-sign-in-failures = Sign-in failed several times in a row
