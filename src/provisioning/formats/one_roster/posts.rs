//! Who is what at which school: the part of a person's row that 1.1 and 1.2 say in different places.

use super::super::FormatError;
use super::super::table::Row;
use super::orgs::Schools;

/// A person's standing in a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Learner,
    Staff,
}

/// A person's place in one school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    pub school: usize,
    pub standing: Standing,
    /// Whether this is where the person belongs first.
    pub is_primary: bool,
}

/// Reads the row's role. None for those who have no account: guardians, parents, relatives, and every extension (`ext:…`),
/// because an account is not made on a guess. Roles of both versions are known in both.
pub fn standing(row: Row<'_>) -> Result<Option<Standing>, FormatError> {
    let role = row.get("role").to_ascii_lowercase();
    match role.as_str() {
        "student" => Ok(Some(Standing::Learner)),
        "administrator"
        | "aide"
        | "counselor"
        | "districtadministrator"
        | "principal"
        | "proctor"
        | "siteadministrator"
        | "systemadministrator"
        | "teacher" => Ok(Some(Standing::Staff)),
        "guardian" | "parent" | "relative" => Ok(None),
        extension if extension.starts_with("ext:") => Ok(None),
        _ => Err(row.role_unknown()),
    }
}

/// The posts that a row of `users.csv` gives in 1.1: one at each school of its list, the first of them primary.
pub fn from_user(row: Row<'_>, schools: &Schools) -> Result<Vec<Post>, FormatError> {
    let Some(standing) = standing(row)? else {
        return Ok(Vec::new());
    };
    let mut posts: Vec<Post> = Vec::new();
    for school in row.list("orgSourcedIds").filter_map(|org| schools.find(org)) {
        if posts.iter().all(|post| post.school != school) {
            posts.push(Post { school, standing, is_primary: posts.is_empty() });
        }
    }
    Ok(posts)
}

/// One post for each school from those that `roles.csv` gives in 1.2: at a school the primary role goes first.
///
/// The standard has a primary role in every organisation; where the person's row names the first of them (`main`), the
/// others are not primary.
pub fn settle(mut posts: Vec<Post>, main: Option<usize>) -> Vec<Post> {
    posts.sort_by_key(|post| !post.is_primary);
    let mut settled: Vec<Post> = Vec::new();
    for post in &posts {
        if settled.iter().all(|earlier| earlier.school != post.school) {
            settled.push(*post);
        }
    }
    if let Some(main) = main.filter(|main| settled.iter().any(|post| post.school == *main)) {
        for post in &mut settled {
            post.is_primary &= post.school == main;
        }
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(school: usize, standing: Standing, is_primary: bool) -> Post {
        Post { school, standing, is_primary }
    }

    #[test]
    fn a_school_sees_the_primary_role_alone() {
        let posts = vec![post(0, Standing::Staff, false), post(0, Standing::Learner, true)];
        assert_eq!(settle(posts, None), [post(0, Standing::Learner, true)]);
    }

    #[test]
    fn of_two_primary_schools_the_named_one_is_the_main_one() {
        let posts = vec![post(0, Standing::Learner, true), post(1, Standing::Learner, true)];
        let settled = settle(posts.clone(), Some(1));
        assert_eq!(settled, [post(0, Standing::Learner, false), post(1, Standing::Learner, true)]);
        assert_eq!(settle(posts.clone(), Some(7)), posts);
    }
}
