//! Words of the domain that need no database and no network: identifiers, dates, text folding, randomness.
//!
//! Everything here is pure, or takes its time and randomness from a value that is passed in.

pub mod clock;
pub mod dfes_number;
pub mod id;
pub mod language;
pub mod name;
pub mod random;
pub mod school_year;
pub mod text;
pub mod upn;
pub mod username;

pub use clock::Clock;
pub use dfes_number::DfesNumber;
pub use language::Language;
pub use name::PersonName;
pub use school_year::{AcademicYear, YearGroup};
pub use upn::{Upn, UpnError};
pub use username::Username;
