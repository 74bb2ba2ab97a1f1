//! Academic years with declared ends.

use ump::academic_years::{Declaration, declare};
use ump::audit::Author;
use ump::base::AcademicYear;
use ump::calendar::YearEnd;
use ump::daily::DailyTasks;
use ump::db::Reason;
use ump::jobs::enqueue;

use super::portal::Portal;

/// The usual dates: the deadline on 20 August, the window from the 23rd to the 27th, the rollover on 1 September.
pub fn year_end(start_year: i32) -> YearEnd {
    let day = |text: &str| format!("{}-{text}", start_year + 1).parse().unwrap();
    YearEnd {
        year: AcademicYear(start_year),
        mis_deadline: day("08-20"),
        window_from: day("08-23"),
        window_to: day("08-27"),
        rollover_on: day("09-01"),
    }
}

impl Portal {
    /// Declares how a year ends, as nobody did before.
    pub async fn declare(&self, year_end: YearEnd) -> YearEnd {
        let at = self.services.clock.now();
        let declaration = Declaration { year_end, seen: 0, author: &Author::portal(), address: None, at };
        let mut tx = self.services.database.system(Reason::Calendar).await.unwrap();
        assert!(declare(&mut tx, &declaration).await.unwrap());
        tx.commit().await.unwrap();
        year_end
    }

    /// Lets time pass until nine o'clock, UTC, of this day.
    pub fn wait_until(&self, day: &str) {
        let then: chrono::DateTime<chrono::Utc> = format!("{day}T09:00:00Z").parse().unwrap();
        self.wait(then - self.services.clock.now());
    }

    /// What happens after midnight.
    pub async fn night(&self) {
        let mut tx = self.services.database.system(Reason::Schedule).await.unwrap();
        enqueue(&mut tx, &DailyTasks, None).await.unwrap();
        tx.commit().await.unwrap();
        self.drain_jobs().await;
    }
}
