//! Schools and the authorities they belong to.

mod store;

use serde::{Deserialize, Serialize};

pub use store::{add_school, find_school, find_schools_of, list_authorities};

use crate::base::id::SchoolId;
use crate::base::{DfesNumber, Language};

/// What ages a school teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Phase {
    /// Nursery to Year 6.
    Primary,
    /// From nursery to Year 11 or 13.
    Middle,
    /// From Year 7.
    Secondary,
    /// Any age.
    Special,
}

impl Phase {
    /// Every phase, as forms offer them.
    pub const ALL: [Self; 4] = [Self::Primary, Self::Middle, Self::Secondary, Self::Special];

    /// The phase as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Middle => "middle",
            Self::Secondary => "secondary",
            Self::Special => "special",
        }
    }

    /// The phase with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == code)
    }
}

/// A school, as every page names it.
#[derive(Clone, Debug)]
pub struct School {
    /// Its id in this portal.
    pub id: SchoolId,
    /// Its number in Wales.
    pub dfes_number: DfesNumber,
    /// The code of the authority that maintains it.
    pub authority_code: i16,
    /// Its English name.
    pub name_en: String,
    /// Its Welsh name; the English one where it has no other.
    pub name_cy: String,
    /// What ages it teaches.
    pub phase: Phase,
}

impl School {
    /// The school's name in `language`.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Cy => &self.name_cy,
            Language::En => &self.name_en,
        }
    }
}

/// A local authority.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Three digits: 681.
    pub code: i16,
    /// Its English name.
    pub name_en: String,
    /// Its Welsh name.
    pub name_cy: String,
}

impl Authority {
    /// The authority's name in `language`.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Cy => &self.name_cy,
            Language::En => &self.name_en,
        }
    }
}
