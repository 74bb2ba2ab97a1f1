//! Who manages a provisioning client, and what may stand for a name, a mail address and a telephone number.

use crate::base::text::normalise;
use crate::web::Messages;

const LONGEST_NAME: usize = 100;
/// RFC 5321, 4.5.3.1.3, without the angle brackets.
const LONGEST_EMAIL: usize = 254;
const LONGEST_TELEPHONE: usize = 30;

/// Who runs the client on a school's behalf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientManager {
    /// The local authority.
    Authority,
    /// An IT provider.
    Provider,
    /// The school's own IT.
    School,
}

impl ClientManager {
    /// All of them, as the form offers them.
    pub const ALL: [Self; 3] = [Self::Authority, Self::Provider, Self::School];

    /// The manager as the database and the form spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Provider => "provider",
            Self::School => "school",
        }
    }

    /// The manager with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manager| manager.as_str() == code)
    }

    /// The manager in words.
    pub fn label(self, t: &Messages) -> String {
        match self {
            Self::Authority => t.local_authority(),
            Self::Provider => t.manager_provider(),
            Self::School => t.manager_school(),
        }
    }
}

/// Who manages the client, and at least one way to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientContact {
    /// On whose behalf.
    pub manager: ClientManager,
    /// A person or a team.
    pub name: String,
    /// The mail address.
    pub email: Option<String>,
    /// The telephone number as people write it.
    pub telephone: Option<String>,
}

/// A name of 1 to 100 characters.
pub(super) fn parse_name(text: &str) -> Result<String, ContactError> {
    let name = normalise(text);
    match name.chars().count() {
        0 => Err(ContactError::NameMissing),
        1..=LONGEST_NAME if !name.contains(char::is_control) => Ok(name),
        _ => Err(ContactError::NameInvalid),
    }
}

/// A mail address as people have them: something before one `@`, and after it a domain with a full stop. Empty is none.
pub(super) fn parse_email(text: &str) -> Result<Option<String>, ContactError> {
    let email = normalise(text);
    if email.is_empty() {
        return Ok(None);
    }
    let is_readable = email.len() <= LONGEST_EMAIL
        && !email.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c));
    let has_parts = email.split_once('@').is_some_and(|(local, domain)| {
        let labels: Vec<&str> = domain.split('.').collect();
        let is_label = |label: &&str| label.chars().all(|c| c.is_alphanumeric() || c == '-');
        !local.is_empty()
            && labels.len() > 1
            && labels.iter().all(|label| !label.is_empty() && is_label(label))
    });
    if is_readable && has_parts { Ok(Some(email)) } else { Err(ContactError::EmailInvalid) }
}

/// 8 to 15 digits (E.164), with spaces, hyphens, brackets and a plus in front as people write them. Empty is none.
pub(super) fn parse_telephone(text: &str) -> Result<Option<String>, ContactError> {
    let telephone = normalise(text);
    if telephone.is_empty() {
        return Ok(None);
    }
    let number = telephone.strip_prefix('+').unwrap_or(&telephone);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_number = number.chars().all(|c| c.is_ascii_digit() || " -()".contains(c));
    if is_number && (8..=15).contains(&digits) && telephone.len() <= LONGEST_TELEPHONE {
        Ok(Some(telephone))
    } else {
        Err(ContactError::TelephoneInvalid)
    }
}

/// What is wrong with a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContactError {
    ManagerMissing,
    NameMissing,
    NameInvalid,
    EmailInvalid,
    TelephoneInvalid,
    /// Neither a mail address nor a telephone number.
    Unreachable,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mail_address_has_a_name_and_a_domain() {
        for right in ["tg@ysgol.cymru", " siân.o'neill+tg@caerdydd.gov.uk "] {
            assert_eq!(parse_email(right), Ok(Some(right.trim().to_owned())));
        }
        for wrong in
            ["tg", "tg@", "@ysgol.cymru", "tg@ysgol", "a@b@c.cymru", "a b@c.cymru", "a@b..c", "<a@b.c>"]
        {
            assert_eq!(parse_email(wrong), Err(ContactError::EmailInvalid), "{wrong}");
        }
        assert_eq!(parse_email("  "), Ok(None));
    }

    #[test]
    fn a_telephone_number_is_kept_as_it_was_written() {
        for right in ["029 2087 2087", "+44 (0)29 2087-2087", "02920872087"] {
            assert_eq!(parse_telephone(right), Ok(Some(right.to_owned())));
        }
        for wrong in ["1234567", "0292087+2087", "ask Siân", "0123456789012345", "029/20872087"] {
            assert_eq!(parse_telephone(wrong), Err(ContactError::TelephoneInvalid), "{wrong}");
        }
        assert_eq!(parse_telephone(""), Ok(None));
    }

    #[test]
    fn a_name_is_a_line_of_text() {
        assert_eq!(parse_name(" Tîm TG "), Ok("Tîm TG".to_owned()));
        assert_eq!(parse_name(" "), Err(ContactError::NameMissing));
        assert_eq!(parse_name(&"ŵ".repeat(101)), Err(ContactError::NameInvalid));
        assert_eq!(parse_name("a\u{7}b"), Err(ContactError::NameInvalid));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_kept_or_refused(text in ".{0,300}") {
            if let Ok(Some(email)) = parse_email(&text) {
                prop_assert_eq!(parse_email(&email), Ok(Some(email)));
            }
            if let Ok(Some(telephone)) = parse_telephone(&text) {
                prop_assert!(telephone.is_ascii());
            }
        }
    }
}
