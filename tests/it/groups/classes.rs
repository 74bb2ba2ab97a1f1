//! A group's page: overview, teachers, learners with their consent, and the acts with the group chosen.

use super::{LIST, Setting, roster};

const NAMES: &str = "td.person-name";

#[tokio::test]
async fn a_class_says_what_it_is_who_teaches_it_and_who_is_in_it() {
    let setting = Setting::make().await;
    let mair = setting.portal.find(&setting.school, "learner-3").await;
    setting.portal.act_on(&setting.champion, &setting.school, ("confirm_consent", &[mair.id])).await;
    let browser = setting.portal.sign_in(&setting.rhys).await;
    let page = browser.get(&setting.class("MAT1").await).await;
    assert_eq!(page.assert_ok().texts("h1"), ["7A/Ma"]);
    let terms = page.texts(".facts dt");
    let expected =
        ["Academic year", "Year", "Subject", "Subject code", "Learners", "Learners with consent", "Teachers"];
    assert_eq!(terms, expected);
    let values = page.texts(".facts dd");
    assert_eq!(values, ["2026-27", "Year 7", "Mathemateg", "MAT", "3", "1", "Rhys Athro"]);
    assert!(page.texts(".facts a").is_empty(), "staff do not see staff");
    assert_eq!(page.texts(NAMES), ["Gŵyl, Llŷr", "Gŵyl, Mair", "Gŵyl, Rhys"]);
    let consent: Vec<String> = page
        .texts("td[data-label='Consent']")
        .iter()
        .map(|text| text.replace(['–', ' ', '\n'], ""))
        .collect();
    assert_eq!(consent, ["No", "Yes", "No"]);
    assert_eq!(page.texts("td .password button").len(), 3, "Show Password, one by one");
    assert!(!page.text().contains(&mair.password));
    assert_eq!(page.texts("td.more a").len(), 3);
    let theirs = setting.portal.sign_in(&setting.champion).await;
    assert_eq!(theirs.get(&setting.class("MAT1").await).await.texts(".facts a"), ["Rhys Athro"]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn registration_groups_and_years_have_pages_of_their_own() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let group = browser.get(&format!("{LIST}/registration/8B")).await;
    assert_eq!(group.assert_ok().texts("h1"), ["8B"]);
    assert_eq!(group.texts(NAMES), ["ap Dafydd, Siân"]);
    let year = browser.get(&format!("{LIST}/year/7")).await;
    assert_eq!(year.texts("h1"), ["Year 7"]);
    assert_eq!(year.texts(".facts dd"), ["3", "0"]);
    assert_eq!(browser.get(&format!("{LIST}/year/7?per_page=25&page=9")).await.texts(NAMES).len(), 3);
    for nothing in [
        "registration/9Z",
        "registration/%20",
        "year/99",
        "year/9",
        "7A",
        "01994f3e-0000-7000-8000-000000000001",
    ] {
        browser.get(&format!("{LIST}/{nothing}")).await.assert_not_found();
    }
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_group_is_chosen_already_where_its_page_leads() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.rhys).await;
    let class = setting.portal.class(&setting.school, "MAT1").await.to_string();
    let page = browser.get(&format!("{LIST}/{class}")).await;
    let reset = format!("/schools/6812001/learners/reset/class?group={class}");
    assert!(page.text().contains(&reset.replace('&', "&#38;")), "{}", page.text());
    let question = browser.get(&reset).await;
    assert_eq!(question.assert_ok().texts("option[selected]"), ["7A/Ma (3)"]);
    let sheet = browser
        .post("/schools/6812001/learners/print/class", &[("group", &class), ("passwords", "yes")])
        .await;
    assert_eq!(sheet.assert_ok().texts(".slip").len(), 3);
    let back = browser.get(&format!("/schools/6812001/learners/print/class?group={class}")).await;
    assert_eq!(back.texts("option[selected]"), ["7A/Ma (3)"]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn whoever_leaves_the_class_is_gone_and_whoever_is_switched_off_is_marked() {
    let setting = Setting::make().await;
    let mut changed = roster();
    changed.classes[0].learners.pop();
    setting.portal.push(&setting.school, &changed).await;
    let first = setting.portal.find(&setting.school, "learner-1").await;
    setting.portal.act_on(&setting.champion, &setting.school, ("deactivate", &[first.id])).await;
    let browser = setting.portal.sign_in(&setting.rhys).await;
    let page = browser.get(&setting.class("MAT1").await).await;
    assert_eq!(page.texts(NAMES).len(), 2);
    assert_eq!(page.texts(".person-name .mark"), ["Deactivated 23/11/2026"]);
    setting.portal.finish().await;
}
