//! A nation: 466,000 accounts in 310 schools, written by SQL as the owner in a few seconds.
//!
//! The first school is the measured one. Nobody here can sign in, and the UPNs' check letters are anybody's: no list reads
//! either.

use anyhow::Context;
use sqlx::{AssertSqlSafe, Executor};
use ump::base::id::AccountId;
use ump::db::Reason;
use ump::tenancy::{School, find_school};

use crate::stage::Stage;

/// Learners and staff of the nation.
pub const ACCOUNTS: u32 = 466_000;
/// Learners of the measured school.
pub const LEARNERS: u32 = 1_500;
/// Staff of the measured school.
const STAFF: u32 = 100;
const SCHOOLS: u32 = 310;

/// The measured school, and a Digital Champion there.
pub struct Nation {
    pub school: School,
    pub reader: AccountId,
}

/// Fills the database.
pub async fn fill(stage: &Stage) -> anyhow::Result<Nation> {
    let mut owner = stage.owner().await?;
    for statement in [
        // What the statements write fits together, and the checks of foreign keys would take longer than all the rest.
        "SET session_replication_role = replica".to_owned(),
        schools(),
        people(),
        HANGING_ON.to_owned(),
        CLASSES.to_owned(),
        "VACUUM ANALYZE".to_owned(),
    ] {
        owner.execute(AssertSqlSafe(statement)).await?;
    }
    let reader: AccountId =
        sqlx::query_scalar("SELECT account_id FROM role_grant").fetch_one(&mut owner).await?;
    let mut tx = stage.services.database.system(Reason::Operator).await?;
    let school = find_school(&mut tx, "6600000".parse()?).await?;
    tx.commit().await?;
    Ok(Nation { school: school.context("the nation has its first school")?, reader })
}

fn schools() -> String {
    format!(
        "INSERT INTO school (id, dfes_number, authority_code, name_en, name_cy, phase, created_at)
         SELECT ('01970000-0000-7000-8000-' || lpad(to_hex(s), 12, '0'))::uuid, (660 + s % 22) * 10000 + s / 22, 660 + s % 22,
                'School ' || s, 'Ysgol ' || s, CASE WHEN s % 5 = 0 THEN 'secondary' ELSE 'primary' END, now()
         FROM generate_series(0, {SCHOOLS} - 1) AS s;
         INSERT INTO intake (school_id) SELECT id FROM school;
         INSERT INTO school_status (school_id, learners, last_run_at, last_outcome)
         SELECT id, {LEARNERS}, now(), 'applied' FROM school"
    )
}

/// Names are spread so that neighbours in the sorted list are far apart in the table.
fn people() -> String {
    format!(
        "INSERT INTO account (id, kind, school_id, username, legal_forename, legal_surname, display_forename, display_surname,
             search_name, upn, admission_number, admission_date, staff_code, start_date, sourced_id, year_group,
             registration_group, state, state_changed_at, has_consent, created_at)
         SELECT ('01970000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, kind,
                ('01970000-0000-7000-8000-' || lpad(to_hex(school), 12, '0'))::uuid, surname || left(forename, 1) || n,
                forename, surname, forename, surname, lower(forename || ' ' || surname),
                CASE kind WHEN 'learner' THEN 'A' || lpad(n::text, 12, '0') END, CASE kind WHEN 'learner' THEN n::text END,
                CASE kind WHEN 'learner' THEN date '2022-09-01' END, CASE kind WHEN 'staff' THEN 'S' || n END,
                CASE kind WHEN 'staff' THEN date '2019-09-01' END, 'mis-' || n, CASE kind WHEN 'learner' THEN 7 + n % 5 END,
                CASE kind WHEN 'learner' THEN (7 + n % 5) || chr(65 + n % 8) END, 'active', now(), n % 4 > 0,
                now() - n % 900 * interval '1 day'
         FROM (SELECT n, CASE WHEN n < {LEARNERS} + {STAFF} THEN 0 ELSE 1 + n % ({SCHOOLS} - 1) END AS school,
                      CASE WHEN n BETWEEN {LEARNERS} AND {LEARNERS} + {STAFF} - 1 OR (n > {LEARNERS} AND n % 14 = 0)
                          THEN 'staff' ELSE 'learner' END AS kind,
                      (ARRAY['Rhys', 'Mair', 'Owain', 'Catrin', 'Ifan', 'Nia', 'Tomos', 'Elin', 'Jac', 'Beca', 'Llinos'])
                          [1 + n * 5 % 11] AS forename,
                      (ARRAY['Jones', 'Davies', 'Evans', 'Roberts', 'Llwyd', 'Thomas', 'Rees', 'Bowen', 'Prys', 'Morgan',
                             'Lewis', 'Griffiths', 'Hughes', 'Price', 'Edwards', 'Owen', 'Phillips', 'Jenkins', 'Parry'])
                          [1 + n * 7 % 19] AS surname
               FROM generate_series(0, {ACCOUNTS} - 1) AS n) AS people;
         INSERT INTO role_grant (account_id, role, granted_at)
         SELECT id, 'digital_champion', now() FROM account WHERE username LIKE '%{LEARNERS}' AND sourced_id = 'mis-{LEARNERS}'"
    )
}

/// A credential is as large as a sealed password: nonce, a dozen bytes, tag.
const HANGING_ON: &str = "INSERT INTO enrolment (school_id, account_id, started_at, kind, username, forename, surname, search_name)
         SELECT school_id, id, created_at, kind, username, display_forename, display_surname, search_name FROM account;
         INSERT INTO username (name, account_id, given_at) SELECT lower(username), id, created_at FROM account;
         INSERT INTO credential (account_id, form, key_id, ciphertext, visible_to_school_id, set_at)
         SELECT id, 'sealed', 1, decode(repeat(md5(id::text), 3), 'hex'), school_id, created_at FROM account";

/// In the measured school: a class for each 30 learners, and eight for each learner.
const CLASSES: &str = "INSERT INTO teaching_group (id, school_id, academic_year, sourced_id, title, is_registration, year_group, created_at)
         SELECT ('01970000-0000-7000-a000-' || lpad(to_hex(g), 12, '0'))::uuid, '01970000-0000-7000-8000-000000000000', 2026,
                'class-' || g, (7 + g % 5) || 'CYM' || g, g % 8 = 0, 7 + g % 5, now()
         FROM generate_series(0, 399) AS g;
         INSERT INTO group_member (school_id, group_id, account_id, role, started_at)
         SELECT school_id, ('01970000-0000-7000-a000-' || lpad(to_hex((row_number() OVER (ORDER BY id) / 30 * 8 + c) % 400), 12, '0'))::uuid,
                id, 'learner', now()
         FROM account CROSS JOIN generate_series(0, 7) AS c
         WHERE school_id = '01970000-0000-7000-8000-000000000000' AND kind = 'learner'";
