//! What the school's newest run and its accounts say of somebody.

use chrono::{DateTime, NaiveDate, Utc};

use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::id::{AccountId, BatchId, WaitingId};
use crate::base::{AcademicYear, Language, PersonName, Upn};
use crate::credentials::PasswordState;
use crate::db::TenantTx;
use crate::moves::questions::{AccountFacts, RunFacts, RunLine};

/// The newest run that says something of people: applied, or held.
#[derive(Clone, Debug)]
pub struct NewestRun {
    pub id: BatchId,
    pub received_at: DateTime<Utc>,
    pub facts: RunFacts,
}

/// The school's newest applied or held run.
pub async fn find_newest_run(tx: &mut TenantTx) -> sqlx::Result<Option<NewestRun>> {
    let row = sqlx::query!(
        r#"SELECT id AS "id: BatchId", received_at, state = 'held' AS "is_held!",
                  (SELECT a.academic_year FROM sync_batch a WHERE a.school_id = $1 AND a.state = 'applied'
                   ORDER BY a.number DESC LIMIT 1) AS "academic_year: AcademicYear"
           FROM sync_batch WHERE school_id = $1 AND state IN ('applied', 'held') ORDER BY number DESC LIMIT 1"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| NewestRun {
        id: row.id,
        received_at: row.received_at,
        facts: RunFacts { academic_year: row.academic_year, is_held: row.is_held },
    }))
}

/// The run's rows about people without an account here, in the file's order.
pub async fn list_lines(tx: &mut TenantTx, run: BatchId) -> sqlx::Result<Vec<RunLine>> {
    sqlx::query_as!(
        RunLine,
        r#"SELECT r.name AS "name!", r.row AS "row!", 'rejected' AS "outcome!", r.code AS "cause!",
                  NULL::uuid AS "waiting: WaitingId"
           FROM sync_rejection r WHERE r.school_id = $1 AND r.batch_id = $2
           UNION ALL
           SELECT c.name, c.row, c.outcome, c.cause, w.id
           FROM sync_change c
           LEFT JOIN waiting_learner w
             ON w.school_id = c.school_id AND w.sourced_id = c.sourced_id AND c.outcome = 'waiting'
           WHERE c.school_id = $1 AND c.batch_id = $2 AND c.account_id IS NULL
             AND c.outcome IN ('skipped', 'waiting', 'created', 'transferred')
           ORDER BY 2"#,
        tx.school().0,
        run.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// The school's own account, now or before, with this UPN or one before it.
pub async fn find_account_by_upn(tx: &mut TenantTx, upn: &Upn) -> sqlx::Result<Option<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id: AccountId" FROM account
           WHERE school_id = $1 AND (upn = $2 OR (former_upns <> '{}' AND former_upns @> ARRAY[$2]))
           ORDER BY upn = $2 DESC LIMIT 1"#,
        tx.school().0,
        upn.as_str()
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Somebody from the MIS who is or was in the school.
#[derive(Clone, Debug)]
pub struct PersonRow {
    pub id: AccountId,
    pub kind: AccountKind,
    pub name: PersonName,
    pub username: String,
    pub facts: AccountFacts,
}

/// Whom to find.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// One person alone.
    pub id: Option<AccountId>,
    /// Folded words, all of which stand in the name.
    pub words: &'a [String],
    /// The newest run, for what it says of them.
    pub run: Option<BatchId>,
    /// In which language names are sorted.
    pub language: Language,
    /// How many at most.
    pub limit: i64,
}

/// People from the MIS who are or were in the school, by name.
pub async fn find_people(tx: &mut TenantTx, wanted: Wanted<'_>) -> sqlx::Result<Vec<PersonRow>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT n.account_id AS "id: AccountId", n.kind, coalesce(a.display_forename, n.forename) AS "forename!",
                  coalesce(a.display_surname, n.surname) AS "surname!", coalesce(a.username, n.username) AS "username!",
                  a.id IS NULL AS "has_moved!", coalesce(a.state, 'left') AS "state!",
                  coalesce(a.leaving_date, n.leaving_date) AS leaving_date, c.form AS "form?",
                  coalesce(c.visible_to_school_id = $1, false) AS "is_visible!", l.outcome AS "outcome?", l.cause AS "cause?"
           FROM enrolment n
           LEFT JOIN account a ON a.id = n.account_id AND a.school_id = n.school_id AND n.moved_at IS NULL
           LEFT JOIN credential c ON c.account_id = a.id
           LEFT JOIN LATERAL (
               SELECT s.outcome, s.cause FROM sync_change s
               WHERE s.school_id = $1 AND s.batch_id = $2 AND s.account_id = n.account_id
               ORDER BY s.outcome <> 'missing', s.position LIMIT 1
           ) l ON true
           WHERE n.school_id = $1 AND n.kind IN ('learner', 'staff') AND ($3::uuid IS NULL OR n.account_id = $3)
             AND NOT EXISTS (SELECT FROM unnest($4::text[]) AS w (word)
                             WHERE position(w.word IN coalesce(a.search_name, n.search_name)) = 0)
           ORDER BY CASE WHEN $5 = 'cy' THEN coalesce(a.display_surname, n.surname) END COLLATE "cy-x-icu",
               coalesce(a.display_surname, n.surname) COLLATE "en-x-icu",
               coalesce(a.display_forename, n.forename) COLLATE "en-x-icu", n.account_id
           LIMIT $6"#,
        tx.school().0,
        wanted.run.map(|run| run.0),
        wanted.id.map(|id| id.0),
        wanted.words,
        wanted.language.code(),
        wanted.limit
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(PersonRow::try_from).collect()
}

struct Row {
    id: AccountId,
    kind: String,
    forename: String,
    surname: String,
    username: String,
    has_moved: bool,
    state: String,
    leaving_date: Option<NaiveDate>,
    form: Option<String>,
    is_visible: bool,
    outcome: Option<String>,
    cause: Option<String>,
}

impl TryFrom<Row> for PersonRow {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> sqlx::Result<Self> {
        let corrupt = |column: &str| sqlx::Error::Decode(format!("account {}: {column}", row.id).into());
        let kind = AccountKind::from_code(&row.kind).ok_or_else(|| corrupt("kind"))?;
        Ok(Self {
            facts: AccountFacts {
                is_learner: kind.is_learner(),
                has_moved: row.has_moved,
                state: State::from_code(&row.state).ok_or_else(|| corrupt("state"))?,
                leaving_date: row.leaving_date,
                password: PasswordState::of(row.form.as_deref(), row.is_visible),
                is_password_elsewhere: row.form.is_some() && !row.is_visible,
                line: row.outcome.zip(row.cause),
            },
            id: row.id,
            kind,
            name: PersonName { forename: row.forename, surname: row.surname },
            username: row.username,
        })
    }
}
