### Ysgolion awdurdod, ac ysgolion y genedl.

schools = Ysgolion
local-authorities = Awdurdodau lleol
find-school = Enw'r ysgol neu ei Rhif AdAS
held-runs = Rhediadau wedi'u dal yn ôl
failed-runs = Methodd y rhediad diwethaf
view-held-run-of = Gweld y rhediad sydd wedi'i ddal yn ôl yn { $school }
not-run-yet = Heb redeg eto
