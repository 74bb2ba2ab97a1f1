### One line at the top of the next page.

flash-saved = Your change is saved.
flash-signed-out = You are signed out.
flash-sign-in-first = Sign in to go on.
