### The schools of an authority, and of the nation.

schools = Schools
local-authorities = Local authorities
find-school = School's name or DfES number
held-runs = Held runs
failed-runs = Last run failed
# $school (String) - the school's name
view-held-run-of = View the held run of { $school }
not-run-yet = Not run yet
