//! What the lists of accounts made by hand are filtered by: their kind, their term, their use.

use chrono::{Days, NaiveDate};

use crate::authz::AccountKind;
use crate::school_status::EXPIRY_NOTICE_DAYS;

/// When a non-MIS account expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expiry {
    /// Within the weeks in which a school is told of it.
    Soon,
    /// After that.
    Later,
    /// It has.
    Over,
}

impl Expiry {
    /// All of them, soonest first.
    pub(super) const ALL: [Self; 3] = [Self::Soon, Self::Later, Self::Over];

    /// The expiry as addresses spell it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Over => "over",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|expiry| expiry.as_str() == code)
    }

    /// The first and the last of the days that are meant.
    pub(super) fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let notice = today.checked_add_days(Days::new(EXPIRY_NOTICE_DAYS));
        match self {
            Self::Soon => (Some(today), notice),
            Self::Later => (notice.and_then(|day| day.succ_opt()), None),
            Self::Over => (None, today.pred_opt()),
        }
    }
}

/// An account that nobody signs in with is one that perhaps nobody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unused {
    /// Since it was made.
    Always,
    /// For 90 days or longer, or always.
    Long,
}

impl Unused {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::Always, Self::Long];

    /// The last day of a last sign-in that counts; an account that was never signed in with counts as 1 January 1970.
    pub(super) fn until(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Always => NaiveDate::from_ymd_opt(1970, 1, 1),
            Self::Long => today.checked_sub_days(Days::new(90)),
        }
    }

    /// The filter as addresses spell it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "never",
            Self::Long => "90",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unused| unused.as_str() == code)
    }
}

/// Staff or learners of those who are non-MIS, as addresses spell it.
pub(super) fn read_kind(text: &str) -> Option<AccountKind> {
    match text {
        "staff" => Some(AccountKind::NonMisStaff),
        "learner" => Some(AccountKind::NonMisLearner),
        _ => None,
    }
}
