### Downloading passwords: the warning before the file.

# $who (String) - “All Pupils”
download-passwords-of = Download Passwords: { $who }
download-holds = The CSV file holds the name, username and password, the date of creation, year, registration group and consent of every active account. Whoever has the file can sign in as any of these people.
download-keep-safe = Save it only where nobody else can open it, never on a shared computer or a memory stick.
download-do-not-send = Do not send it by e-mail, and do not put it in a shared folder.
download-delete = Delete it as soon as you have used it, from the downloads folder and the recycle bin too.
download-only-portal = Only passwords set in the portal are in the file. Where a password is not available, its cell is empty.
download-on-record = The download is recorded: your name, the time, and everyone in the file.
download-list = Download List
