//! *Print*: one person's slip, from the person's own page.

use super::{Stage, value};

#[tokio::test]
async fn a_persons_page_prints_their_slip_with_and_without_the_password() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let supply = stage.add_supply_teacher().await;
    for person in [&stage.learner, &stage.teacher, &supply] {
        let page = champion.get(&stage.page(person, "")).await;
        assert_eq!(page.texts(".actions form button"), ["Print Details", "Print with Password"]);
        let (list, id) = (value(&page, "list"), value(&page, "id"));
        for passwords in ["no", "yes"] {
            let form = [("list", list.as_str()), ("id", id.as_str()), ("passwords", passwords)];
            let slips = champion.post("/schools/6812001/slips", &form).await;
            assert!(slips.assert_ok().text().contains(&person.username), "{list} {passwords}");
        }
    }
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_does_not_work_is_not_printed() {
    let stage = Stage::set().await;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    teacher.post(&stage.page(&stage.learner, "/deactivate"), &[]).await;
    let page = teacher.get(&stage.page(&stage.learner, "")).await;
    assert!(page.assert_ok().texts(".actions form").is_empty());
    stage.portal.finish().await;
}
