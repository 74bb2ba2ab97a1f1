//! What the trail's address asks for. A UPN never stands in one.

use chrono::NaiveDate;

use crate::audit::EventKind;
use crate::base::text::{one_line, search_words};
use crate::base::upn::may_be_upn;

/// A text longer than this is no name.
const LONGEST: usize = 100;

/// Which events are wanted. What is not set lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) kind: Option<EventKind>,
    /// The first day, in Europe/London.
    pub(super) from: Option<NaiveDate>,
    /// The last day, in Europe/London.
    pub(super) to: Option<NaiveDate>,
    /// Words of the name or username of who acted.
    pub(super) by: Option<String>,
    /// Words of the name or username of a person concerned.
    pub(super) about: Option<String>,
}

impl Filter {
    /// Reads an address's or a form's parameters; what cannot be read is not set.
    pub(super) fn read(parameters: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = parameters.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.as_str())
        };
        Self {
            kind: value("kind").and_then(EventKind::from_code),
            from: value("from").and_then(|day| day.parse().ok()),
            to: value("to").and_then(|day| day.parse().ok()),
            by: value("by").and_then(read_text),
            about: value("q").and_then(read_text),
        }
    }

    /// The parameters that say the same again.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let set = [
            ("kind", self.kind.map(|kind| kind.as_str().to_owned())),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("by", self.by.clone()),
            ("q", self.about.clone()),
        ];
        set.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Whether somebody searches by what may be a UPN.
pub(super) fn asks_by_upn(parameters: &[(String, String)]) -> bool {
    parameters.iter().any(|(name, value)| matches!(name.as_str(), "by" | "q") && may_be_upn(value))
}

/// A text with a word in it that is certainly no UPN.
fn read_text(text: &str) -> Option<String> {
    one_line(text, LONGEST).filter(|text| !search_words(text).is_empty() && !may_be_upn(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(parameters: &[(&str, &str)]) -> Filter {
        let owned: Vec<_> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Filter::read(&owned)
    }

    #[test]
    fn what_cannot_be_read_is_not_set() {
        let filter =
            read(&[("kind", "flown"), ("from", "31/12/2026"), ("by", " , "), ("q", "B801200005001")]);
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn a_search_by_upn_is_noticed() {
        let typed = |name: &str| asks_by_upn(&[(name.to_owned(), "b8012 00005001".to_owned())]);
        assert!(typed("q") && typed("by") && !typed("kind"));
    }

    proptest! {
        #[test]
        fn an_address_says_what_it_was_made_from(kind in 0usize..23, by in ".{0,120}", about in ".{0,120}") {
            let filter = read(&[("kind", EventKind::ALL[kind].as_str()), ("to", "2026-11-23"), ("by", &by), ("q", &about)]);
            let again: Vec<_> = filter.parameters().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            prop_assert_eq!(Filter::read(&again), filter);
        }
    }
}
