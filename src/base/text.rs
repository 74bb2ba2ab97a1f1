//! Folding of names: for search (“sian” finds Siân) and for usernames (ASCII only).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that carry no combining mark when decomposed, with what stands for them in ASCII.
const PLAIN: [(char, &str); 14] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ĸ', "k"),
    ('ŋ', "n"),
    ('ŧ', "t"),
    ('ſ', "s"),
];

/// `text` in the form that names, files and passwords are kept and compared in (NFC, no space at the ends).
pub fn normalise(text: &str) -> String {
    text.trim().nfc().collect()
}

/// `text` as the search sees it: lower case, no diacritics, typographic apostrophes and hyphens made plain, one space
/// between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
            '‐' | '‑' | '–' | '—' => folded.push('-'),
            _ => match PLAIN.iter().find(|(from, _)| *from == letter) {
                Some((_, to)) => folded.push_str(to),
                None => folded.push(letter),
            },
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What somebody typed as one line of at most `longest` characters: normalised, without control characters and stray space. None
/// where nothing is left.
pub fn one_line(text: &str, longest: usize) -> Option<String> {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let single = normalise(&visible.split_whitespace().collect::<Vec<_>>().join(" "));
    let clipped = normalise(&single.chars().take(longest).collect::<String>());
    (!clipped.is_empty()).then_some(clipped)
}

/// The words that somebody searches for, folded as names are; all of them must be there. Of a mail address the name counts.
pub fn search_words(text: &str) -> Vec<String> {
    fold(text)
        .split([' ', ','])
        .filter_map(|word| word.split('@').next())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `text` with nothing left but ASCII letters, in their case; diacritics are dropped, the letters under them kept.
pub fn ascii_letters(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(|letter| {
            let plain = PLAIN.iter().find(|(from, _)| letter.to_lowercase().eq(std::iter::once(*from)));
            match plain {
                Some((from, to)) if *from == letter => (*to).to_owned(),
                Some((_, to)) => capitalised(to),
                None => letter.to_string(),
            }
            .into_bytes()
        })
        .filter(u8::is_ascii_alphabetic)
        .map(char::from)
        .collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn diacritics_and_case_do_not_matter() {
        for (text, folded) in [
            ("Siân", "sian"),
            ("LLŶR", "llyr"),
            ("Gŵyl  Fawr", "gwyl fawr"),
            ("O’Brien", "o'brien"),
            ("Øystein", "oystein"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn usernames_keep_the_letters_under_the_diacritics() {
        for (text, letters) in
            [("Môn", "Mon"), ("D'Arcy", "DArcy"), ("ap Rhys", "apRhys"), ("Łukasz", "Lukasz"), ("李", "")]
        {
            assert_eq!(ascii_letters(text), letters);
        }
    }

    #[test]
    fn a_search_is_words_whatever_case_diacritics_and_order() {
        assert_eq!(search_words("Jones, SIÂN"), ["jones", "sian"]);
        assert_eq!(search_words("JonesS3@hwbcymru.net"), ["joness3"]);
        assert_eq!(search_words(" , @"), [""; 0]);
    }

    #[test]
    fn a_line_has_no_control_characters_and_no_stray_space() {
        assert_eq!(one_line(" Sia\u{302}n\u{0}\n Jones ", 20).as_deref(), Some("Siân Jones"));
        assert_eq!(one_line("abc def", 4).as_deref(), Some("abc"));
        assert_eq!(one_line(" \u{7} ", 20), None);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn only_ascii_letters_are_left(text in "\\PC{0,40}") {
            prop_assert!(ascii_letters(&text).bytes().all(|byte| byte.is_ascii_alphabetic()));
        }
    }
}
