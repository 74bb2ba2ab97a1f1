//! What must not be read in a password that a child is given: rude, violent and demeaning words of both languages.
//!
//! The list holds fragments, not words, because two harmless words can make one where they meet, and digits are read as
//! letters (`4` as a, `3` as e). No fragment starts another, so one look-up at each letter finds them all.

use std::sync::LazyLock;

use secrecy::zeroize::Zeroizing;

static FRAGMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("words/blocked.txt").lines().collect());

/// Whether a fragment stands anywhere in `password`, which is in lower case, as it is or with its digits read as letters.
pub fn within(password: &str) -> bool {
    let read: Zeroizing<String> = Zeroizing::new(password.chars().map(letter_for).collect());
    has_fragment(password) || has_fragment(&read)
}

/// The letter that readers see in a digit.
fn letter_for(character: char) -> char {
    match character {
        '0' => 'o',
        '1' => 'i',
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        letter => letter,
    }
}

fn has_fragment(text: &str) -> bool {
    text.char_indices().any(|(start, _)| starts_with_fragment(&text[start..]))
}

fn starts_with_fragment(text: &str) -> bool {
    // Of the fragments sorted up to `text`, only the last can start it: another would start that one too.
    let following = FRAGMENTS.partition_point(|fragment| *fragment <= text);
    following.checked_sub(1).is_some_and(|last| text.starts_with(FRAGMENTS[last]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::credentials::words;
    use proptest::prelude::*;

    #[test]
    fn fragments_are_sorted_and_none_holds_another() {
        assert!(FRAGMENTS.is_sorted());
        for fragment in FRAGMENTS.iter() {
            let inside = FRAGMENTS
                .iter()
                .filter(|other| *other != fragment && fragment.contains(**other))
                .collect::<Vec<_>>();
            assert!(inside.is_empty(), "{fragment} holds {inside:?}");
        }
    }

    #[test]
    fn digits_are_read_as_letters_and_as_themselves() {
        for refused in ["cwmnud34", "cathmoon69", "riverhaul88", "haulfa62"] {
            assert!(within(refused), "{refused}");
        }
        for welcome in ["heulogriver47", "glassock23", "cochsea32"] {
            assert!(!within(welcome), "{welcome}");
        }
    }

    /// Every two words of different languages, in both orders, that make a fragment where they meet.
    fn unhappy_pairs() -> impl Iterator<Item = String> {
        let orders = [(Language::Cy, Language::En), (Language::En, Language::Cy)];
        orders.into_iter().flat_map(|(first, second)| {
            FRAGMENTS.iter().flat_map(move |fragment| {
                (1..fragment.len()).flat_map(move |middle| {
                    let (head, tail) = fragment.split_at(middle);
                    let heads = words::of(first).iter().filter(move |word| word.ends_with(head));
                    heads.flat_map(move |left| {
                        let tails = words::of(second).iter().filter(move |word| word.starts_with(tail));
                        tails.map(move |right| format!("{left}{right}"))
                    })
                })
            })
        })
    }

    #[test]
    fn words_that_turn_rude_where_they_meet_are_refused_and_few() {
        let mut refused = 0;
        for pair in unhappy_pairs() {
            assert!(within(&pair), "{pair}");
            refused += 1;
        }
        let pairs = 2 * words::of(Language::Cy).len() * words::of(Language::En).len();
        assert!(refused > 0 && refused * 100 < pairs, "{refused} of {pairs}");
    }

    proptest! {
        #[test]
        fn the_quick_search_finds_what_a_slow_one_finds(text in "[a-u]{0,12}[2-9]{0,2}", index in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>()) {
            let fragment = FRAGMENTS[index.index(FRAGMENTS.len())];
            let (left, right) = text.split_at(cut.index(text.len() + 1));
            let spliced = format!("{left}{fragment}{right}");
            prop_assert!(within(&spliced));
            prop_assert_eq!(has_fragment(&text), FRAGMENTS.iter().any(|fragment| text.contains(fragment)));
        }
    }
}
