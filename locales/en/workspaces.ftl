### Microsoft Teams and Google Classrooms of a class.

teams-and-classrooms = Teams and Classrooms
microsoft-team = Microsoft Team
google-classroom = Google Classroom
add-microsoft-team = Add Microsoft Team
add-google-classroom = Add Google Classroom
restore-microsoft-team = Restore Microsoft Team
restore-google-classroom = Restore Google Classroom
try-again = Try again
sandbox-says = Sandbox: nothing here reaches Microsoft or Google

## States

workspace-none = None yet
workspace-requested = Requested
workspace-creating = Being created
workspace-active = Active
workspace-archiving = Being archived
workspace-archived = Archived
workspace-restoring = Being restored
workspace-failed = Failed

## What is going on

# $name (String) - who asked
# $at (String) - when
workspace-asked-by = Asked for by { $name }, { $at }.
workspace-goes-on = This goes on in the background: you can leave the page and come back to it.
# $done (Number) - how many are members
# $people (Number) - how many belong into it
members-progress = { $done } of { $people } are members
# $count (Number) - how many are members
members-count = { $count ->
    [one] 1 member
   *[other] { $count } members
}
# $count (Number) - how many wait
members-without-account = { $count ->
    [one] The account of 1 person could not be set up there yet. The portal keeps trying once a day; Try again tries now.
   *[other] The accounts of { $count } people could not be set up there yet. The portal keeps trying once a day; Try again tries now.
}
workspace-next-try = The portal tries again by itself.
workspace-unlinked = It was restored and is no longer linked to the school's MIS.
not-yet-a-member = Not yet a member
# $count (Number) - how many would be added
add-missing-members = { $count ->
    [one] Add 1 person as a member
   *[other] Add all { $count } as members
}
no-teacher-says = Nobody teaches this class in the MIS, and without a teacher it would have no owner. Add a teacher in the MIS first.

## What went wrong

problem-throttled = The service is busy and asked the portal to wait.
problem-unavailable = The service did not answer.
problem-not-yet = The service is still making it.
problem-gone = It is no longer there: somebody has deleted it in the service. Try again makes a new one.
# $detail (String) - the service's own word
problem-refused = The service refused it ({ $detail }). Tell the service desk if it happens again.
problem-sign-in = The portal could not sign in to the service. The service desk has to look at its settings.
problem-no-owner = None of the teachers of the class has an account in the service, so that nobody could own it.
problem-too-long = The service did not finish it in time.
problem-elsewhere = It was made in another tenant, which the portal no longer reaches. Try again makes a new one.
problem-person-gone = The account of a member is no longer there.

## Advice

advice-minutes = It is usually there within a few minutes. At busy times, such as the start of the school day, it can take up to an hour.
advice-team-hours = A Team can take up to three hours.
advice-consent = Only learners with consent, shown by a tick under Consent, are added.
advice-later = Learners who join the class later, and learners whose consent is given later, are not added by themselves: they are listed here as not yet members.
advice-second-teacher = A class with one teacher has one owner. A second teacher is worth adding, so that somebody else can manage it too.
advice-restored-team = A restored Team appears in Microsoft Teams under Teams › Your teams › Hidden teams.
advice-restored = Whatever is restored is no longer linked to the school's MIS. Restoring is often quick, but can take up to an hour at busy times.
advice-archived = It was archived at the end of the academic year. Its content is kept.

## Accounts that are stuck

stuck-accounts = Accounts that could not be set up
stuck-accounts-advice = These people have no account in the service yet, or one that does not have their present name, username or state. The portal tries again once a day; Try again tries now. A Team or Classroom is made without them and takes them in once their account is there.
no-stuck-accounts = No account is stuck
no-stuck-accounts-advice = Whoever should have an account in Microsoft 365 or Google Workspace has one, or will have one shortly.
service = Service
microsoft-365 = Microsoft 365
google-workspace = Google Workspace
what-went-wrong = What went wrong
try-all-again = Try all again
# $moment (String) - dd/mm/yyyy hh:mm
stuck-next-try = The portal tries again by itself at { $moment }.

## Messages on the next page

flash-workspace-asked = It has been asked for. You can leave the page and come back to it.
flash-members-asked = They are being added.
flash-accounts-retried = They are being tried again. Whoever still cannot be set up is listed here again.
flash-no-teacher = Nobody teaches this class in the MIS, so that nobody could own it.
