### LA administrators: who they are, adding, promoting, demoting.

la-administrators = LA administrators
la-administrators-say = They look after every school of this authority: its accounts, runs, tokens and settings.
add-la-administrator = Add LA administrator
# $authority (String) - the authority's name
add-la-administrator-says = A new account for somebody of { $authority }. The portal makes its username and its first password.
no-la-administrators = This authority has no administrator
no-la-administrators-advice = Add one, or promote somebody of its staff.
remaining-authority-staff = Other staff of the authority
la-administrator-added = The LA administrator is added
password-shown-this-once = The password is shown this once
password-pass-it-on = Pass it on together with the username. At the first sign-in the portal asks for another.
# $name (String) - the person
promote-administrator-question = Promote { $name } to LA administrator?
# $authority (String) - the authority's name
# $name (String) - the person
promote-administrator-says = { $name } can then see to every account of every school of { $authority }.
# $name (String) - the person
demote-administrator-question = Demote { $name } from LA administrator?
# $authority (String) - the authority's name
# $name (String) - the person
demote-administrator-says = { $name } is signed out at once and can no longer enter the schools of { $authority }.
