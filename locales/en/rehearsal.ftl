### Rehearsals: a file shows what it would do.

rehearse-run = Rehearse a file
rehearse-purpose = Choose a file that your provisioning client would send. You see what it would do with every person and class, and whether it would be held.
rehearse-changes-nothing = Nothing is changed, whatever the file holds.
rehearse-file = File of the provisioning client
rehearse-file-hint = A zip of OneRoster CSV files, at most 64 MB, with your school alone in it.
rehearse = Rehearse
# $number (String) - a DfES number
rehearse-other-school = The file names the school with the DfES number { $number }. Choose a file with your school alone in it.

rehearsal-heading = A rehearsal: nothing was changed
rehearsal-tells = Everything below is what the file would have done at this moment, had it been sent in earnest.
rehearsal-would-be-held = It would be held until somebody has looked at it.
