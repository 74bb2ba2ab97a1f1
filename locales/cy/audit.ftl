### Tudalennau'r trywydd archwilio.

audit-when = Pryd
audit-what = Beth
audit-by = Pwy
audit-by-username = Enw defnyddiwr y sawl a weithredodd
audit-for-whom = I bwy
audit-about = Person dan sylw
audit-about-username = Enw defnyddiwr y person dan sylw
audit-people = Pobl
audit-address = O gyfeiriad
audit-note = Nodyn
audit-people-count = { $count } o bobl
audit-download = Lawrlwytho fel CSV
audit-empty = Nid oes dim wedi'i gofnodi eto
audit-empty-advice = Bydd popeth y bydd rhywun yn ei wneud gyda chyfrif yn yr ysgol hon i'w weld yma, y diweddaraf yn gyntaf.
audit-view-event = Gweld { $what }, { $moment }
acted-by-portal = Y porth
