//! Finds schools by name, in either language, or by DfES number. Case and diacritics do not matter.

use crate::base::DfesNumber;
use crate::base::text::fold;
use crate::tenancy::School;

/// The schools that `query` means, by number: each of its words stands in one of the names, or begins the number.
pub(super) fn find(schools: &[School], query: &str) -> Vec<DfesNumber> {
    let query = fold(query);
    let words: Vec<&str> = query.split(' ').collect();
    schools.iter().filter(|school| matches(school, &words)).map(|school| school.dfes_number).collect()
}

fn matches(school: &School, words: &[&str]) -> bool {
    let names = [fold(&school.name_en), fold(&school.name_cy)];
    let number = school.dfes_number.to_string();
    names.iter().any(|name| words.iter().all(|word| name.contains(word)))
        || words.iter().all(|word| number.starts_with(word))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::id::SchoolId;
    use crate::tenancy::Phase;

    fn school(number: &str, name_en: &str, name_cy: &str) -> School {
        School {
            id: SchoolId(Uuid::nil()),
            dfes_number: number.parse().unwrap(),
            authority_code: 660,
            name_en: name_en.to_owned(),
            name_cy: name_cy.to_owned(),
            phase: Phase::Primary,
        }
    }

    #[test]
    fn names_are_found_without_their_diacritics_and_numbers_by_their_beginning() {
        let schools = [
            school("6602101", "Ysgol Glan-y-Môr", "Ysgol Glan-y-Môr"),
            school("6812001", "St Mary’s Primary", "Ysgol y Santes Fair"),
        ];
        let found = |query| {
            let numbers = find(&schools, query);
            numbers.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(found("MOR glan"), ["6602101"]);
        assert_eq!(found("st mary's"), ["6812001"]);
        assert_eq!(found("fair"), ["6812001"]);
        assert_eq!(found(" 66021"), ["6602101"]);
        assert_eq!(found("ysgol"), ["6602101", "6812001"]);
        assert!(found("101").is_empty() && found("ysgol primary").is_empty());
    }
}
