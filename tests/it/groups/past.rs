//! Classes of earlier academic years: who was in them then, and nothing that would touch them now.

use chrono::TimeDelta;

use super::{LIST, Setting, class, roster};
use crate::support::client::Covers;
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner};
use ump::tenancy::School;

const NAMES: &str = "td.person-name";
const NEXT_YEAR: &str = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                         year,2027-28,schoolYear,2027-09-01,2028-07-20,,2028\n";

/// Sends a roster of the academic year 2027 to 2028.
async fn push_next_year(portal: &Portal, school: &School, roster: &Roster) {
    let client = portal.client(Covers::School(school)).await;
    client.accepted(&roster.package().with("academicSessions.csv", NEXT_YEAR).zip()).await;
    portal.drain_jobs().await;
}

/// The same people a year on: the third learner has left and gone to another school, and Rhys teaches another class.
async fn a_year_on() -> Setting {
    let setting = Setting::make().await;
    let elsewhere = setting.portal.add_school("6602001", "Ysgol B").await;
    setting.portal.wait(TimeDelta::days(240));
    let leaving = roster().change("learner-3", |row| row.leaving("2027-07-20"));
    setting.portal.push(&setting.school, &leaving).await;
    setting.portal.wait(TimeDelta::days(60));
    let mut next = leaving;
    next.classes = vec![class("MAT2", "8A/Ma", 1..=2, "ATH")];
    push_next_year(&setting.portal, &setting.school, &next).await;
    let claimed = Roster::of("6602001").learners([learner(3).admitted("2027-09-01")]);
    push_next_year(&setting.portal, &elsewhere, &claimed).await;
    let moved = "SELECT count(*) FROM enrolment WHERE moved_at IS NOT NULL";
    assert_eq!(setting.portal.count(moved).await, 1);
    setting
}

#[tokio::test]
async fn a_class_that_is_over_shows_who_was_in_it() {
    let setting = a_year_on().await;
    let browser = setting.portal.sign_in(&setting.rhys).await;
    assert_eq!(browser.get(LIST).await.texts(NAMES), ["8A/Ma"]);
    let list = browser.get(&format!("{LIST}?academic_year=2026")).await;
    assert_eq!(list.texts(NAMES), ["7A/Ma"]);
    assert_eq!(list.texts("td[data-label='Learners']"), ["3"]);
    assert_eq!(list.texts("#academic_year option"), ["2027-28", "2026-27"]);
    let page = browser.get(&setting.class("MAT1").await).await;
    assert_eq!(page.assert_ok().texts(".panel h2"), ["This class is over"]);
    assert_eq!(page.texts(NAMES).len(), 3);
    assert_eq!(page.texts(".person-name .mark").len(), 1, "one has moved");
    assert_eq!(page.texts("td .password button").len(), 2, "whose password is not ours to show");
    assert!(!page.text().contains("/learners/reset/") && !page.text().contains("/learners/print/"));
    browser.get(&setting.class("CYM1").await).await.assert_not_found();
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_class_that_the_mis_has_dropped_stands_in_the_list_with_its_end() {
    let setting = Setting::make().await;
    let mut changed = roster();
    changed.classes.remove(0);
    setting.portal.push(&setting.school, &changed).await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let list = browser.get(&format!("{LIST}?type=class")).await;
    assert_eq!(list.texts(".person-name .mark"), ["Ended 23/11/2026"]);
    let page = browser.get(&setting.class("MAT1").await).await;
    assert_eq!(page.texts(NAMES).len(), 3);
    assert_eq!(page.texts(".panel h2"), ["This class is over"]);
    setting.portal.finish().await;
}
