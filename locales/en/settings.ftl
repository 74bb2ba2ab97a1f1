### School settings: who manages the provisioning client, and when a run is held.

provisioning-client = Provisioning client
settings-purpose = Say who looks after the client that sends your school's data from the MIS. Pages about runs then name them to everybody who looks after accounts here.
client-manager = Who manages the client
manager-provider = IT provider
manager-school = The school's own IT
contact-name = Contact name
contact-name-hint = A person or a team.
email = E-mail
contact-one-way = Give an e-mail address, a telephone number, or both.
telephone = Telephone
telephone-hint = For example 029 2000 0000
# $moment (String) - dd/mm/yyyy hh:mm
# $name (String) - who
last-changed = Last changed on { $moment } by { $name }.

settings-manager-missing = Choose who manages the client.
settings-name-missing = Enter the name of a person or a team.
settings-name-invalid = Shorten the name to 100 characters, on one line.
settings-email-invalid = Enter an e-mail address like name@example.wales.
settings-telephone-invalid = Enter a telephone number of 8 to 15 digits.
settings-unreachable = Enter an e-mail address or a telephone number.

settings-conflict = Somebody else saved these settings meanwhile
# $name (String) - who
settings-conflict-advice = Nothing of yours has been saved yet. { $name } saved what stands here; what you typed is in the form below. Save again to put yours in its place.
settings-keep-theirs = Leave it as it is saved

hold-threshold = When a run is held
# $accounts (Number) - how many accounts
# $percent (Number) - of all active accounts
hold-threshold-says = A run that would release more than { $accounts } accounts, or more than { $percent }% of all if that is more, waits until somebody has looked at it.
hold-threshold-advice = The service desk can have these numbers changed.

ask-client-contact = When a run is late or its file cannot be read, ask:
