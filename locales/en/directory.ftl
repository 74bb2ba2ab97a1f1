### Lists of people, one person's details, the password.

non-mis = Non-MIS
my-classes = My classes
search-by-upn = Search by UPN

## Why a row's account does not work, in few words

# $date (String) - dd/mm/yyyy
row-left = Left { $date }
# $date (String) - dd/mm/yyyy
row-moved = Moved school { $date }
# $date (String) - dd/mm/yyyy
row-deactivated = Deactivated { $date }
# $date (String) - dd/mm/yyyy
row-expired = Expired { $date }
row-superseded = Superseded
row-undone = Undone
# $date (String) - dd/mm/yyyy
state-moved = Inactive here: moved to another school on { $date }

## Empty lists

no-learners = No learners yet
no-staff = No staff yet
no-leavers = No leavers
no-leavers-advice = Nobody who had an account in this school has left.
# $age (String) - “3 days ago”
client-last-ran = Accounts come from the MIS. The provisioning client last ran { $age }.
client-never-ran = Accounts come from the MIS. The provisioning client has not run for this school yet.

## View Details

details = Details
classes = Classes
no-classes = In no class this academic year.
moved-heading = Another school manages this account now
moved-advice = You see what this school knew on the day of the move. Nothing can be changed here.
password-private-advice = The user chose this password, so nobody else can see it.

## Timeline

timeline = Timeline
timeline-all = All
timeline-passwords = Passwords
timeline-mis = MIS
timeline-empty = Nothing is on record here.
timeline-created = Created by the MIS
timeline-transferred = Moved here from another school
timeline-updated = Updated by the MIS
# $cause (String) - why
timeline-released = Made inactive by the MIS: { $cause }
# $cause (String) - why
timeline-reactivated = Reactivated by the MIS: { $cause }
timeline-left = Made inactive: the leaving date has passed
timeline-moved = Moved to another school
# $field (String) - the field
field-changed = { $field } changed
# $field (String) - the field
# $before (String) - what it was
# $after (String) - what it is
field-from-to = { $field }: { $before } → { $after }
