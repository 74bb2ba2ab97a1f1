### Printing sign-in details on slips.

print-group-why = Each learner's sign-in details are printed on a slip to cut out and hand over.
print-passwords = Passwords
print-with-passwords = With passwords
print-without-passwords = Without passwords
print-group-only-portal = Only passwords set in the portal can be printed. What you print is on record.
no-groups = There is no group to print
no-groups-advice = Current learners who are in such a group stand here once the MIS has sent them.

# $count (Number) - how many slips
slips-heading = { $count ->
    [one] 1 slip to print
   *[other] { $count } slips to print
}
slips-how = The slips fit A4 paper, two across. Cut along the dashed lines, and hand each person their own.
slips-only-portal = Only passwords set in the portal can be printed.
# $count (Number) - how many slips have no password
slips-missing = { $count ->
    [one] 1 slip has no password: reset it first, then print again.
   *[other] { $count } slips have no password: reset those first, then print again.
}
# $count (Number) - how many selected accounts are inactive
slips-left-out = { $count ->
    [one] 1 of the selected accounts is inactive and has no slip.
   *[other] { $count } of the selected accounts are inactive and have no slip.
}
slips-by-browser = To print, use the print command of your browser.
# $year (String) - “Year 7”
slips-year-without-group = { $year }, no registration group
slips-without-group = No registration group
back = Back

## On the slip

slip-password-missing = Not available: it must be reset first
slip-sign-in-at = Sign in at
# $date (String) - dd/mm/yyyy
slip-issued = Issued { $date }
