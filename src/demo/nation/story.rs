//! A year's story: last year's roll, then the year end as it stands in the middle of its window.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use indicatif::ProgressBar;

use super::loading::{Loading, add_schools};
use super::roll::Chapter;
use super::schools::Nation;
use super::teams::share_work;
use crate::academic_years::{Declaration, declare};
use crate::audit::Author;
use crate::base::AcademicYear;
use crate::base::clock::{begin_of_day, london_day};
use crate::base::random::{Random, SeededRandom};
use crate::calendar::YearEnd;
use crate::db::Reason;
use crate::readiness;
use crate::school_status::count_year_end;
use crate::services::Services;
use crate::tenancy::School;

/// Days for which the window has been open.
const OPEN: i64 = 4;

/// What a school's client has done since the window opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It ran so many days ago.
    Ran(i64),
    /// Its run is held, since yesterday.
    Held,
    /// It has not run.
    NotRun,
}

/// Loads the nation of this seed, as it stands at the moment of the services' clock. `progress` counts rolls.
pub async fn tell(
    services: &Services,
    (seed, schools): (&str, usize),
    progress: &ProgressBar,
) -> anyhow::Result<Vec<School>> {
    let loading = tell_last_year(services, (seed, schools), progress).await?;
    tell_year_end(&loading, progress).await?;
    let told = loading.schools().to_vec();
    loading.end().await?;
    Ok(told)
}

/// The year before, and the window in which it ends.
pub async fn tell_last_year(
    services: &Services,
    (seed, schools): (&str, usize),
    progress: &ProgressBar,
) -> anyhow::Result<Loading> {
    let now = services.clock.now();
    // The window may have opened a few days ago in the academic year before.
    let year = AcademicYear::of(london_day(now - TimeDelta::days(OPEN)));
    let nation = Nation::new(seed, schools, year);
    let fates = fates(&nation);
    progress.set_length(u64::try_from(schools + fates.iter().filter(|fate| **fate != Fate::NotRun).count())?);
    let term = begin_of_day(NaiveDate::from_ymd_opt(year.0 - 1, 9, 15).unwrap_or_default());
    let added = add_schools(services, &nation, term - TimeDelta::days(30)).await?;
    let loading = Loading::begin(services, nation, added).await?;
    let everywhere = (0..loading.schools().len()).collect();
    run(&loading.at(term), everywhere, Chapter::LastYear, progress).await?;
    declare_window(services, AcademicYear(year.0 - 1), now).await?;
    Ok(loading)
}

/// The year end, as far as it has come.
pub async fn tell_year_end(loading: &Loading, progress: &ProgressBar) -> anyhow::Result<()> {
    let fates = fates(loading.nation());
    end_year(loading, &fates, progress).await
}

/// Nine schools in ten have run.
fn fates(nation: &Nation) -> Vec<Fate> {
    let mut random = SeededRandom::new(&format!("{}: fates", nation.seed));
    let mut fate = || match random.below(100) {
        0..5 => Fate::Held,
        5..11 => Fate::NotRun,
        _ => Fate::Ran(i64::from(random.below(u32::try_from(OPEN).unwrap_or(1) + 1))),
    };
    nation.schools().iter().map(|_| fate()).collect()
}

/// Day by day, each night keeping how the schools stood.
async fn end_year(loading: &Loading, fates: &[Fate], progress: &ProgressBar) -> anyhow::Result<()> {
    let now = loading.services.clock.now();
    for days_ago in (0..=OPEN).rev() {
        let that_day = loading.at(now - TimeDelta::days(days_ago));
        let of = |wanted: Fate| {
            let places = fates.iter().enumerate().filter(|(_, fate)| **fate == wanted);
            places.map(|(place, _)| place).collect::<Vec<_>>()
        };
        run(&that_day, of(Fate::Ran(days_ago)), Chapter::YearEnd, progress).await?;
        if days_ago == 1 {
            run(&that_day, of(Fate::Held), Chapter::Mistake, progress).await?;
        }
        complete(&that_day).await?;
        if days_ago > 0 {
            let next_day = loading.at(now - TimeDelta::days(days_ago - 1));
            readiness::keep_yesterday(&next_day.services).await?;
        }
    }
    Ok(count_year_end(&loading.services).await?)
}

/// Schools send a roll, and it is applied.
async fn run(
    loading: &Loading,
    places: Vec<usize>,
    chapter: Chapter,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    let (loading, progress) = (loading.clone(), progress.clone());
    share_work(places, move |place| {
        let (loading, progress) = (loading.clone(), progress.clone());
        async move {
            loading.take_in(place, chapter).await?;
            loading.apply(place).await?;
            progress.inc(1);
            Ok(())
        }
    })
    .await
}

/// Learners of whom another school has let go meanwhile come over.
async fn complete(loading: &Loading) -> anyhow::Result<()> {
    let schools = loading.nation().schools().iter().enumerate();
    let secondaries = schools.filter(|(_, school)| !school.feeders.is_empty());
    let places = secondaries.map(|(place, _)| place).collect();
    let loading = loading.clone();
    share_work(places, move |place| {
        let loading = loading.clone();
        async move { loading.apply(place).await }
    })
    .await
}

/// The window opened some days ago and is open still.
async fn declare_window(services: &Services, year: AcademicYear, now: DateTime<Utc>) -> anyhow::Result<()> {
    let today = london_day(now);
    let window_from = today - Days::new(OPEN.unsigned_abs());
    let year_end = YearEnd {
        year,
        mis_deadline: window_from - Days::new(4),
        window_from,
        window_to: today + Days::new(2),
        rollover_on: today + Days::new(4),
    };
    let mut tx = services.database.system(Reason::Calendar).await?;
    let declaration = Declaration { year_end, seen: 0, author: &Author::portal(), address: None, at: now };
    declare(&mut tx, &declaration).await?;
    tx.commit().await?;
    Ok(())
}
