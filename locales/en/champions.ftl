### Digital Champions: who they are, promoting, demoting.

champions-before-you-leave = If you are leaving the school, agree with your headteacher who is to follow you, and promote them before you go.
remaining-staff = Remaining staff
no-champions = This school has no Digital Champion
no-champions-advice = Promote a member of staff, so that somebody in the school can see to staff accounts and consent.
no-remaining-staff = No other staff
no-remaining-staff-advice = Only current staff of the MIS can become Digital Champions.
search-staff = Search staff
promote = Promote
demote = Demote
champion-is-you = You – only somebody else can demote you

# $name (String) - the person
promote-question = Promote { $name } to Digital Champion?
# $name (String) - the person
promote-says = { $name } can then see to every account of the school: staff and their passwords, consent, non-MIS users, governors and other Digital Champions.
yes-promote = Yes, promote
# $name (String) - the person
demote-question = Demote { $name } from Digital Champion?
# $name (String) - the person
demote-says = { $name } is signed out at once, and then has the rights of every other member of staff.
yes-demote = Yes, demote
