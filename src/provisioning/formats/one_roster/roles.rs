//! `roles.csv` of 1.2: who is what at which school.

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::table::{Layout, Table};
use super::orgs::Schools;
use super::posts::{Post, standing};

pub const LAYOUT: Layout = Layout {
    file: "roles.csv",
    required: &["userSourcedId", "roleType", "role", "orgSourcedId"],
    most_rows: 400_000,
};

/// Every person's posts at the file's schools, as listed.
pub type Posts = HashMap<String, Vec<Post>>;

/// Begin and end dates of roles are not read: a post ends with `metadata.leavingDate`, on the person's row.
pub fn read<R: Read + Seek>(archive: &mut Archive<R>, schools: &Schools) -> Result<Posts, FormatError> {
    let mut posts = Posts::new();
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        let (Some(standing), Some(school)) = (standing(row)?, schools.find(row.get("orgSourcedId"))) else {
            continue;
        };
        let is_primary = !row.get("roleType").eq_ignore_ascii_case("secondary");
        posts.entry(row.id("userSourcedId")?.to_owned()).or_default().push(Post {
            school,
            standing,
            is_primary,
        });
    }
    Ok(posts)
}
