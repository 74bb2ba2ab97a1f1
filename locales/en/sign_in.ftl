### Signing in, the first password.

sign-in-not-possible = You are not signed in
sign-in-refused = The username or the password is not right. Check both; capital letters matter in the password. If it still does not work, ask your school's Digital Champion or any teacher to look the password up.
sign-in-username-hint = For example BloggsJ. The part after the @ may be left out.
first-password-heading = Choose your password
first-password-why = Somebody else knows the password that you signed in with. Choose one that only you know.
new-password = New password
new-password-again = New password, again
update-password = Update Password
password-advice = At least 8 characters, with capital letters, small letters and figures. Three words and a figure are easy to remember and hard to guess.
password-differs = The two passwords are not the same. Type the new one in both places.
password-rule-too-short = Use at least 8 characters.
password-rule-too-long = Use at most 128 characters.
password-rule-no-upper-case = Use at least one capital letter.
password-rule-no-lower-case = Use at least one small letter.
password-rule-no-digit = Use at least one figure.
password-rule-common = This password is on lists that attackers try first. Choose another.
password-rule-too-easy = This password is too easy to guess. Make it longer or less regular.
password-rule-contains-name = Leave out names and the username.
current-password = Current password
current-password-wrong = This is not your current password. Capital letters matter.
prove-heading = Type your password again
prove-why = What comes next is only for you, and you signed in some time ago. Type your password to show that it is still you.
go-on = Continue
