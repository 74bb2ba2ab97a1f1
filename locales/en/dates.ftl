### Ages in words. Dates themselves are dd/mm/yyyy in both languages.

age-now = just now
# $count (Number)
age-minutes = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
# $count (Number)
age-hours = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
# $count (Number)
age-days = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
never = never
today = today
