//! Each demo sign-in signs in to the pages of its role, and to no more.

use fantoccini::Locator;
use fantoccini::elements::Element;

use super::axe;
use super::driver::{Browser, Window};
use super::portal::Portal;
use super::steps::become_person;

/// A role: where it signs in to, what its menus say in a school, and which of the [`ADDRESSES`] open to it.
struct Reach {
    role: &'static str,
    school: &'static str,
    home: &'static str,
    menus: &'static [&'static str],
    opens: &'static [&'static str],
}

/// What may open or not; `{own}` is the role's school, or one that its office covers.
const ADDRESSES: [&str; 10] = [
    "/schools/{own}",
    "/schools/{own}/learners",
    "/schools/{own}/staff",
    "/schools/{own}/provisioning",
    "/schools/{own}/audit",
    "/schools/{own}/settings",
    "/schools/9914001",
    "/authorities/990",
    "/authorities/991",
    "/service-desk",
];

const CHAMPION_MENUS: &[&str] = &[
    "View Users",
    "View Learners",
    "View Staff",
    "View Non-MIS",
    "View Governors",
    "View Digital Champions",
    "Administration",
    "View Groups",
    "Provisioning Status",
    "Readiness",
    "Common Transfer File",
    "Move Checker",
    "View Shared Mailboxes",
    "Year End",
    "Audit Trail",
    "School Settings",
    "All Pupils",
    "All Staff",
];

const OFFICE_MENUS: &[&str] = &[
    "View Users",
    "View Learners",
    "View Staff",
    "View Non-MIS",
    "View Governors",
    "View Digital Champions",
    "Administration",
    "View Groups",
    "Provisioning Status",
    "Readiness",
    "Common Transfer File",
    "Move Checker",
    "View Shared Mailboxes",
    "Year End",
    "Audit Trail",
    "Provisioning tokens",
    "School Settings",
    "All Pupils",
    "All Staff",
];

const ROLES: [Reach; 7] = [
    reach("learner_primary", "9902001", "/schools/9902001", &[], ADDRESSES.split_at(1).0),
    reach("learner_secondary", "9904001", "/schools/9904001", &[], ADDRESSES.split_at(1).0),
    reach("governor", "9904001", "/schools/9904001", &[], ADDRESSES.split_at(1).0),
    reach(
        "teacher",
        "9904001",
        "/schools/9904001",
        &["View Users", "View Learners", "Administration", "View Groups"],
        ADDRESSES.split_at(2).0,
    ),
    reach("digital_champion", "9904001", "/schools/9904001", CHAMPION_MENUS, ADDRESSES.split_at(6).0),
    reach(
        "la_admin",
        "",
        "/authorities/990",
        OFFICE_MENUS,
        &[
            "/schools/{own}",
            "/schools/{own}/learners",
            "/schools/{own}/staff",
            "/schools/{own}/provisioning",
            "/schools/{own}/audit",
            "/schools/{own}/settings",
            "/authorities/990",
        ],
    ),
    reach("service_desk", "", "/service-desk", OFFICE_MENUS, &ADDRESSES),
];

const fn reach(
    role: &'static str,
    school: &'static str,
    home: &'static str,
    menus: &'static [&'static str],
    opens: &'static [&'static str],
) -> Reach {
    Reach { role, school, home, menus, opens }
}

#[tokio::test]
async fn each_demo_sign_in_signs_in_to_the_pages_of_its_role_and_no_more() {
    let Some(browser) = Browser::open(Window::DESK).await else {
        return;
    };
    let portal = Portal::start();
    for reach in &ROLES {
        become_person(&browser, &portal, &portal.sign_in(reach.role, reach.school)).await;
        assert_eq!(browser.client.current_url().await.unwrap().path(), reach.home, "{}", reach.role);
        let bar = browser.texts(".top-bar nav :is(a, button)").await;
        assert_eq!(bar, ["Dashboard", "My Profile", "Cymraeg", "Sign out"], "{}", reach.role);
        let own = if reach.school.is_empty() { "9904001" } else { reach.school };
        for address in ADDRESSES {
            let path = address.replace("{own}", own);
            open(&browser, &portal, &path, (reach.role, reach.opens.contains(&address))).await;
        }
        open(&browser, &portal, &format!("/schools/{own}"), (reach.role, true)).await;
        let (labels, links) = menus(&browser).await;
        assert_eq!(labels, reach.menus, "{}", reach.role);
        for link in links {
            open(&browser, &portal, &link, (reach.role, true)).await;
        }
    }
    browser.close().await;
}

/// Opens the address, which answers with its page, or says that there is none.
async fn open(browser: &Browser, portal: &Portal, path: &str, (role, opens): (&str, bool)) {
    browser.client.goto(&format!("{}{path}", portal.address)).await.unwrap();
    let headings = browser.texts("h1").await;
    assert_eq!(browser.status().await, if opens { 200 } else { 404 }, "{role} at {path}: {headings:?}");
    assert_eq!(headings.len(), 1, "{role} at {path}: {headings:?}");
    assert_eq!(headings[0] == "Page not found", !opens, "{role} at {path}");
}

/// What the page's menus say once they are opened one by one, and where their lines lead.
async fn menus(browser: &Browser) -> (Vec<String>, Vec<String>) {
    let (mut labels, mut links) = (Vec::new(), Vec::new());
    for summary in browser.client.find_all(Locator::Css(".menus summary")).await.unwrap() {
        summary.click().await.unwrap();
        labels.push(summary.text().await.unwrap());
        let lines: Vec<Element> = browser.client.find_all(Locator::Css(".menus [open] li a")).await.unwrap();
        for line in lines {
            labels.push(line.text().await.unwrap());
            links.push(line.attr("href").await.unwrap().unwrap());
        }
        assert_eq!(axe::violations(browser).await, [""; 0], "an open menu");
    }
    (labels, links)
}
