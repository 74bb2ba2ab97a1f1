### The schools of an authority, and of the nation.

schools = Schools
local-authorities = Local authorities
find-school = School's name or DfES number
held-runs = Held runs
failed-runs = Last run failed
# $school (String) - the school's name
view-held-run-of = View the held run of { $school }
not-run-yet = Not run yet
not-run-since = Not run since
# $date (String) - dd/mm/yyyy
not-run-since-day = Not run since { $date }

## Held runs of an authority

no-held-runs = No held runs
no-held-runs-says = No run of this authority's schools waits for anybody's decision.
held-runs-advice = Choose runs to see them side by side; you can then release them together. To discard one, open it in its school.
held-may-release = May release
held-final-year = Of these in a final year
held-for-releases = Too many releases
held-for-memberships = Too many class memberships would end
held-for-last-champion = The last Digital Champion would be released
# $count (Number) - how many
# $total (Number) - of how many
count-of = { $count } of { $total }
open-side-by-side = Open side by side
# $runs (Number) - how many runs
release-chosen-question = { $runs ->
    [one] Release this run?
   *[other] Release these { $runs } runs?
}
release-chosen-each = Each run goes on by itself, and stands in its school's audit trail under your name. Should one turn out to release anybody who is not on its list, it is held again.
# $count (Number) - how many more people
and-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
released-runs = Released runs
# $done (Number) - how many have ended
# $total (Number) - how many there are
runs-ended = { $done } of { $total } have ended
held-again = Held again
# $school (String) - the school's name
view-run-of-school = View the run of { $school }

## Moves that wait

waiting-moves = Waiting moves
no-waiting-moves = Nobody waits
no-waiting-moves-says = No learner waits for one of these schools, or in one of them.
waiting-moves-advice = Learners wait until their previous school has entered a leaving date in its MIS and its provisioning client has run since. Ask the school that stands first.
not-released-by = Not released by
waiting-in = Waiting in
school-of-other-authority = A school of another authority

## Add School

add-school = Add school
school-number-hint = Seven digits; the first three are its local authority's.
school-name-en = Name in English
school-name-cy = Name in Welsh
school-name-cy-hint = Leave it empty where the school has one name in both languages.
school-number-invalid = Type the seven digits of the DfES number, for example 6812001.
school-authority-unknown = No local authority has these first three digits.
school-number-taken = There is a school with this DfES number already.
school-name-missing = Type the school's name.
school-name-too-long = Shorten the name to 100 characters.
school-phase-missing = Choose what ages the school teaches.
