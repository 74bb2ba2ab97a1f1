//! Lists: their address is their state. Filters, sorting and pages are query parameters, so that every view is a link.

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::extract::Query;
use axum::http::Uri;

/// The rows that a page can hold.
pub const PAGE_SIZES: [u32; 3] = [25, 50, 100];

/// A list's address: its path and the parameters that are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAddress {
    path: String,
    parameters: Vec<(String, String)>,
}

impl ListAddress {
    /// The address that was asked for. Parameters without a value are dropped.
    pub fn of(uri: &Uri) -> Self {
        let parameters = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map(|Query(parameters)| parameters)
            .unwrap_or_default();
        Self {
            path: uri.path().to_owned(),
            parameters: parameters.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        }
    }

    /// A path without parameters.
    pub fn at(path: &str) -> Self {
        Self { path: path.to_owned(), parameters: Vec::new() }
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parameters that are set, but for those `left_out`: for the hidden fields of a form.
    pub fn parameters(&self, left_out: &[&str]) -> Vec<(String, String)> {
        let kept = self.parameters.iter().filter(|(name, _)| !left_out.contains(&name.as_str()));
        kept.cloned().collect()
    }

    /// The same list with `name` set to `value`, from its first page; no value removes the parameter.
    pub fn with(&self, name: &str, value: Option<&str>) -> Self {
        let mut changed = Self { path: self.path.clone(), parameters: self.parameters(&[name, "page"]) };
        if let Some(value) = value {
            changed.parameters.push((name.to_owned(), value.to_owned()));
        }
        changed
    }

    /// The address as a link.
    pub fn href(&self) -> String {
        let mut href = self.path.clone();
        for (position, (name, value)) in self.parameters.iter().enumerate() {
            let separator = if position == 0 { '?' } else { '&' };
            let Ok(value) = askama::filters::urlencode_strict(value.as_str());
            // Writing to a string cannot fail.
            let _ = write!(href, "{separator}{name}={value}");
        }
        href
    }
}

/// How a list is sorted: a column's key, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Not by this column.
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A column's heading.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub label: String,
    /// Whether the list is sorted by it.
    pub sort: Sort,
    /// Sorts by it, or the other way round; `None` where it cannot be sorted by.
    pub href: Option<String>,
}

impl Column {
    /// A column that nothing sorts by.
    pub fn plain(label: impl Into<String>) -> Self {
        Self { label: label.into(), sort: Sort::None, href: None }
    }

    /// A column to sort by. `current` is the list's `sort` parameter: the key, with `-` before it when descending.
    pub fn sortable(label: impl Into<String>, key: &str, current: &str, address: &ListAddress) -> Self {
        let descending = format!("-{key}");
        let sort = match current {
            current if current == key => Sort::Ascending,
            current if current == descending => Sort::Descending,
            _ => Sort::None,
        };
        let next = if sort == Sort::Ascending { &descending } else { key };
        Self { label: label.into(), sort, href: Some(address.with("sort", Some(next)).href()) }
    }

    /// The value of `aria-sort`.
    pub fn aria_sort(&self) -> &'static str {
        match self.sort {
            Sort::None => "none",
            Sort::Ascending => "ascending",
            Sort::Descending => "descending",
        }
    }
}

/// A filter that is set, with the link that takes it away.
#[derive(Clone, Debug)]
pub struct Chip {
    /// “Year 7”, “Consent: no”.
    pub label: String,
    /// The list without it.
    pub remove_href: String,
}

impl Chip {
    /// The chip of the parameter `name`.
    pub fn new(label: impl Into<String>, name: &str, address: &ListAddress) -> Self {
        Self { label: label.into(), remove_href: address.with(name, None).href() }
    }
}

/// A place in the row of page numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageLink {
    /// Pages that are left out.
    Gap,
    /// A page.
    Page {
        /// Its number, from 1.
        number: u32,
        /// Its address.
        href: String,
        /// Whether it is the one that is shown.
        current: bool,
    },
}

/// The pages of a list.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The page that is shown, from 1.
    pub page: u32,
    /// How many there are, at least 1.
    pub pages: u32,
    /// Rows on a page.
    pub per_page: u32,
    address: ListAddress,
}

impl Pagination {
    /// Pages of `per_page` rows for `matching` rows. A page past the end becomes the last one.
    pub fn new(address: ListAddress, matching: u64, page: u32, per_page: u32) -> Self {
        let per_page = per_page.max(1);
        let pages = u32::try_from(matching.div_ceil(u64::from(per_page))).unwrap_or(u32::MAX).max(1);
        Self { page: page.clamp(1, pages), pages, per_page, address }
    }

    /// Rows before the first one that is shown.
    pub fn offset(&self) -> i64 {
        i64::from(self.page - 1) * i64::from(self.per_page)
    }

    fn href(&self, page: u32) -> String {
        self.address.with("page", Some(&page.to_string())).href()
    }

    /// The address of the page that is shown.
    pub fn here(&self) -> String {
        if self.page == 1 { self.address.href() } else { self.href(self.page) }
    }

    /// The page before.
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.href(self.page - 1))
    }

    /// The page after.
    pub fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.href(self.page + 1))
    }

    /// First, last, and those around the current one: `1 … 4 5 6 … 9`.
    pub fn links(&self) -> Vec<PageLink> {
        let mut links = Vec::new();
        let mut last = 0;
        let around = self.page.saturating_sub(1).max(1)..=self.page.saturating_add(1).min(self.pages);
        for number in BTreeSet::from_iter(around.chain([1, self.pages])) {
            if number > last + 1 {
                links.push(PageLink::Gap);
            }
            links.push(PageLink::Page { number, href: self.href(number), current: number == self.page });
            last = number;
        }
        links
    }

    /// What the page-size form keeps.
    pub fn kept(&self) -> Vec<(String, String)> {
        self.address.parameters(&["per_page", "page"])
    }

    /// Where the page-size form goes.
    pub fn path(&self) -> &str {
        self.address.path()
    }
}

/// What `_partials/list_frame.html` needs besides the shell; a page struct holds it as `list`.
#[derive(Clone, Debug)]
pub struct ListFrame {
    /// The page's heading: *Learners*.
    pub heading: String,
    /// The list's address.
    pub address: ListAddress,
    /// How many rows match.
    pub matching: u64,
    /// How many there are without filters.
    pub total: u64,
    /// The filters that are set.
    pub chips: Vec<Chip>,
    /// The headings, without those of the tick boxes and of *View Details*.
    pub columns: Vec<Column>,
    /// The pages.
    pub pagination: Pagination,
    /// Where the *Selected Users* form goes; `None` where nothing can be done with a selection.
    pub selection_action: Option<String>,
    /// Where the file with all matching rows is; `None` where there is none.
    pub file_href: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(uri: &str) -> ListAddress {
        ListAddress::of(&uri.parse().unwrap())
    }

    fn shape(pagination: &Pagination) -> String {
        let parts = pagination.links().into_iter().map(|link| match link {
            PageLink::Gap => "…".to_owned(),
            PageLink::Page { number, current: true, .. } => format!("[{number}]"),
            PageLink::Page { number, .. } => number.to_string(),
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_address_is_the_state() {
        let list = address("/schools/6812001/learners?q=si%C3%A2n+j&year=&group=7A&page=3");
        assert_eq!(list.href(), "/schools/6812001/learners?q=si%C3%A2n%20j&group=7A&page=3");
        assert_eq!(
            list.with("year", Some("7")).href(),
            "/schools/6812001/learners?q=si%C3%A2n%20j&group=7A&year=7"
        );
        assert_eq!(list.with("q", None).with("group", None).href(), "/schools/6812001/learners");
    }

    #[test]
    fn a_column_sorts_and_then_the_other_way() {
        let list = address("/l?sort=name");
        let name = Column::sortable("Name", "name", "name", &list);
        assert_eq!((name.sort, name.href.as_deref()), (Sort::Ascending, Some("/l?sort=-name")));
        let year = Column::sortable("Year", "year", "name", &list);
        assert_eq!((year.sort, year.href.as_deref()), (Sort::None, Some("/l?sort=year")));
    }

    #[test]
    fn pages_near_the_current_one_are_named() {
        let at = |page, rows| shape(&Pagination::new(address("/l"), rows, page, 50));
        assert_eq!(at(1, 0), "[1]");
        assert_eq!(at(1, 431), "[1] 2 … 9");
        assert_eq!(at(5, 431), "1 … 4 [5] 6 … 9");
        assert_eq!(at(99, 431), "1 … 8 [9]");
    }

    proptest! {
        #[test]
        fn the_current_page_is_always_among_the_links(rows in 0u64..100_000, page in 0u32..5_000, size in 0u32..200) {
            let pagination = Pagination::new(address("/l"), rows, page, size);
            let current = pagination.links().into_iter().filter(|link| matches!(link, PageLink::Page { current: true, .. }));
            prop_assert_eq!(current.count(), 1);
            prop_assert!(pagination.offset() == 0 || u64::try_from(pagination.offset()).unwrap() < rows);
        }
    }
}
