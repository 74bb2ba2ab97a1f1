### Staff who moved take their former account along.

transfer-former-account = Transfer former account
profile-former-account = Have you moved here from another school?
transfer-says = Staff who move to another school get a new account there. To keep the account of the previous school instead, ask here; the service desk decides. The former account then takes this post with its username, password and mailbox. This account stops working, and mail to its address still arrives. What was stored with it in Microsoft 365 and Google is deleted, and access to shared mailboxes has to be given again.
transfer-released-first = The previous school has to release the former account first: the leaving date is in its MIS, and its provisioning client has run since.
transfer-former-number = DfES number of the previous school
transfer-former-number-hint = Seven digits, for example 6812001.
transfer-former-username = Former username
transfer-former-username-hint = If it is known. It helps where two people have the same name.
transfer-ask = Ask for the transfer
transfer-back = Back
transfer-number-unreadable = Enter the seven digits of the previous school's DfES number.
transfer-no-such-school = No school in the portal has this number. Check it.
transfer-own-school = This is the number of this school. Enter that of the previous one.
transfer-username-too-long = Enter a username of at most 100 characters, or leave it empty.

transfer-asked = Requested
transfer-approved = Approved
transfer-refused = Refused
# $day (String) - dd/mm/yyyy
# $name (String) - who asked
# $number (String) - the previous school's number
transfer-asked-on = Requested on { $day } by { $name }, from the school { $number }. The service desk has not decided yet.
# $day (String) - dd/mm/yyyy
# $number (String) - the previous school's number
transfer-approved-on = On { $day } the service desk moved the account of the school { $number }.
# $day (String) - dd/mm/yyyy
# $reason (String) - as the service desk wrote it
transfer-refused-on = The service desk refused on { $day }: { $reason }

## The service desk's pages

transfer-requests = Account transfers
# $count (Number) - open requests
transfer-open = { $count ->
    [one] 1 waits for a decision
   *[other] { $count } wait for a decision
}
transfer-none-open = No request waits
transfer-none-open-advice = Staff and Digital Champions ask for the transfer of a former account from My Profile or View Details.
transfer-former-school = Previous school
transfer-decided = Decided
transfer-reason = Reason
transfer-reason-hint = The school reads it. At most 200 characters.
transfer-reason-missing = Enter a reason of at most 200 characters.
# $moment (String) - dd/mm/yyyy hh:mm
# $name (String) - who
transfer-by = { $moment }, { $name }
# $school (String) - the school's name
# $number (String) - its number
transfer-school = { $school } ({ $number })
# $name (String) - whose
transfer-of = Transfer for { $name }
transfer-new-username = New account
transfer-candidates = Accounts of the previous school
transfer-no-candidates = Nobody of the previous school has this name or this username. Ask for the right number or username, or refuse the request.
transfer-consequence = Approve only once you are sure that it is the same person. The account takes the new post at once: it works again with its own password, the new account stops working, its sessions end, and what was stored with it in Microsoft 365 and Google is deleted.
transfer-approve = Approve
transfer-refuse = Refuse
transfer-not-possible = The transfer is not possible
obstacle-still-active = Still works. The school that has it must enter the leaving date and run its client first.
obstacle-deactivated = Somebody in the previous school deactivated it. That school has to enter the leaving date and run its client first.
obstacle-over = Another account took its place, or its run was undone.
obstacle-own-school = Is the new school's already.
obstacle-new-account-ended = The new account no longer works.
obstacle-other-kind = Is not an account of staff from the MIS.
