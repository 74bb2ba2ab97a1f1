//! What the portal says in each language, to tell when a page says something in the other one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Node, Selector};

/// Attributes that people read or hear.
const SPOKEN: [&str; 5] = ["aria-label", "title", "placeholder", "data-label", "data-copied"];

/// From this length on, words within a longer sentence count as well.
const PHRASE: usize = 14;

/// The words of one language that are not the other's too.
pub struct Words {
    english: BTreeSet<String>,
    welsh: BTreeSet<String>,
}

impl Words {
    /// Reads the messages of both languages.
    pub fn read() -> Self {
        let (english, welsh) = (messages("en"), messages("cy"));
        Self {
            english: english.difference(&welsh).cloned().collect(),
            welsh: welsh.difference(&english).cloned().collect(),
        }
    }

    /// What is wrong with the language of a page that should be in `language`, and with its headings.
    pub fn faults(&self, source: &str, language: &str) -> Vec<String> {
        let page = Html::parse_document(source);
        let mut faults = Vec::new();
        let headings = page.select(&Selector::parse("h1").unwrap()).count();
        if headings != 1 {
            faults.push(format!("{headings} main headings"));
        }
        if page.root_element().value().attr("lang") != Some(language) {
            faults.push("the language is not declared".to_owned());
        }
        let foreign = if language == "en" { &self.welsh } else { &self.english };
        let mut texts = Vec::new();
        collect(page.root_element(), language, &mut texts);
        faults.extend(
            texts.iter().filter(|text| is_foreign(text, foreign)).map(|text| format!("says “{text}”")),
        );
        faults
    }
}

fn is_foreign(text: &str, foreign: &BTreeSet<String>) -> bool {
    foreign.contains(text)
        || foreign.iter().any(|words| words.len() >= PHRASE && words.contains(' ') && says(text, words))
}

/// Whether the words stand in the text as they are, not as a part of longer ones.
fn says(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// The texts below `element`, without what declares another language.
fn collect(element: ElementRef<'_>, language: &str, texts: &mut Vec<String>) {
    let own = element.value();
    if ["script", "style"].contains(&own.name()) || own.attr("lang").is_some_and(|lang| lang != language) {
        return;
    }
    texts.extend(SPOKEN.iter().filter_map(|name| own.attr(name)).map(ToOwned::to_owned));
    for child in element.children() {
        match child.value() {
            Node::Text(text) => texts.push(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            _ => ElementRef::wrap(child).into_iter().for_each(|child| collect(child, language, texts)),
        }
    }
}

/// The texts of a language's messages, cut at what is filled in.
fn messages(language: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut texts = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            if line.starts_with('#') {
                continue;
            }
            let value = if line.starts_with(' ') { line.split_once("] ") } else { line.split_once(" = ") };
            let parts = value.into_iter().flat_map(|(_, value)| value.split(['{', '}']));
            texts.extend(
                parts.map(str::trim).filter(|part| part.len() > 3 && !part.starts_with('$')).map(Into::into),
            );
        }
    }
    texts
}

#[test]
fn a_page_in_two_languages_is_found_out() {
    let words = Words::read();
    let page = "<html lang=cy><h1>Dysgwyr</h1><button lang=en>English</button><p>Sign out</p><a title='Reference: 1'>x</a>";
    assert_eq!(words.faults(page, "cy"), ["says “Sign out”"]);
    assert_eq!(words.faults("<html lang=en><p>Allgofnodi", "en"), ["0 main headings", "says “Allgofnodi”"]);
    assert!(says("Ychwanegu Microsoft Team nawr", "Microsoft Team"));
    assert!(!says("Mae yn Microsoft Teams", "Microsoft Team"), "a name that only begins the same");
}
