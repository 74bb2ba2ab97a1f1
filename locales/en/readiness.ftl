### Readiness for the year end: a school's checklist, the schools of an authority and of the nation.

readiness = Readiness
# $year (String) - the academic year that ends: 2025-26
readiness-of = Readiness for the end of { $year }
# $done (Number) - how many lines are done
# $total (Number) - how many there are
ready-lines-done = { $done } of { $total } done
download-csv = Download (CSV)
ready-no-dates = The service desk has not declared the dates of this year end yet.

ready-done = Done
ready-due = To do
ready-late = Late
ready-ready = Ready
ready-letters = L H T R

ready-line = Line
ready-finding = Finding
ready-next-step = What to do next
ready-due-on = By

ready-client-run = Provisioning client run in the window
ready-leavers = Leavers
ready-intake = New intake
ready-classes = Classes of the new year
# $year (String) - the academic year that ends
ready-classes-short = Only in classes of { $year }
ready-blocked = Waiting for a release
ready-for-admission = Waiting for admission
ready-review = Non-MIS users and governors reviewed
ready-review-short = Not reviewed

# $date (String) - dd/mm/yyyy
ready-last-applied = The last run that was applied was on { $date }.
ready-never-applied = No run has been applied yet.
ready-no-leavers = Nobody of the highest year is on roll.
# $all (Number) - learners of the highest year
# $seen (Number) - those with a leaving date
ready-leavers-seen = { $seen } of { $all } learners of the highest year have a leaving date.
ready-nobody-waits = Nobody waits for another school.
# $admission (Number) - those who wait for their admission date
# $blocked (Number) - those whose school has not released them
ready-waiting = { $blocked } wait for their previous school's release, { $admission } for their admission date.
# $year (String) - the academic year that ends
ready-old-roll = The MIS has sent no later year than { $year } yet.
ready-no-old-class = Nobody is left in a class of last year.
# $count (Number) - how many learners
ready-old-class = { $count ->
    [one] 1 learner is still in a class of last year.
   *[other] { $count } learners are still in classes of last year.
}
ready-all-reviewed = Every non-MIS user and governor has been looked at.
# $count (Number) - how many accounts
ready-unreviewed = { $count ->
    [one] 1 account has not been looked at this summer.
   *[other] { $count } accounts have not been looked at this summer.
}

ready-do-client-run = Ask whoever manages the client to run it in its window, and see here that the run was applied.
ready-do-leavers = Enter the leaving dates in the MIS, then have the client run.
ready-do-intake = See who waits and why. Ask your local authority whether the previous school has entered the leaving date and run its client.
ready-do-end-year = Finish the year end in the MIS, then have the client run.
ready-do-classes = Whoever is left over is missing from the file or in no class of the new year: put that right in the MIS, then have the client run.
ready-do-review = Keep or close each account.

ready-all-schools = All schools
# $count (Number) - how many
ready-schools = { $count ->
    [one] 1 school
   *[other] { $count } schools
}
ready-days = Day by day
ready-day = Day
ready-days-say = Schools by state on each day of the window. The same figures stand in the table below.
ready-days-as-table = Show the figures of each day
ready-map = Schools, worst first
ready-leavers-expected = Leavers expected
ready-leavers-with-date = Leavers with a leaving date
