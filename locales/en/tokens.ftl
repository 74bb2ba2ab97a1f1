### Provisioning tokens: the list, a new one, the question before one is revoked.

provisioning-tokens = Provisioning tokens
provisioning-token = Provisioning token
tokens-of-school-say = With a token, the provisioning client sends this school's data and no other's.
tokens-of-authority-say = With a token, a provisioning client sends the data of any school of this authority.
tokens-advice = Give each client a token of its own, so that one can be revoked without stopping the others.
make-token = Make a token
no-tokens = No tokens
no-tokens-advice = Make one for each provisioning client.
token-made = Made
token-made-by = Made by
token-last-used = Last used
token-in-force = In force
# $date (String) - dd/mm/yyyy
token-revoked-on = Revoked on { $date }
revoke-token = Revoke
# $moment (String) - dd/mm/yyyy hh:mm
revoke-token-of = Revoke the token made on { $moment }

new-token = New provisioning token
token-shown-once = The token is shown this once
token-keep-it = The portal cannot show it again. Copy it now and store it where only the provisioning client can read it; do not send it by e-mail.
token-how-to-use = The client reads it from a file that you name with --token-file.
token-was-shown = This token was made already, and it was shown then. If nobody has it, revoke it and make another.
all-tokens = All tokens

revoke-question = Revoke this token?
revoke-consequence-school = The client that uses it is refused from now on, and this school's data no longer arrives through it.
revoke-consequence-authority = The client that uses it is refused from now on, for every school of this authority.
revoke-for-good = A revoked token cannot be used again. Make the client a new one first if it is to go on.
yes-revoke = Yes, revoke
