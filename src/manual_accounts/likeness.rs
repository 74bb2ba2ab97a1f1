//! Who may be the same person: two accounts of one person are what *Add new user* must not make.
//!
//! A rule that asks too often is answered without being read, so a name is near only where one slip of the pen, or a short
//! form of the forename, lies between the two.

use crate::base::PersonName;
use crate::base::text::fold;

/// Shorter names differ in one letter by nature: Nia and Mia are two people.
const SHORTEST_MISSPELT: usize = 4;

/// Shorter beginnings are no short forms.
const SHORTEST_SHORT_FORM: usize = 3;

/// How alike two names are, the most alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same, whatever the case, the diacritics and the signs between the parts.
    Same,
    /// The same with forename and surname exchanged.
    Swapped,
    /// One letter apart, or the forename is a short form of the other.
    Near,
}

/// How alike two names are; nothing where they are not.
pub(super) fn likeness(one: &PersonName, other: &PersonName) -> Option<Likeness> {
    let (forename, surname) = (letters(&one.forename), letters(&one.surname));
    let (other_forename, other_surname) = (letters(&other.forename), letters(&other.surname));
    let same = (forename == other_forename, surname == other_surname);
    match same {
        (true, true) => Some(Likeness::Same),
        _ if forename == other_surname && surname == other_forename => Some(Likeness::Swapped),
        (true, false) => is_misspelt(&surname, &other_surname).then_some(Likeness::Near),
        (false, true) => {
            let is_near =
                is_misspelt(&forename, &other_forename) || is_short_form(&forename, &other_forename);
            is_near.then_some(Likeness::Near)
        }
        (false, false) => None,
    }
}

fn letters(name: &str) -> Vec<char> {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn is_misspelt(one: &[char], other: &[char]) -> bool {
    one.len().min(other.len()) >= SHORTEST_MISSPELT && is_one_slip_apart(one, other)
}

fn is_short_form(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= SHORTEST_SHORT_FORM && long.starts_with(short)
}

/// Whether one letter was left out, added, mistaken for another, or exchanged with the next.
fn is_one_slip_apart(one: &[char], other: &[char]) -> bool {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> PersonName {
        let (forename, surname) = text.split_once('/').unwrap();
        PersonName::parse(forename, surname).unwrap()
    }

    fn of(one: &str, other: &str) -> Option<Likeness> {
        likeness(&name(one), &name(other))
    }

    #[test]
    fn the_same_name_is_seen_whatever_its_dress() {
        for other in ["SIÂN/D'ARCY", "sian/Darcy", "Siân/D’Arcy", "Sian/D Arcy"] {
            assert_eq!(of("Siân/D'Arcy", other), Some(Likeness::Same), "{other}");
        }
        assert_eq!(of("Llŷr/Rhys", "Rhys/Llyr"), Some(Likeness::Swapped));
    }

    #[test]
    fn a_slip_and_a_short_form_are_near() {
        for (one, other) in [
            ("Catrin/Jones", "Catrn/Jones"),
            ("Catrin/Jones", "Katrin/Jones"),
            ("Rhian/Davies", "Rhian/Davis"),
            ("Gethin/Pritchard", "Gethin/Pritchrad"),
            ("Tom/Evans", "Tomos/Evans"),
            ("Siân Mair/Jones", "Siân/Jones"),
        ] {
            assert_eq!(of(one, other), Some(Likeness::Near), "{one} {other}");
        }
    }

    #[test]
    fn others_are_others() {
        for (one, other) in [
            ("Nia/Jones", "Mia/Jones"),
            ("Nia/Jones", "Nia/Rees"),
            ("Catrn/Jone", "Catrin/Jones"),
            ("Jo/Evans", "Joseff/Evans"),
            ("Ann/Lee", "Ann/Leo"),
        ] {
            assert_eq!(of(one, other), None, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_from_both_sides(
            a in "[a-d]{1,6}", b in "[a-d]{1,6}", c in "[a-d]{1,6}", d in "[a-d]{1,6}",
        ) {
            let (one, other) = (PersonName { forename: a, surname: b }, PersonName { forename: c, surname: d });
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
        }

        #[test]
        fn one_letter_more_or_less_is_one_slip(text in "[a-z]{4,12}", place in 0usize..12, letter in proptest::char::range('a', 'z')) {
            let whole: Vec<char> = text.chars().collect();
            let mut longer = whole.clone();
            longer.insert(place.min(whole.len()), letter);
            prop_assert!(is_one_slip_apart(&whole, &longer) && is_one_slip_apart(&longer, &whole));
            prop_assert!(!is_one_slip_apart(&whole, &whole));
        }
    }
}
