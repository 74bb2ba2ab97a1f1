### The pages of the audit trail.

audit-when = When
audit-what = What
audit-by = Who
audit-by-username = Username of who acted
audit-for-whom = For whom
audit-about = Person concerned
audit-about-username = Username of the person concerned
audit-people = People
audit-address = From address
audit-note = Note
# $count (Number) - how many people
audit-people-count = { $count } people
audit-download = Download as CSV
audit-empty = Nothing is on record yet
audit-empty-advice = Whatever somebody does with an account of this school will stand here, newest first.
# $what (String) - what the act is called
# $moment (String) - dd/mm/yyyy hh:mm
audit-view-event = View { $what }, { $moment }
acted-by-portal = The portal
