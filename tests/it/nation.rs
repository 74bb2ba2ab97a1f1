//! A nation of a few schools, loaded as the whole one is.

use indicatif::ProgressBar;
use ump::demo::load_nation;
use ump::demo::nation::SEED;

use crate::support::portal::Portal;

const SCHOOLS: usize = 6;

#[tokio::test]
async fn a_nation_stands_in_the_middle_of_its_year_end() {
    let portal = Portal::start().await;
    let bar = ProgressBar::hidden();
    let sign_ins = load_nation(&portal.services, (SEED, SCHOOLS), &bar).await.unwrap();
    assert_eq!(sign_ins.len(), 4, "a desk, an administrator, a champion, a teacher");

    let all = i64::try_from(SCHOOLS).unwrap();
    assert_eq!(portal.count("SELECT count(*) FROM school").await, all);
    assert_eq!(
        portal
            .count("SELECT count(DISTINCT batch.school_id) FROM sync_batch batch WHERE academic_year = 2025")
            .await,
        all
    );
    let ran = portal
        .count("SELECT count(*) FROM sync_batch WHERE academic_year = 2026 AND state = 'applied'")
        .await;
    assert!((1..=all).contains(&ran), "{ran} schools have run");
    assert_eq!(
        portal.count("SELECT count(*) FROM sync_batch WHERE state NOT IN ('applied', 'held')").await,
        0
    );
    assert_eq!(portal.count("SELECT count(*) FROM sync_batch WHERE rejected > 0 OR missing > 0").await, 0);
    let claimed = "SELECT count(*) FROM enrolment WHERE moved_at IS NOT NULL";
    assert!(portal.count(claimed).await > 0, "Year 6 has come to the secondary school");
    let days = portal.count("SELECT count(DISTINCT day) FROM readiness_day").await;
    assert_eq!(days, 4, "how the schools stood is kept of each day before today");
    portal.finish().await;
}
