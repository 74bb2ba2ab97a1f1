//! Slips: who is on them, what they say of a password, in what order they come, and what stays on record.

use scraper::{Html, Selector};
use ump::authz::Role;
use ump::tenancy::School;

use crate::support::people::Person;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Learner, Roster, learner, teacher};

const SLIPS: &str = "/schools/6812001/slips";
const BY_GROUP: &str = "/schools/6812001/learners/print/registration-group";
const BY_CLASS: &str = "/schools/6812001/learners/print/class";
const BY_YEAR: &str = "/schools/6812001/learners/print/year";

/// A school with learners of two years in three registration groups, one of whom has left, and two classes.
struct Setting {
    portal: Portal,
    school: School,
    champion: Person,
}

fn in_group(n: u32, group: &str, grade: &str) -> Learner {
    Learner { registration_group: group.to_owned(), ..learner(n) }.in_year(grade)
}

impl Setting {
    async fn make() -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol Glan-y-Môr").await;
        let mut roster = Roster::of("6812001")
            .learners([
                in_group(1, "10B", "10").named("Siân", "Llŷr"),
                in_group(2, "7B", "07").named("Owain", "Puw"),
            ])
            .staff([teacher("ATH", "Rhys", "Athro")])
            .class_of_all("MAT1")
            .staff([teacher("HYR", "Nia", "Hyrwyddwr")])
            .learners([
                in_group(3, "7A", "07").named("Mair", "Llwyd"),
                in_group(4, "7A", "07").named("Ifan", "Lloyd"),
                in_group(5, "7A", "07").named("Elin", "Cadwaladr"),
                in_group(6, "7A", "07").named("Alun", "Aeth"),
            ])
            .class_of_all("AAA1");
        roster.classes[1].teachers.retain(|id| id == "staff-HYR");
        portal.push(&school, &roster).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        sqlx::query("UPDATE account SET state = 'left' WHERE sourced_id = 'learner-6'")
            .execute(&mut portal.owner().await)
            .await
            .unwrap();
        Self { portal, school, champion }
    }

    async fn id_of(&self, n: u32) -> String {
        self.portal.find(&self.school, &format!("learner-{n}")).await.id.to_string()
    }

    /// Number of events of this kind and of the people they name, with the note.
    async fn on_record(&self, kind: &str) -> Vec<(i32, i64, Option<String>)> {
        sqlx::query_as(
            "SELECT e.people, count(s.account_id), e.note FROM audit_event e
             LEFT JOIN audit_subject s ON s.event_id = e.id WHERE e.kind = $1 GROUP BY e.school_id, e.id ORDER BY e.note DESC",
        )
        .bind(kind)
        .fetch_all(&mut self.portal.owner().await)
        .await
        .unwrap()
    }
}

/// Each group's heading with the names on its slips.
fn groups(answer: &Answer) -> Vec<(String, Vec<String>)> {
    answer.assert_ok();
    let select = |css| Selector::parse(css).unwrap();
    let own_text = |element: scraper::ElementRef<'_>| {
        let text: String =
            element.children().filter_map(|child| child.value().as_text().map(|t| t.to_string())).collect();
        text.trim().to_owned()
    };
    Html::parse_document(&answer.text())
        .select(&select(".slip-group"))
        .map(|group| {
            let heading = group.select(&select("h2")).next().map(own_text).unwrap();
            (heading, group.select(&select(".slip-name")).map(own_text).collect())
        })
        .collect()
}

fn flat(groups: &[(String, Vec<String>)]) -> Vec<String> {
    groups.iter().map(|(heading, names)| format!("{heading}: {}", names.join(", "))).collect()
}

#[tokio::test]
async fn a_year_is_printed_group_by_group_in_the_order_of_the_readers_language() {
    let setting = Setting::make().await;
    let form = [("group", "7"), ("passwords", "yes")];
    let teacher = setting.portal.find(&setting.school, "staff-ATH").await;
    let english = setting.portal.sign_in(&teacher).await;
    let sheet = english.post(BY_YEAR, &form).await;
    assert_eq!(flat(&groups(&sheet)), ["7A: Elin Cadwaladr, Ifan Lloyd, Mair Llwyd", "7B: Owain Puw"]);
    assert_eq!(sheet.headers["cache-control"], "no-store");
    let expected =
        setting.portal.password_of(setting.portal.find(&setting.school, "learner-3").await.id).await;
    assert!(sheet.texts(".slip .password-value").contains(&expected));
    assert_eq!(sheet.texts(".slip-issued")[0], "Issued 23/11/2026");
    let welsh = setting.portal.sign_in(&teacher).await.asking_for("cy");
    let sheet = welsh.post(BY_YEAR, &form).await;
    assert_eq!(sheet.texts(".slip-issued")[0], "Dyddiad cyhoeddi: 23/11/2026");
    assert_eq!(groups(&sheet)[0].0, "7A");
    let record = setting.on_record("credentials_printed").await;
    assert_eq!(record, [(4, 4, Some("Year 7".to_owned())), (4, 4, Some("Blwyddyn 7".to_owned()))]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_class_stays_together_and_the_readers_own_comes_first() {
    let setting = Setting::make().await;
    let teacher = setting.portal.find(&setting.school, "staff-ATH").await;
    let browser = setting.portal.sign_in(&teacher).await;
    let page = browser.get(BY_CLASS).await;
    assert_eq!(page.texts("#group option"), ["7MAT1 (2)", "7AAA1 (5)"]);
    assert_eq!(page.texts("h1"), ["Print Class"]);
    let option = Selector::parse("#group option").unwrap();
    let html = page.html();
    let mine = html.select(&option).next().unwrap().value().attr("value").unwrap().to_owned();
    let sheet = browser.post(BY_CLASS, &[("group", &mine), ("passwords", "no")]).await;
    assert_eq!(flat(&groups(&sheet)), ["7MAT1: Siân Llŷr, Owain Puw"]);
    assert_eq!(setting.on_record("details_printed").await, [(2, 2, Some("7MAT1".to_owned()))]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn without_passwords_none_is_on_the_page() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let sheet = browser.post(BY_GROUP, &[("group", "7A"), ("passwords", "no")]).await;
    let text = sheet.text();
    for n in 3..6 {
        let learner = setting.portal.find(&setting.school, &format!("learner-{n}")).await;
        assert!(!text.contains(&learner.password) && text.contains(&learner.username));
    }
    assert_eq!(setting.on_record("credentials_printed").await, []);
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_selection_prints_who_was_ticked_and_still_works() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let (first, left) = (setting.id_of(1).await, setting.id_of(6).await);
    let form =
        [("list", "learners"), ("id", &*first), ("id", &*left), ("passwords", "yes"), ("status", "all")];
    let sheet = browser.post(SLIPS, &form).await;
    assert_eq!(flat(&groups(&sheet)), ["10B: Siân Llŷr"]);
    assert!(sheet.text().contains("1 of the selected accounts is inactive and has no slip."));
    let all = [("list", "learners"), ("all_matching", "yes"), ("year", "7"), ("passwords", "no")];
    assert_eq!(groups(&browser.post(SLIPS, &all).await).len(), 2);
    let staff = [("list", "staff"), ("all_matching", "yes"), ("passwords", "yes")];
    let sheet = browser.post(SLIPS, &staff).await;
    assert_eq!(flat(&groups(&sheet)), ["Staff: Rhys Athro, Nia Hyrwyddwr"]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn whoever_had_a_reset_is_printed_with_the_new_password() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let id = "01994f3e-0000-7000-8000-000000000001";
    let reset = "/schools/6812001/learners/reset/registration-group";
    let answer = browser.post(reset, &[("act", id), ("group", "7A")]).await;
    answer.assert_redirect(&format!("/schools/6812001/acts/{id}"));
    let sheet = browser.post(SLIPS, &[("list", "learners"), ("act", id), ("passwords", "yes")]).await;
    assert_eq!(flat(&groups(&sheet)), ["7A: Elin Cadwaladr, Ifan Lloyd, Mair Llwyd"]);
    for n in 3..6 {
        let learner = setting.portal.find(&setting.school, &format!("learner-{n}")).await;
        assert!(sheet.texts(".slip .password-value").contains(&learner.password));
    }
    setting.portal.drain_jobs().await;
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_password_that_the_school_cannot_show_is_said_to_be_missing() {
    let setting = Setting::make().await;
    let mut owner = setting.portal.owner().await;
    sqlx::query("UPDATE credential SET visible_to_school_id = NULL WHERE account_id = $1::uuid")
        .bind(setting.id_of(3).await)
        .execute(&mut owner)
        .await
        .unwrap();
    sqlx::query(
        "UPDATE credential SET form = 'private', visible_to_school_id = NULL WHERE account_id = $1::uuid",
    )
    .bind(setting.id_of(4).await)
    .execute(&mut owner)
    .await
    .unwrap();
    let browser = setting.portal.sign_in(&setting.champion).await;
    let sheet = browser.post(BY_GROUP, &[("group", "7A"), ("passwords", "yes")]).await;
    let lines = sheet.texts(".slip dd");
    let said = |text: &str| lines.iter().filter(|line| *line == text).count();
    assert_eq!(said("Not available: it must be reset first"), 1);
    assert_eq!(said("User changed password"), 1);
    assert!(sheet.text().contains("2 slips have no password"));
    setting.portal.finish().await;
}

#[tokio::test]
async fn nobody_selected_leads_back_to_the_list() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let answer = browser.post(SLIPS, &[("list", "learners"), ("year", "7"), ("passwords", "yes")]).await;
    answer.assert_redirect("/schools/6812001/learners?year=7");
    assert_eq!(browser.get(answer.location()).await.texts("#flash .flash-warn").len(), 1);
    let page = browser.post(BY_GROUP, &[("group", "9Z")]).await;
    assert_eq!(page.texts("#group-error"), ["Nobody is in this group any more. Choose another."]);
    assert_eq!(browser.post(SLIPS, &[("list", "everybody")]).await.status, 400);
    assert_eq!(browser.get("/schools/6812001/learners/print/house").await.status, 404);
    assert_eq!(setting.on_record("credentials_printed").await, []);
    setting.portal.finish().await;
}
