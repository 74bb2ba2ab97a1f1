### The dates of academic years, and the year end of a school and of the nation.

year-end = Year End
# $year (String) - 2026-27
year-end-named = Year end { $year }
academic-years = Academic years
# $year (String) - 2026-27
academic-year-named = Academic year { $year }
mis-deadline = MIS deadline
client-window = Window for the provisioning client
rollover-day = Rollover
# $from (String) - dd/mm/yyyy
# $to (String) - dd/mm/yyyy
from-to = { $from } to { $to }

## The dates

academic-years-say = Every page that shows one of these dates reads it from here.
last-change = Last change
not-declared = Not declared yet
declare = Declare
# $year (String) - 2026-27
declare-year = Declare { $year }
# $year (String) - 2026-27
edit-year = Edit { $year }
# $first (String) - dd/mm/yyyy
# $last (String) - dd/mm/yyyy
academic-year-says = These dates are the same for every school. Each lies between { $first } and { $last }, and none before the one above it.
mis-deadline-hint = By then every school has finished its year end in its MIS.
window-first-day = Window for the provisioning client: first day
window-last-day = Window for the provisioning client: last day
window-hint = Every school's client runs successfully in these days. Leavers of final years do not hold a run up in them.
rollover-hint = Early on this day the portal closes the year in every school. If the day has passed, it begins next night.
year-conflict = Somebody else saved these dates meanwhile
date-unreadable = Enter a date.
# $first (String) - dd/mm/yyyy
# $last (String) - dd/mm/yyyy
date-outside-season = Enter a date between { $first } and { $last }.
date-before-previous = Enter the same date as the one above, or a later one.

## A school's year end

year-end-not-declared = No year end is declared yet
year-end-not-declared-advice = Once the service desk has declared the dates, this page says what will happen and when.
year-end-says = Once the year is over, the portal archives the Teams and Classrooms that it made for the year's classes, closes those classes with their history, and ends the accounts of non-MIS people whose term is over. It deactivates nobody who comes from the MIS: they leave by a leaving date.
stage-ahead = Ahead
stage-running = Under way
stage-done = Done
# $day (String) - dd/mm/yyyy
year-end-ahead-says = Nothing has changed yet. The year is closed early on { $day }.
year-end-running-says = The year is being closed. You can leave this page and come back.
# $moment (String) - dd/mm/yyyy hh:mm
year-end-done-says = The year was closed on { $moment }.
# $done (Number) - how many
# $all (Number) - of how many
year-end-progress = { $done } of { $all } accounts and classes
what-will-happen = What will happen
what-was-done = What was done
accounts-to-expire = Accounts that will expire
groups-to-close = Classes that will close
memberships-to-end = Memberships that will end
workspaces-to-archive = Teams and Classrooms that will be archived
accounts-expired = Accounts that expired
groups-closed = Classes that were closed
memberships-ended = Memberships that ended
workspaces-archived = Teams and Classrooms archived
not-rehearsed-says = The service desk has not rehearsed this year end here yet. The figures are what would happen today.
# $moment (String) - dd/mm/yyyy hh:mm
rehearsal-stands = Rehearsed on { $moment }. The lists below are the rehearsal's, and nothing has changed since.
# $moment (String) - dd/mm/yyyy hh:mm
rehearsal-outdated = The lists below were rehearsed on { $moment }. Something has changed since: the figures above are today's.
# $moment (String) - dd/mm/yyyy hh:mm
rehearsal-was = It was rehearsed on { $moment }.
year-end-marks = This needs looking at
year-end-marks-advice = Finish the year end in the MIS, and have the provisioning client run after it: then learners appear in their new classes.
# $from (String) - dd/mm/yyyy
# $to (String) - dd/mm/yyyy
client-not-run-says = The provisioning client has not run successfully between { $from } and { $to }.
# $count (Number) - how many learners
learners-behind-say = { $count ->
    [one] 1 learner is still in last year's class.
   *[other] { $count } learners are still in last year's classes.
}
terms-over = Accounts whose term is over
groups-over = Classes of the year that is over
group-people = People
archived-with-it = Archived with it
account-will-expire = Will expire
account-kept = Kept: extended or closed by a person
group-will-close = Will close
group-closed = Closed
group-kept = Kept
not-foreseen = Not in the rehearsal

## The nation's year end

no-year-declared = No academic year is declared
no-year-declared-advice = Declare the dates under Academic years first.
# $done (Number) - how many schools
# $all (Number) - of how many
schools-done = Year closed in { $done } of { $all } schools
# $done (Number) - how many schools
# $all (Number) - of how many
schools-rehearsed = Rehearsed in { $done } of { $all } schools
rehearse-says = A rehearsal stores, school by school, what the year end would do. It changes nothing else, and can be repeated.
rehearse-everywhere = Rehearse in every school
all-schools = All schools
clients-not-run = Client not run in the window
learners-behind = Learners in last year's class
schools-to-look-at = Schools to look at
schools-to-look-at-say = As the last rehearsal, or the year end itself, found them.
ran-in-window = Client ran in the window
yes-it-has = It has
no-it-has-not = It has not
flash-rehearsal-started = The rehearsal has begun. The figures follow as each school is done.

## Other pages

# $day (String) - dd/mm/yyyy
# $from (String) - dd/mm/yyyy
# $to (String) - dd/mm/yyyy
year-end-dates = Finish the year end in the MIS by { $day }. The provisioning client must run successfully between { $from } and { $to }.
# $from (String) - dd/mm/yyyy
# $to (String) - dd/mm/yyyy
held-in-window = The year-end window is open, { $from } to { $to }: leavers of final years do not count towards the threshold.
