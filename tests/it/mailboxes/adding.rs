//! *Add Shared Mailbox*: names, the address that they make, and asking once.

use super::{LIST, NEW, Stage};

#[tokio::test]
async fn the_page_says_the_rules_and_shows_the_address_that_the_name_makes() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    assert!(nia.get(LIST).await.texts(".menus a").contains(&"View Shared Mailboxes".to_owned()));
    assert_eq!(nia.get(LIST).await.texts("main .empty-heading"), ["This school has no shared mailboxes yet"]);
    let page = nia.get(NEW).await;
    assert_eq!(page.assert_ok().texts("#name-address strong"), ["6812001_mailboxname@hwbcymru.net"]);
    assert!(page.texts("#name-hint")[0].contains("at most 56 characters"));
    let id = stage.fresh_id();
    for (name, wrong) in [
        ("", "Type a name"),
        ("Swyddfa Môn", "Use letters a to z"),
        ("a..b", "Use letters a to z"),
        ("postmaster", "kept for the mail system"),
        (&"a".repeat(57), "at most 56 characters"),
    ] {
        let refused = nia.post(NEW, &[("mailbox", &id), ("name", name)]).await;
        assert!(refused.assert_ok().texts(".field-error")[0].contains(wrong), "{name}");
        assert_eq!(refused.texts(".panel-bad a").len(), 1, "{name}");
    }
    let refused = nia.post(NEW, &[("mailbox", &id), ("name", "Y Swyddfa")]).await;
    assert_eq!(
        refused.texts("#name-address strong"),
        ["6812001_y swyddfa@hwbcymru.net"],
        "shown without scripts"
    );
    assert_eq!(stage.portal.count("SELECT count(*) FROM shared_mailbox").await, 0);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_asks_for_one_mailbox() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let id = stage.fresh_id();
    for _ in 0..2 {
        nia.post(NEW, &[("mailbox", &id), ("name", " Swyddfa ")]).await.assert_redirect(LIST);
    }
    let list = nia.get(LIST).await;
    assert_eq!(list.texts(".flash-good").len(), 1);
    assert_eq!(list.texts("td.address"), ["6812001_swyddfa@hwbcymru.net"]);
    let address = Some("6812001_swyddfa@hwbcymru.net".to_owned());
    assert_eq!(stage.events("mailbox_added").await, [("Nia Hyrwyddwr".to_owned(), address, 0)]);
    stage.portal.drain_jobs().await;
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_name_is_taken_until_its_mailbox_is_closed_and_only_in_its_school() {
    let stage = Stage::set().await;
    let elsewhere = stage.portal.add_school("6812002", "Ysgol B").await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    stage.portal.drain_jobs().await;
    let again = nia.post(NEW, &[("mailbox", &stage.fresh_id()), ("name", "OFFICE")]).await;
    assert!(again.assert_ok().texts(".field-error")[0].contains("has a mailbox with this name"));
    let desk = stage.portal.add_service_desk().await;
    let desk = stage.portal.sign_in(&desk).await;
    let theirs = format!("/schools/{}/mailboxes", elsewhere.dfes_number);
    let form = [("mailbox", stage.fresh_id()), ("name", "office".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    desk.post(&format!("{theirs}/new"), &form).await.assert_redirect(&theirs);
    // The id of one school's mailbox is nothing in another.
    let id = page.rsplit('/').next().unwrap();
    desk.get(&format!("{theirs}/{id}")).await.assert_not_found();

    nia.post(&format!("{page}/close"), &[]).await.assert_redirect(LIST);
    let closing = nia.post(NEW, &[("mailbox", &stage.fresh_id()), ("name", "office")]).await;
    assert_eq!(closing.texts(".field-error").len(), 1, "not before it is gone");
    stage.portal.drain_jobs().await;
    stage.ask(&nia, "office").await;
    stage.portal.drain_jobs().await;
    assert_eq!(nia.get(LIST).await.texts("main .state"), ["Active", "Closed on 23/11/2026"]);
    stage.portal.finish().await;
}

#[tokio::test]
async fn two_who_ask_for_one_name_at_once_make_one_mailbox() {
    let stage = Stage::set().await;
    let (one, other) = (stage.enter().await, stage.enter().await);
    let ids = [stage.fresh_id(), stage.fresh_id()];
    let forms = ids.each_ref().map(|id| [("mailbox", id.as_str()), ("name", "office")]);
    let answers = tokio::join!(one.post(NEW, &forms[0]), other.post(NEW, &forms[1]));
    let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 303]);
    assert_eq!(stage.portal.count("SELECT count(*) FROM shared_mailbox").await, 1);
    stage.portal.drain_jobs().await;
    stage.portal.finish().await;
}
