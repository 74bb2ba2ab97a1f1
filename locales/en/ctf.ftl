### Common Transfer Files: a receiving school sees who is coming.

transfer-file = Common Transfer File
ctf-purpose = Choose the Common Transfer File that another school sent you. You see which of its learners have an account already, and whether the account can come over to your school.
ctf-nothing-kept = Nothing is changed and nothing is kept: no account is made, nobody is taken off a roll, and the file is forgotten as soon as the page is there.
ctf-file = Transfer file
ctf-file-hint = An XML file of at most 20 MB, for example 6602001_CTF_6814001_001.xml
ctf-check = Check file

ctf-not-xml = The file is not XML, or part of it is missing. Ask the sending school to export it again.
ctf-not-ctf = The file is XML, but not a Common Transfer File. Choose another file.
ctf-forbidden = The file has definitions of its own, which no Common Transfer File has, so it was not read. Ask the sending school to export it again.
ctf-too-many = The file names more learners than any school has. Choose another file.
ctf-empty = The file names no learner. Ask the sending school to export it again.

ctf-answers = Who is in the file
ctf-another = Check another file
# $school (String) - the sending school, as the file calls it
ctf-from = Sent by { $school }
ctf-other-destination = The file is meant for another school
# $number (String) - a DfES number
ctf-other-destination-advice = It is addressed to the school with the DfES number { $number }. Check that you chose the right file.
ctf-no-name = No name in the file

ctf-released = Released
ctf-released-advice = Another school has released these accounts. They come over, with username and password, once your MIS has the learners on roll and your client has run.
ctf-elsewhere = Still active in another school
ctf-elsewhere-advice = Their school has not released these accounts yet. Ask it to enter the leaving date in its MIS and to run its client; until then their rows wait.
ctf-unknown = Unknown
ctf-unknown-advice = No school in the portal has an account with this UPN. Your client makes one when your MIS has the learner on roll.
ctf-here = Known here
ctf-here-advice = Your school has these accounts already.
ctf-wrong-upn = Wrong UPN
ctf-wrong-upn-advice = Nothing can be said about these learners. Ask the sending school for the right UPN before you enter it in your MIS: a row with a wrong one is rejected.
ctf-upn-missing = no UPN
ctf-upn-invalid = not 13 characters of the right kind
ctf-upn-check-letter = the first letter does not fit the figures

## Any form with a file

upload-missing = Choose a file.
# $megabytes (Number) - the largest size
upload-too-large = The file is larger than { $megabytes } MB. Choose a smaller one.
upload-interrupted = The file did not arrive whole. Send it again.
