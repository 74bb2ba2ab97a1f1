//! Common Transfer Files: who is coming, and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Learner, Roster, learner};

const HERE: &str = "6814001";
const ORIGIN: &str = "6812001";
const ADDRESS: &str = "/schools/6814001/ctf";

/// What must not change: everything but the audit trail and sessions.
const TABLES: [&str; 7] =
    ["account", "enrolment", "waiting_learner", "sync_batch", "upload", "group_member", "school_status"];

struct Pair {
    portal: Portal,
    here: School,
}

impl Pair {
    /// Learners 1 and 2 at the origin, of whom 2 has been released; 3 here.
    async fn start() -> Self {
        let portal = Portal::start().await;
        let here = portal.add_school(HERE, "Ysgol Uwchradd").await;
        let origin = portal.add_school(ORIGIN, "Ysgol Gynradd").await;
        let roster = Roster::of(ORIGIN).learners([learner(1), learner(2)]);
        portal.push(&origin, &roster).await;
        portal.push(&origin, &roster.change("learner-2", |row| row.leaving("2026-11-20"))).await;
        portal.push(&here, &Roster::of(HERE).learners([learner(3)])).await;
        Self { portal, here }
    }

    async fn desk(&self) -> Browser<'_> {
        self.portal.sign_in(&self.portal.add_service_desk().await).await
    }

    async fn counts(&self) -> Vec<String> {
        let mut counts = Vec::new();
        for table in TABLES {
            let question = format!(
                "SELECT count(*)::text || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM {table} t"
            );
            let question = sqlx::AssertSqlSafe(question);
            counts
                .push(sqlx::query_scalar(question).fetch_one(&mut self.portal.owner().await).await.unwrap());
        }
        counts
    }
}

/// A file with these learners, meant for a school.
fn transfer_file(destination: &str, learners: &[Learner]) -> String {
    let (authority, establishment) = destination.split_at(3);
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
         <CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>26.0</CTFversion>
         <SourceSchool><LEA>681</LEA><Estab>2001</Estab><SchoolName>Ysgol Gynradd</SchoolName></SourceSchool>
         <DestSchool><LEA>{authority}</LEA><Estab>{establishment}</Estab></DestSchool></Header><CTFpupilData>"
    );
    for learner in learners {
        write!(
            file,
            "<Pupil><UPN>{}</UPN><Surname>{}</Surname><Forename>{}</Forename><DOB>2015-01-01</DOB></Pupil>",
            learner.upn, learner.surname, learner.forename
        )
        .unwrap();
    }
    file + "</CTFpupilData></CTfile>"
}

/// The sections of the answer, each with its names.
fn sections(answer: &Answer) -> BTreeMap<String, Vec<String>> {
    let headings = answer.texts("main section h2");
    let ids = ["released", "elsewhere", "unknown", "here", "wrong-upn"];
    let lists = ids.iter().map(|id| answer.texts(&format!("section[aria-labelledby='{id}'] li")));
    headings.into_iter().zip(lists.filter(|list| !list.is_empty())).collect()
}

#[tokio::test]
async fn a_receiving_school_sees_who_is_coming_and_changes_nothing() {
    let pair = Pair::start().await;
    let desk = pair.desk().await;
    let before = pair.counts().await;
    let named = |n: u32, surname: &str| learner(n).named("Siân", surname);
    let wrong = Learner { upn: format!("A{}", &learner(5).upn[1..]), ..named(5, "Anghywir") };
    assert_ne!(wrong.upn, learner(5).upn);
    let missing = Learner { upn: String::new(), ..named(6, "Hebddo") };
    let pupils = [named(1, "Actif"), named(2, "Rhydd"), named(3, "Yma"), named(4, "Newydd"), wrong, missing];
    let answer = desk.upload(ADDRESS, "file", transfer_file(HERE, &pupils)).await;
    answer.assert_ok();
    let expected = [
        ("Released (1)", vec!["Rhydd, Siân"]),
        ("Still active in another school (1)", vec!["Actif, Siân"]),
        ("Unknown (1)", vec!["Newydd, Siân"]),
        ("Known here (1)", vec!["Yma, Siân"]),
        (
            "Wrong UPN (2)",
            vec!["Anghywir, Siân – the first letter does not fit the figures", "Hebddo, Siân – no UPN"],
        ),
    ];
    let expected: BTreeMap<String, Vec<String>> = expected
        .into_iter()
        .map(|(heading, names)| (heading.to_owned(), names.into_iter().map(str::to_owned).collect()))
        .collect();
    assert_eq!(sections(&answer), expected);
    // Nothing of the other school but that it has the learner, and no UPN.
    assert!(!answer.text().contains(ORIGIN));
    assert!(pupils.iter().all(|pupil| pupil.upn.is_empty() || !answer.text().contains(&pupil.upn)));
    assert_eq!(answer.texts(".panel-warn").len(), 0);
    assert_eq!(pair.counts().await, before);
    assert_eq!(
        pair.portal
            .count("SELECT count(*) FROM audit_event WHERE kind = 'transfer_file_checked' AND people = 0")
            .await,
        1
    );
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_file_for_another_school_is_answered_with_a_warning() {
    let pair = Pair::start().await;
    let desk = pair.desk().await;
    let answer = desk.upload(ADDRESS, "file", transfer_file("6602001", &[learner(1)])).await;
    answer.assert_ok();
    assert!(answer.texts(".panel-warn").concat().contains("6602001"));
    assert_eq!(pair.here.dfes_number.to_string(), HERE);
    pair.portal.finish().await;
}

#[tokio::test]
async fn what_is_no_transfer_file_is_refused_beside_its_field() {
    let pair = Pair::start().await;
    let desk = pair.desk().await;
    let before = pair.counts().await;
    let bomb = "<!DOCTYPE CTfile [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>
                <CTfile><CTFpupilData><Pupil><UPN>&b;</UPN></Pupil></CTFpupilData></CTfile>";
    for (file, expected) in [
        (String::new(), "Choose a file."),
        ("Surname,Forename\n".to_owned(), "not XML"),
        ("<html></html>".to_owned(), "not a Common Transfer File"),
        (bomb.to_owned(), "definitions of its own"),
        (transfer_file(HERE, &[]), "names no learner"),
        (" ".repeat(60 << 20), "larger than 20 MB"),
    ] {
        let answer = desk.upload(ADDRESS, "file", file).await;
        answer.assert_ok();
        assert!(answer.texts(".field-wrong").concat().contains(expected), "{expected}: {}", answer.text());
    }
    let other_field = desk.upload(ADDRESS, "other", transfer_file(HERE, &[learner(1)])).await;
    assert!(other_field.texts(".field-wrong").concat().contains("Choose a file."));
    assert_eq!(pair.counts().await, before);
    assert_eq!(
        pair.portal.count("SELECT count(*) FROM audit_event WHERE kind = 'transfer_file_checked'").await,
        0
    );
    pair.portal.finish().await;
}
