//! The two languages of the portal, of equal standing.

use serde::{Deserialize, Serialize};

/// Welsh or English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Language {
    /// Cymraeg.
    Cy,
    /// English.
    #[default]
    En,
}

impl Language {
    /// The ISO 639-1 code: `cy` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cy => "cy",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "cy" => Some(Self::Cy),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language that a browser prefers (`Accept-Language`): whichever of the two is named with the greater weight.
    pub fn preferred(accept_language: &str) -> Self {
        let weight = |code: &str| {
            accept_language
                .split(',')
                .filter_map(|part| {
                    let mut fields = part.trim().split(';');
                    let tag = fields.next()?.trim().to_ascii_lowercase();
                    let named = tag == code || tag.starts_with(&format!("{code}-"));
                    let q = fields.find_map(|field| field.trim().strip_prefix("q=")?.parse::<f32>().ok());
                    named.then(|| q.unwrap_or(1.0))
                })
                .fold(0.0, f32::max)
        };
        if weight("cy") > weight("en") { Self::Cy } else { Self::En }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_chooses_at_first() {
        assert_eq!(Language::preferred("cy,en;q=0.8"), Language::Cy);
        assert_eq!(Language::preferred("en-GB,en;q=0.9,cy;q=0.5"), Language::En);
        assert_eq!(Language::preferred("fr"), Language::En);
        assert_eq!(Language::preferred(""), Language::En);
    }
}
