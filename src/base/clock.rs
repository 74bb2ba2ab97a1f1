//! The time, passed in: the only place that reads the machine's clock.
//!
//! Instants are UTC. Days (leaving dates, terms, schedules) are days in Europe/London.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::London;

/// A source of time: the machine's, or one that a test sets.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at `at` until [`Clock::advance`].
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(at))))
    }

    /// Moves a fixed clock on; the machine's clock stays as it is.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(instant) = &self.0 {
            *instant.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }

    /// Now, in UTC.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Some(instant) => *instant.lock().unwrap_or_else(PoisonError::into_inner),
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
            None => Utc::now(),
        }
    }

    /// Today in Europe/London.
    pub fn today(&self) -> NaiveDate {
        london_day(self.now())
    }
}

/// The day in Europe/London on which `instant` falls.
pub fn london_day(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&London).date_naive()
}

/// The moment at which `day` begins in Europe/London.
pub fn begin_of_day(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // No clock there was ever put forward at midnight.
    midnight
        .and_local_timezone(London)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summer_night_belongs_to_the_london_day() {
        let instant = "2026-07-20T23:30:00Z".parse().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 7, 21).unwrap();
        assert_eq!(Clock::fixed(instant).today(), day);
        assert_eq!(begin_of_day(day), "2026-07-20T23:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }
}
