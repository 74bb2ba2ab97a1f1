### Lists: search, filters, sorting, selection, pages.

search = Search
search-in = Search in
search-all-fields = All fields
filters = Filters
filter-any = Any
choose-year-for-classes = Choose a year to see its classes
clear-filters = Clear all
# $filter (String) - the filter that goes: “Year 7”
remove-filter = Remove the filter { $filter }
date-from = From
date-to = To
created-from = Created from
created-to = Created to

# $shown (Number) - how many match
# $total (Number) - how many there are
list-shown = { $shown } of { $total } shown
# $count (Number) - how many there are
list-all-shown = { $count } in all
empty-no-match = Nothing matches these filters.
empty-no-match-advice = Change or clear the filters to see more.

# $column (String) - the column's heading
sort-by = Sort by { $column }

selected-users = Selected Users
select-this-page = Select everyone on this page
select = Select
# $count (Number) - how many are ticked
selected-count = { $count } selected
clear-selection = Clear selection
# $count (Number) - how many match the filters
select-all-matching = Select all { $count }

pages = Pages
previous-page = Previous page
next-page = Next page
# $page (Number) - the page's number
go-to-page = Page { $page }
# $count (Number) - rows on a page
per-page = { $count } a page
rows-a-page = Rows on a page
show = Show
