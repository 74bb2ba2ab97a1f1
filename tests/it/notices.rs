//! The pages of the footer: open to everybody, in both languages, and linked from every page.

use crate::support::portal::Portal;
use crate::support::world::World;

const NOTICES: [(&str, &str, &str); 3] = [
    ("/terms", "Terms and conditions", "Telerau ac amodau"),
    ("/privacy", "Privacy notice", "Hysbysiad preifatrwydd"),
    ("/accessibility", "Accessibility statement", "Datganiad hygyrchedd"),
];

#[tokio::test]
async fn the_footer_of_every_page_leads_to_notices_that_all_may_read() {
    let portal = Portal::start().await;
    for (language, is_welsh) in [("en", false), ("cy", true)] {
        let browser = portal.browser().asking_for(language);
        let links = browser.get("/sign-in").await.texts("footer a");
        for (path, english, welsh) in NOTICES {
            let name = if is_welsh { welsh } else { english };
            assert!(links.iter().any(|link| link == name), "{links:?}");
            let answer = browser.get(path).await;
            answer.assert_ok();
            assert_eq!(answer.texts("h1"), [name]);
            assert!(answer.texts("h2").len() >= 4, "{path} in {language}");
        }
    }
    portal.finish().await;
}

#[tokio::test]
async fn whoever_is_signed_in_keeps_their_school_around_a_notice() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    let answer = browser.get("/privacy").await;
    answer.assert_ok();
    assert_eq!(answer.texts(".school-box strong").len(), 1);
    world.portal.finish().await;
}
