//! The words that a person's password must not hold: their names and their username.

use crate::base::text::fold;
use crate::base::{PersonName, Username};

/// The fewest letters that make a word count; shorter ones turn up in passwords by chance.
const FEWEST_LETTERS: usize = 4;

/// A person's names and usernames, folded, ready to be looked for in a password.
///
/// It shows no `Debug` output, because names belong in no log.
#[derive(Clone, Default)]
pub struct PersonWords(Vec<String>);

impl PersonWords {
    /// The words of all `names` (legal, display) and `usernames`: each name whole, its parts at spaces, hyphens and
    /// apostrophes, and the same without the signs between them.
    pub fn of(names: &[&PersonName], usernames: &[&Username]) -> Self {
        let names =
            names.iter().flat_map(|name| [name.forename.clone(), name.surname.clone(), name.to_string()]);
        let mut words: Vec<String> = names
            .flat_map(|name| forms(&fold(&name)))
            .chain(usernames.iter().map(|username| username.key()))
            .filter(|word| letters(word) >= FEWEST_LETTERS)
            .collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether one of the words stands in `folded`, a text that [`fold`] has made plain.
    pub fn stand_in(&self, folded: &str) -> bool {
        self.0.iter().any(|word| folded.contains(word.as_str()))
    }

    /// The words themselves.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

fn forms(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split([' ', '-', '\'']).collect();
    let whole = [name.to_owned(), parts.concat()];
    whole.into_iter().chain(parts.iter().map(|part| (*part).to_owned())).collect()
}

fn letters(word: &str) -> usize {
    word.chars().filter(|character| character.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(forename: &str, surname: &str, username: &str) -> Vec<String> {
        let name = PersonName::parse(forename, surname).unwrap();
        let username = Username::typed(username).unwrap();
        PersonWords::of(&[&name], &[&username]).0
    }

    #[test]
    fn names_count_whole_in_parts_and_joined() {
        assert_eq!(
            words("Siân", "D’Arcy-Môn", "DArcyMonS2"),
            ["arcy", "d'arcy-mon", "darcymon", "darcymons2", "sian", "sian d'arcy-mon", "siandarcymon"]
        );
    }

    #[test]
    fn fewer_than_four_letters_do_not_count() {
        assert!(words("Al", "Li", "LiA33").iter().all(|word| word.starts_with("al")));
        assert_eq!(words("Mo", "Ng", "NgM2"), ["mo ng", "mong"]);
    }

    #[test]
    fn words_are_found_anywhere_in_a_folded_text() {
        let name = PersonName::parse("Siân", "Llŷr").unwrap();
        let person = PersonWords::of(&[&name], &[]);
        assert!(person.stand_in(&fold("99LLŶR99")));
        assert!(!person.stand_in(&fold("Sia99Lly")));
        assert!(!PersonWords::default().stand_in("anything"));
    }
}
