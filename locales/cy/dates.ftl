### Oedran mewn geiriau. Mae dyddiadau eu hunain yn dd/mm/bbbb yn y ddwy iaith.

age-now = nawr
age-minutes = { $count ->
    [two] 2 funud yn ôl
   *[other] { $count } munud yn ôl
}
age-hours = { $count ->
   *[other] { $count } awr yn ôl
}
age-days = { $count ->
    [two] 2 ddiwrnod yn ôl
   *[other] { $count } diwrnod yn ôl
}
never = ddim erioed
today = heddiw
