### The school's dashboard.

about-school = About the school
phase = Phase
without-consent = Without consent
expiring-soon = Expiring within 8 weeks
last-run = Last Run
last-30-days = The last 30 days
# $applied (Number) - days
# $failed (Number) - days
# $held (Number) - days
# $none (Number) - days
run-days-summary = Days of the last 30 on which the last run was applied: { $applied }; was held: { $held }; failed: { $failed }. Days without a run: { $none }.
no-run = No run
ask-a-teacher = If you cannot sign in somewhere, or something about your account is wrong, ask any teacher or a Digital Champion of your school.
ask-a-champion = If something about an account is wrong, ask a Digital Champion of your school.

needs-attention = Needs attention
nothing-needs-attention = Nothing needs attention
attention-held = A run is held: nothing changes until you have looked at it.
attention-failed = The last run failed.
# $count (Number)
attention-rejected = { $count ->
    [one] The last run rejected 1 row.
   *[other] The last run rejected { $count } rows.
}
# $count (Number)
attention-waiting = { $count ->
    [one] 1 learner waits to be released by another school.
   *[other] { $count } learners wait to be released by another school.
}
# $count (Number)
attention-expiring = { $count ->
    [one] 1 account expires within 8 weeks.
   *[other] { $count } accounts expire within 8 weeks.
}
attention-no-champion = The school has no Digital Champion.
attention-one-champion = Only one Digital Champion is left.
attention-microsoft-down = Microsoft 365 does not answer. Teams and accounts wait until it does; everything else works.
attention-google-down = Google Workspace does not answer. Classrooms and accounts wait until it does; everything else works.
# $count (Number) - how many have failed
attention-workspaces = { $count ->
    [one] 1 Team or Classroom could not be made.
   *[other] { $count } Teams or Classrooms could not be made.
}
# $count (Number) - how many people
attention-stuck = { $count ->
    [one] The Microsoft 365 or Google account of 1 person could not be set up. The portal tries again every day.
   *[other] The Microsoft 365 or Google accounts of { $count } people could not be set up. The portal tries again every day.
}
