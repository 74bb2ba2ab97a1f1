//! What only the service desk does: add schools, and have given-up work tried again.

use crate::support::world::World;

#[tokio::test]
async fn a_school_is_added_under_the_authority_that_its_number_names() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.service_desk).await;
    let path = "/service-desk/schools/new";
    let empty = browser.post(path, &[]).await;
    for field in ["dfes", "name_en", "phase"] {
        assert_eq!(empty.assert_ok().texts(&format!("#{field}-error")).len(), 1, "{field}");
    }
    let form =
        |number| [("dfes", number), ("name_en", "Ysgol y Bryn"), ("name_cy", ""), ("phase", "primary")];
    for wrong in ["681", "1112001", "6812001"] {
        assert_eq!(
            browser.post(path, &form(wrong)).await.assert_ok().texts("#dfes-error").len(),
            1,
            "{wrong}"
        );
    }
    browser.post(path, &form("6602345")).await.assert_redirect("/schools/6602345");
    assert!(browser.get("/schools/6602345").await.assert_ok().text().contains("Ysgol y Bryn"));
    let theirs = world.portal.sign_in(&world.there.la_admin).await;
    theirs.get("/schools/6602345/tokens").await.assert_ok();
    assert_eq!(world.portal.count("SELECT count(*) FROM audit_event WHERE kind = 'school_added'").await, 1);
    world.portal.finish().await;
}

#[tokio::test]
async fn work_that_was_given_up_is_listed_and_tried_again() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.service_desk).await;
    assert_eq!(browser.get("/service-desk/work").await.assert_ok().texts(".empty").len(), 1);
    let job: i64 = sqlx::query_scalar(
        "SELECT id FROM graphile_worker.add_job(identifier => 'apply_school',
             payload => json_build_object('school_id', $1::uuid, 'secret', 'hush'))",
    )
    .bind(world.here.school.id)
    .fetch_one(&mut world.portal.owner().await)
    .await
    .unwrap();
    sqlx::query(
        "UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'hush' WHERE id = $1",
    )
    .bind(job)
    .execute(&mut world.portal.owner().await)
    .await
    .unwrap();
    let page = browser.get("/service-desk/work").await;
    assert_eq!(page.texts("td.person-name"), ["Apply a school's runs"]);
    assert_eq!(page.texts("td a[href='/schools/6812001']"), ["Ysgol"]);
    assert!(!page.text().contains("hush"), "neither what it carries nor its error");
    browser.post(&format!("/service-desk/work/{job}/retry"), &[]).await.assert_redirect("/service-desk/work");
    world.portal.drain_jobs().await;
    assert_eq!(browser.get("/service-desk/work").await.texts("td.person-name"), [""; 0]);
    browser.post(&format!("/service-desk/work/{job}/retry"), &[]).await.assert_redirect("/service-desk/work");
    assert_eq!(world.portal.count("SELECT count(*) FROM audit_event WHERE kind = 'work_retried'").await, 1);
    world.portal.finish().await;
}

#[tokio::test]
async fn a_job_that_another_took_the_place_of_was_not_given_up() {
    let world = World::make().await;
    let mut owner = world.portal.owner().await;
    let ask = "SELECT enqueue('apply_school', json_build_object('school_id', (SELECT min(id::text) FROM school)), 'again')";
    // A worker is at it when the same is asked for again; the queue keeps the former job as one without a try left.
    for step in [
        ask,
        "UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now()",
        ask,
        // The worker was killed, and its jobs are handed back.
        "UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL",
    ] {
        sqlx::raw_sql(step).execute(&mut owner).await.unwrap();
    }
    let kept = "SELECT count(*) FROM graphile_worker._private_jobs WHERE attempts >= max_attempts";
    assert_eq!(world.portal.count(kept).await, 1);
    let browser = world.portal.sign_in(&world.service_desk).await;
    assert_eq!(browser.get("/service-desk/work").await.texts("td.person-name"), [""; 0]);
    sqlx::raw_sql("DELETE FROM graphile_worker._private_jobs WHERE attempts >= max_attempts")
        .execute(&mut owner)
        .await
        .unwrap();
    world.portal.finish().await;
}
