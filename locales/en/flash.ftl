### One line at the top of the next page.

flash-saved = Your change is saved.
flash-signed-out = You are signed out.
flash-sign-in-first = Sign in to go on.
flash-no-upn-search = Search by name or username here. What you typed may be a UPN, so it was not searched for.
flash-password-changed = Your password is changed, and every other session of yours has ended.
flash-nothing-chosen = Nothing was chosen, or it is no longer there.
flash-work-retried = The work is tried again.
