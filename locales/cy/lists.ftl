### Rhestrau: chwilio, hidlyddion, trefnu, dewis, tudalennau.

search = Chwilio
search-in = Chwilio yn
search-all-fields = Pob maes
filters = Hidlyddion
filter-any = Unrhyw un
choose-year-for-classes = Dewiswch flwyddyn i weld ei dosbarthiadau
clear-filters = Clirio'r cyfan
remove-filter = Tynnu'r hidlydd { $filter }
date-from = O
date-to = Hyd at
created-from = Crëwyd o
created-to = Crëwyd hyd at

list-shown = Dangosir { $shown } o { $total }
list-all-shown = { $count } i gyd
empty-no-match = Does dim yn cyfateb i'r hidlyddion hyn.
empty-no-match-advice = Newidiwch neu cliriwch yr hidlyddion i weld mwy.

sort-by = Trefnu yn ôl { $column }

selected-users = Defnyddwyr a Ddewiswyd
select-this-page = Dewis pawb ar y dudalen hon
select = Dewis
selected-count = Dewiswyd { $count }
clear-selection = Clirio'r dewis
select-all-matching = Dewis pob un o'r { $count }

pages = Tudalennau
previous-page = Y dudalen flaenorol
next-page = Y dudalen nesaf
go-to-page = Tudalen { $page }
per-page = { $count } y dudalen
rows-a-page = Rhesi ar dudalen
show = Dangos
