//! Passwords that a child can read, say and type, and that the portal makes itself.
//!
//! Words of both languages, each with a capital, then two digits: `HeulogRiver47`. What would offend a reader is drawn
//! again, so all that is left stays equally likely. A generated password passes the [policy](super::policy) by
//! construction: capitals, small letters and digits are there, it has at least ten characters, no two words of the lists
//! meet in a common password, and two words with two digits score at least 2. The policy itself would be too slow to ask
//! for a whole school.

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use crate::base::Language::{self, Cy, En};
use crate::base::random::Random;
use crate::credentials::{PersonWords, blocked, words};

/// The digits at the end: all but 0 and 1, which look like letters.
const DIGITS: [char; 8] = ['2', '3', '4', '5', '6', '7', '8', '9'];

/// Room for three words of seven letters and two digits.
const LONGEST: usize = 3 * 7 + 2;

/// For whom a password is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// A learner: two words and two digits, 27.8 bits.
    Learner,
    /// Staff, governors and every other adult: three words and two digits, 39.8 bits.
    Adult,
}

impl Audience {
    /// The languages of the words, in every order that can be drawn; both languages are always there.
    const fn orders(self) -> &'static [&'static [Language]] {
        match self {
            Self::Learner => &[&[Cy, En], &[En, Cy]],
            Self::Adult => {
                &[&[Cy, Cy, En], &[Cy, En, Cy], &[En, Cy, Cy], &[Cy, En, En], &[En, Cy, En], &[En, En, Cy]]
            }
        }
    }
}

/// A new password for somebody whose names are not known.
pub fn generate(audience: Audience, random: &mut dyn Random) -> SecretString {
    generate_for(audience, &PersonWords::default(), random)
}

/// A new password that holds no name and no username of `person`.
pub fn generate_for(audience: Audience, person: &PersonWords, random: &mut dyn Random) -> SecretString {
    loop {
        let password = draw(audience, random);
        // In lower case and without diacritics, a password of ours is already what `fold` would make of it.
        let folded = Zeroizing::new(password.to_ascii_lowercase());
        if !blocked::within(&folded) && !person.stand_in(&folded) {
            return SecretString::from(password.as_str());
        }
    }
}

fn draw(audience: Audience, random: &mut dyn Random) -> Zeroizing<String> {
    let mut password = Zeroizing::new(String::with_capacity(LONGEST));
    for language in *pick(audience.orders(), random) {
        let word = pick(words::of(*language), random);
        let (initial, rest) = word.split_at(1);
        password.push_str(&initial.to_ascii_uppercase());
        password.push_str(rest);
    }
    for _ in 0..2 {
        password.push(*pick(&DIGITS, random));
    }
    password
}

fn pick<'a, T>(items: &'a [T], random: &mut dyn Random) -> &'a T {
    &items[random.below(items.len() as u32) as usize]
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::base::random::SeededRandom;
    use crate::base::{PersonName, Username};
    use crate::credentials::check;
    use proptest::prelude::*;

    /// The capitalised words of a password, in lower case, and its digits.
    fn parts(password: &str) -> (Vec<String>, String) {
        let (letters, digits) = password.split_at(password.len() - 2);
        let mut words: Vec<String> = Vec::new();
        for letter in letters.chars() {
            if letter.is_ascii_uppercase() {
                words.push(String::new());
            }
            words.last_mut().unwrap().push(letter.to_ascii_lowercase());
        }
        (words, digits.to_owned())
    }

    fn from(language: Language, drawn: &[String]) -> usize {
        drawn.iter().filter(|word| words::of(language).contains(&word.as_str())).count()
    }

    #[test]
    fn learners_get_a_word_of_each_language_and_two_digits() {
        let mut random = SeededRandom::new("learners");
        for _ in 0..500 {
            let password = generate(Audience::Learner, &mut random);
            let (drawn, digits) = parts(password.expose_secret());
            assert_eq!((from(Cy, &drawn), from(En, &drawn)), (1, 1));
            assert!(digits.chars().all(|digit| DIGITS.contains(&digit)));
        }
    }

    #[test]
    fn adults_get_three_words_of_both_languages() {
        let mut random = SeededRandom::new("adults");
        for _ in 0..500 {
            let password = generate(Audience::Adult, &mut random);
            let (drawn, _) = parts(password.expose_secret());
            let counts = (from(Cy, &drawn), from(En, &drawn));
            assert!(matches!(counts, (1, 2) | (2, 1)), "{counts:?}");
        }
    }

    #[test]
    fn generated_passwords_pass_the_policy_without_being_asked() {
        let mut random = SeededRandom::new("policy");
        let person = PersonWords::default();
        for audience in [Audience::Learner, Audience::Adult] {
            for _ in 0..1_500 {
                let password = generate(audience, &mut random);
                let failed = check(password.expose_secret(), &person);
                assert_eq!(failed, [], "{}", password.expose_secret());
            }
        }
    }

    #[test]
    fn a_name_that_is_also_a_word_is_drawn_again() {
        let name = PersonName::parse("Pebble Castle", "Castell-Cwmwl").unwrap();
        let username = Username::typed("CastellCwmwlP").unwrap();
        let person = PersonWords::of(&[&name], &[&username]);
        let mut random = SeededRandom::new("names");
        for _ in 0..5_000 {
            let password = generate_for(Audience::Adult, &person, &mut random);
            assert!(!person.stand_in(&password.expose_secret().to_ascii_lowercase()));
        }
    }

    #[test]
    fn debug_output_hides_the_password() {
        let password = generate(Audience::Learner, &mut SeededRandom::new("debug"));
        assert!(!format!("{password:?}").contains(password.expose_secret()));
    }

    /// The bits of one draw, before anything is drawn again: every order, word and digit is equally likely.
    fn bits_drawn(audience: Audience) -> f64 {
        let orders = audience.orders();
        let words_in = |order: &&[Language]| -> f64 {
            let sizes = order.iter().map(|language| words::of(*language).len() as f64);
            sizes.map(f64::log2).sum()
        };
        let average = orders.iter().map(words_in).sum::<f64>() / orders.len() as f64;
        (orders.len() as f64).log2() + average + 2.0 * (DIGITS.len() as f64).log2()
    }

    /// The share of draws that stay.
    fn share_kept(audience: Audience) -> f64 {
        let mut random = SeededRandom::new("share");
        let draws = 20_000;
        let kept = (0..draws)
            .filter(|_| !blocked::within(&draw(audience, &mut random).to_ascii_lowercase()))
            .count();
        kept as f64 / f64::from(draws)
    }

    #[test]
    fn entropy_is_what_the_documentation_says() {
        for (audience, documented) in [(Audience::Learner, 27.8), (Audience::Adult, 39.8)] {
            let bits = bits_drawn(audience) + share_kept(audience).log2();
            assert_eq!((bits * 10.0).floor() / 10.0, documented, "{bits}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_randomness_nothing_unfit_comes_out(seed in any::<u64>(), adult in any::<bool>()) {
            let audience = if adult { Audience::Adult } else { Audience::Learner };
            let password = generate(audience, &mut SeededRandom::new(&seed.to_string()));
            let password = password.expose_secret();
            prop_assert!(!blocked::within(&password.to_ascii_lowercase()));
            prop_assert!((10..=LONGEST).contains(&password.len()));
        }
    }
}
