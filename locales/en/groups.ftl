### View Groups and the page of a group.

groups = Groups
group-type = Group type
group-type-year = Year group
subject = Subject
subject-code = Subject code
teacher = Teacher
teachers = Teachers

## Empty lists

no-groups-yet = No groups in this academic year
no-own-classes = No classes of your own in this academic year
no-own-classes-advice = You see the classes that the MIS names you as a teacher of. Choose an earlier academic year to see the classes that you taught then.

## A group's page

overview = Overview
learners-with-consent = Learners with consent
no-teachers = The MIS names no teacher.
group-has-no-learners = There are no learners in this group.
# $date (String) - dd/mm/yyyy
group-ended = Ended { $date }
group-is-over = This class is over
group-is-over-says = You see who was in it when it ended. Passwords of those who are still in the school can be shown here; to reset them, go to one of their present groups.
