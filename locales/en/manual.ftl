### Non-MIS people and governors: the lists, Add new user, the review.

## The lists

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
