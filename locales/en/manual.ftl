### Non-MIS people and governors: the lists, Add new user, the review.

## The lists

kind-staff-short = Staff
add-new-user = Add new user
review-accounts = Review accounts
keep-or-close = Keep or close each account
expiring-advice = An account that nobody keeps stops working after its last day.
status-expired = Expired
status-deactivated = Deactivated
expires-soon = Within 8 weeks
expires-later = Later than 8 weeks
expires-over = Expired
unused-long = Not for 90 days
no-non-mis = No non-MIS users
no-governors = No governors
no-manual-advice = The MIS does not hold these people. “Add new user” makes an account for one of them.
flash-account-added = The account is made. Show Password shows the password: pass it on together with the username.

## Add new user

add-user = Add user
add-non-mis-user = Add new user: non-MIS
add-governor = Add new user: governor
add-not-from-mis = Do not add anybody whom your MIS holds: they would get two accounts.
add-school-people-only = These accounts are for staff and learners of your school alone. Do not make one for anybody else.
add-never-champions = A non-MIS user cannot be a Digital Champion.
add-by-hand = The MIS does not look after this account: your school extends it, or closes it when the person leaves.
add-governor-says = Every governor of your school may have an account, with a mail address of its own.
add-governor-by-hand = The MIS does not look after this account: close it when the person leaves the governing body.
add-terms-apply = The terms and conditions apply to this account too.
add-kind-learner = Learner, who then also stands in View Learners
add-for-learners = For learners only.
add-group-hint = For learners only. Leave it empty where there is none.
add-term = How long is the account needed?
add-generate-password = Generate a password
add-own-password = Choose a password yourself
add-password-if-own = The password that you choose
add-kind-missing = Choose whether the account is for staff or for a learner.
add-forename-missing = Type the forename.
add-surname-missing = Type the surname.
add-name-too-long = Use at most 100 characters.
add-year-missing = Choose the learner’s year.
add-group-too-long = Use at most 40 characters.
add-term-missing = Choose how long the account is needed.

term-one-month = 1 month
term-three-months = 3 months
term-six-months = 6 months
term-academic-year = End of academic year
# $term (String) - how long
# $date (String) - dd/mm/yyyy
term-until = { $term }: until { $date }
# $date (String) - dd/mm/yyyy
# $term (String) - how long
until-for = { $date } ({ $term })

lookalikes = Is it one of these?
lookalikes-advice = Somebody with the same name, or nearly the same, has an account in your school. Nobody is added yet.
add-anyway = Add anyway
type-password-again = Your password, again
type-password-again-why = A page never holds a password, so type the one that you chose once more.
correct-instead = Or correct what you typed
same-name = same name
swapped-name = forename and surname exchanged
near-name = similar name
account-left = left

## The review

review-says = Nobody but your school knows who still needs these accounts. Keep or close each of them. A closed account no longer works; nothing is deleted.
review-governors-says = Ask your headteacher or the clerk to the governors whether this list is right. Governors have no term: an account that you keep goes on working.
arrived = In the MIS by now
arrived-says = The MIS holds somebody of the same name, who has an account of their own. If it is the same person, close the one that was made by hand.
from-the-mis = From the MIS
expiring-accounts = Expiring within 8 weeks, or expired lately
nothing-to-review = No account expires within 8 weeks
nothing-to-review-advice = You see those that do here, and on the dashboard.
keep-account = Keep account
close-account = Close account
keep-selected = Keep selected
close-selected = Close selected
keep-for = Keep for
# $name (String) - the person
keep-for-person = Keep for: { $name }
last-reviewed = Last reviewed
decision = Keep or close
review-done = What came of it
# $date (String) - dd/mm/yyyy
kept-until = kept until { $date }
kept = kept
closed = closed
review-overtaken = nothing done: somebody has decided otherwise meanwhile
review-nobody-ticked = Tick the accounts that you mean first.
review-choose-term = Choose for how long to keep the account.
