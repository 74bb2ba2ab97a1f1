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
act-mailbox-added = Shared mailbox added
act-mailbox-closed = Shared mailbox closed
act-mailbox-access-given = Access to a shared mailbox given
act-mailbox-access-taken = Access to a shared mailbox taken away
act-consent-confirmed = Consent confirmed
act-consent-withdrawn = Consent withdrawn
act-run-released = Held run released
act-run-discarded = Held run discarded
act-run-undone = Run undone
act-transfer-file-checked = Transfer file checked
act-settings-changed = School settings changed
act-sign-in-failures = Repeated sign-in failures
act-audit-exported = Audit trail downloaded
act-workspace-requested = Team or Classroom requested
act-workspace-restored = Team or Classroom restored
act-workspace-members-added = Members added to a Team or Classroom
act-workspace-members-removed = Members taken out of a Team or Classroom
act-workspace-retried = Team or Classroom tried again
act-token-made = Provisioning token made
act-token-revoked = Provisioning token revoked
act-administrator-added = LA administrator added
act-administrator-promoted = Promoted to LA administrator
act-administrator-demoted = Demoted from LA administrator
act-school-added = School added
act-work-retried = Background work tried again
act-year-ended = Academic year closed
act-transfer-asked = Transfer of a former account requested
act-transfer-approved = Former account transferred
act-transfer-refused = Transfer of a former account refused

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
did-mailbox-access-given = { $name } gave access to a shared mailbox
# $name (String) - who did it
did-mailbox-access-taken = { $name } took access to a shared mailbox away
did-mailbox-access-ended = Access to a shared mailbox ended by itself
# $name (String) - who did it
did-consent-confirmed = { $name } confirmed consent
# $name (String) - who did it
did-consent-withdrawn = { $name } withdrew consent
# $name (String) - who did it
did-run-released = { $name } released a held run
# $name (String) - who did it
did-run-discarded = { $name } discarded a held run
# $name (String) - who did it
did-run-undone = { $name } undid a run that had changed the account
# $name (String) - who did it
did-workspace-requested = { $name } asked for a Team or Classroom with this person in it
# $name (String) - who did it
did-workspace-members-added = { $name } added this person to a Team or Classroom
did-workspace-members-removed = This person was taken out of a Team or Classroom
did-year-ended = The account expired with the academic year
# $name (String) - who did it
did-transfer-asked = { $name } asked for the transfer of a former account
# $name (String) - who did it
did-transfer-approved = { $name } approved the transfer of the former account
# $name (String) - who did it
did-transfer-refused = { $name } refused the transfer of a former account
did-sign-in-failures = Sign-in failed several times in a row
