//! Which page of a list was asked for. What cannot be read is the first page, of 50 rows.

use crate::web::ListAddress;
use crate::web::list::{PAGE_SIZES, Pagination};

const PAGE_SIZE: u32 = 50;

/// The `page` and `per_page` of a list's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: u32,
    /// One of the sizes that a page can have.
    pub per_page: u32,
}

impl Paging {
    /// Reads a list's address.
    pub fn of(address: &ListAddress) -> Self {
        let parameters = address.parameters(&[]);
        let number = |wanted: &str| {
            let (_, value) = parameters.iter().find(|(name, _)| name == wanted)?;
            value.parse::<u32>().ok()
        };
        Self {
            page: number("page").unwrap_or(1).max(1),
            per_page: number("per_page").filter(|size| PAGE_SIZES.contains(size)).unwrap_or(PAGE_SIZE),
        }
    }

    /// The pages of a list of `matching` rows, with this one in front.
    pub fn paginate(self, address: ListAddress, matching: i64) -> Pagination {
        let matching = u64::try_from(matching).unwrap_or_default();
        Pagination::new(address, matching, self.page, self.per_page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_the_first_page() {
        let of = |uri: &str| Paging::of(&ListAddress::of(&uri.parse().unwrap()));
        let paging = |page, per_page| Paging { page, per_page };
        assert_eq!(of("/l?page=3&per_page=100"), paging(3, 100));
        assert_eq!(of("/l?page=0&per_page=7"), paging(1, 50));
        assert_eq!(of("/l?page=-1&per_page=x"), paging(1, 50));
    }
}
