//! The list: what is in it, how it is filtered, and that it costs the same for large schools.

use super::{LIST, Setting, class, roster};
use crate::support::statements::count_statements;

const NAMES: &str = "td.person-name a";

#[tokio::test]
async fn champions_find_every_group_once() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let list = browser.get(LIST).await;
    assert_eq!(list.assert_ok().texts(NAMES), ["Year 7", "Year 8", "7A", "8B", "7A/Cy", "7A/Ma"]);
    assert_eq!(list.texts("#shown"), ["6 in all"]);
    let cells = |label: &str| list.texts(&format!("td[data-label='{label}']"));
    let types = ["Year group", "Year group", "Registration group", "Registration group", "Class", "Class"];
    assert_eq!(cells("Group type"), types);
    assert_eq!(cells("Learners"), ["3", "1", "3", "1", "2", "3"]);
    assert_eq!(cells("Teachers"), ["", "", "Siân Llŷr", "", "Siân Llŷr", "Rhys Athro"]);
    let menu = list.texts(".menus a");
    assert!(menu.contains(&"View Groups".to_owned()), "{menu:?}");
    setting.portal.finish().await;
}

#[tokio::test]
async fn the_filters_of_the_guides_find_a_class() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let rhys = setting.rhys.id;
    for (filter, found) in [
        ("type=class", vec!["7A/Cy", "7A/Ma"]),
        ("type=registration-group", vec!["7A", "8B"]),
        ("year=8", vec!["Year 8", "8B"]),
        ("subject=MAT&type=class", vec!["7A/Cy", "7A/Ma"]),
        (&format!("teacher={rhys}"), vec!["7A/Ma"]),
        ("q=llyr%20SIAN", vec!["7A", "7A/Cy"]),
        ("q=7a%2Fma", vec!["7A/Ma"]),
        ("academic_year=2025", vec![]),
        ("type=class&sort=-name", vec!["7A/Ma", "7A/Cy"]),
    ] {
        let list = browser.get(&format!("{LIST}?{filter}")).await;
        assert_eq!(list.assert_ok().texts(NAMES), found, "{filter}");
    }
    let list = browser.get(&format!("{LIST}?teacher={rhys}")).await;
    assert_eq!(list.texts(".chip"), ["Teacher: Rhys Athro"]);
    assert_eq!(list.texts("#shown"), ["1 of 6 shown"]);
    assert_eq!(list.texts("#academic_year option"), ["2026-27"]);
    assert_eq!(list.texts("#teacher option"), ["Any", "Athro, Rhys", "Llŷr, Siân"]);
    assert_eq!(list.texts("#subject option"), ["Any", "MAT – Mathemateg"]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn school_staff_find_their_own_classes_and_nothing_else() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.rhys).await;
    assert_eq!(browser.get(LIST).await.assert_ok().texts(NAMES), ["7A/Ma"]);
    browser.get(&setting.class("MAT1").await).await.assert_ok();
    browser.get(&setting.class("CYM1").await).await.assert_not_found();
    for group in ["registration/7A", "registration/8B", "year/7"] {
        browser.get(&format!("{LIST}/{group}")).await.assert_not_found();
    }
    let sian = setting.portal.sign_in(&setting.sian).await;
    assert_eq!(sian.get(LIST).await.texts(NAMES), ["7A", "7A/Cy"]);
    let supply = setting.portal.add_supply_teacher(&setting.school).await;
    let list = setting.portal.sign_in(&supply).await.get(LIST).await;
    assert_eq!(list.texts(".empty-heading"), ["No classes of your own in this academic year"]);
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_class_that_was_taken_from_a_teacher_is_no_longer_theirs() {
    let setting = Setting::make().await;
    let mut changed = roster();
    changed.classes[0].teachers = vec!["staff-LLR".to_owned()];
    setting.portal.push(&setting.school, &changed).await;
    let rhys = setting.portal.sign_in(&setting.rhys).await;
    assert_eq!(rhys.get(LIST).await.texts(NAMES), [""; 0]);
    rhys.get(&setting.class("MAT1").await).await.assert_not_found();
    setting.portal.sign_in(&setting.sian).await.get(&setting.class("MAT1").await).await.assert_ok();
    setting.portal.finish().await;
}

#[tokio::test]
async fn a_search_by_upn_never_reaches_an_address() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let search = format!("{LIST}/search");
    browser
        .post(&search, &[("q", "B801200005001"), ("type", "class")])
        .await
        .assert_redirect(&format!("{LIST}?type=class"));
    assert_eq!(browser.get(LIST).await.texts(".flash-warn").len(), 1);
    let form = [("q", " 7A "), ("year", ""), ("sort", "-name"), ("per_page", "25")];
    browser.post(&search, &form).await.assert_redirect(&format!("{LIST}?q=7A&sort=-name&per_page=25"));
    setting.portal.finish().await;
}

#[tokio::test]
async fn four_hundred_classes_cost_as_many_statements_as_three() {
    let setting = Setting::make().await;
    let browser = setting.portal.sign_in(&setting.champion).await;
    let class_page = setting.class("MAT1").await;
    let mut spent = Vec::new();
    for more in [0, 400] {
        let mut large = roster();
        large.classes.extend((0..more).map(|n| class(&format!("X{n}"), &format!("7X{n:03}"), 1..=3, "ATH")));
        setting.portal.push(&setting.school, &large).await;
        for page in [LIST, &class_page] {
            let ask = async {
                browser.get(page).await.assert_ok();
            };
            spent.push(count_statements(ask).await);
        }
    }
    assert_eq!((spent[0], spent[1]), (spent[2], spent[3]));
    assert!(spent[0] <= 12 && spent[1] <= 12, "{spent:?}");
    let second = browser.get(&format!("{LIST}?page=2")).await;
    assert_eq!(second.texts(NAMES).len(), 50);
    assert_eq!(second.texts("#shown"), ["406 in all"]);
    setting.portal.finish().await;
}
