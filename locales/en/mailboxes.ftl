### Shared mailboxes: the list, adding, access, closing.

view-shared-mailboxes = View Shared Mailboxes
add-shared-mailbox = Add Shared Mailbox
manage-access = Manage Access
add-user-to-mailbox = Add User To Mailbox

## The list

mailbox-address = Address
mailbox-name = Mailbox name
people-with-access = People with access
no-mailboxes = This school has no shared mailboxes yet
no-mailboxes-advice = A shared mailbox has an address of its own, and several people read and answer what arrives there.
mailboxes-advice = Once a mailbox is added, give the people who need it access to it: choose Manage Access, then Add User To Mailbox.

mailbox-requested = Requested
mailbox-creating = Being made
mailbox-active = Active
mailbox-access-stuck = Active, but access is not up to date
mailbox-closing = Being closed
# $date (String) - dd/mm/yyyy
mailbox-closed = Closed on { $date }
mailbox-not-made = Could not be made
mailbox-not-closed = Could not be closed

## Adding

# $longest (Number) - the most characters
mailbox-name-rules = Letters a to z, digits, hyphens, underscores and full stops, without spaces or accents. It begins and ends with a letter or a digit, and has at most { $longest } characters. Capital letters become small ones.
mailbox-name-stands-for = mailboxname
mailbox-address-will-be = The address will be
mailbox-address-stays = An address cannot be changed later.
mailbox-name-missing = Type a name for the mailbox, for example office.
# $longest (Number) - the most characters
mailbox-name-too-long = The name is too long: use at most { $longest } characters.
mailbox-name-invalid = Use letters a to z, digits, hyphens, underscores and full stops only, beginning and ending with a letter or a digit, and no two full stops in a row.
mailbox-name-reserved = That name is kept for the mail system. Choose another.
mailbox-name-taken = Your school has a mailbox with this name. Choose another, or use the one that is there.
flash-mailbox-added = The mailbox is being made. Give people access to it with Manage Access.
flash-mailbox-closing = The mailbox is being closed.

## Access

# $name (String) - who asked for it
# $date (String) - dd/mm/yyyy
mailbox-requested-by = Added by { $name } on { $date }
# $moment (String) - dd/mm/yyyy hh:mm
mailbox-next-try = Microsoft 365 has not done everything yet. The portal tries again by itself at { $moment }.
mailbox-problem = Something is left undone
mailbox-problem-unavailable = Microsoft 365 did not answer, or was not ready, however often the portal tried. Try again later; if it still fails, ask the service desk.
mailbox-problem-sign-in = Microsoft 365 does not let the portal in. Only the service desk can mend that.
mailbox-problem-taken = Something in Microsoft 365 that the portal did not make has this address already. Close this mailbox and add one with another name, or ask the service desk.
mailbox-problem-refused = Microsoft 365 refused what the portal asked for. Try again; if it fails again, ask the service desk.

no-holders = Nobody has access yet
no-holders-advice = Choose Add User To Mailbox, and add the people who are to read it.
holders-advice = Everybody here reads and answers all mail of this mailbox. It can take an hour until it shows in their Outlook. Anybody who leaves the school or is deactivated loses access automatically.
access-given = Has access
access-being-given = Access is being given
access-with-mailbox = Gets access once the mailbox is made
access-waits-for-account = Waits for an account in Microsoft 365
access-not-given = Access could not be given
access-ending = Loses access: no longer active here, or without consent
access-added = Added
access-ended = Access ended
access-being-taken = Access is being taken away
# $date (String) - dd/mm/yyyy
# $name (String) - who took it
access-taken-by = On { $date }, by { $name }
# $date (String) - dd/mm/yyyy
access-ended-by-itself = On { $date }, by itself: no longer active in this school, or without consent
former-access = People whose access has ended
remove-access = Remove

## Adding people

add-to-mailbox-advice = Search for the people who need this mailbox, and add them one at a time. Only active people of your school can be added, and learners only where consent is given.
add-to-mailbox = Add
has-access-already = Has access
needs-consent = No consent
nobody-found = Nobody active in this school matches
nobody-found-advice = Search by any part of a name or username.
back-to-mailbox = Back to the mailbox
back-to-mailboxes = Back to the shared mailboxes

## Closing

close-mailbox = Close mailbox
# $address (String) - the whole address
close-mailbox-question = Close { $address }?
close-mailbox-says = Every message in it is lost, nobody can open it any more, and mail to it goes back to whoever sent it.
close-mailbox-advice = Save what you need before you close it. The name can be used again afterwards; the messages do not come back with it.
yes-close = Yes, close

## The dashboard

# $count (Number) - how many mailboxes
attention-mailboxes = { $count ->
    [one] Something is left undone for 1 shared mailbox.
   *[other] Something is left undone for { $count } shared mailboxes.
}
