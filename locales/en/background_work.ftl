### Background work that was given up.

failed-work = Failed background work
no-failed-work = Nothing has failed
no-failed-work-says = Work that the portal gives up after several tries stands here.
failed-work-advice = The portal gave these up after several tries. Try one again once its cause is gone; the log tells the cause.
work-kind = Work
work-since = Given up
work-attempts = Tries
work-read-upload = Read a file that a client sent
work-apply-school = Apply a school's runs
work-release-due = Leaving dates that have passed
work-expire-due = Terms that are over
work-run-act = An act on many people
work-generate-username = A new username
work-daily-tasks = The nightly tasks
work-people-changed = Tell other services who changed
work-reconcile-mailbox = Bring a shared mailbox into step
work-reconcile-person = Bring a person's account in a service into step
work-reconcile-workspace = Bring a Team or Classroom into step
work-rehearse-school = Rehearse a school's year end
work-end-year-of-school = Close the year in a school
