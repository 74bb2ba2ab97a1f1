//! The lists: one static statement for the count and one for a page, with every filter in both, and one for the page as the
//! list opens.
//!
//! The list as it opens is asked for far more often than any other: its statement is planned once, and reads an index in its
//! order, no more of it than the page. The general one is planned each time for the filters that are set: then one that is not
//! set, an order that is not asked for and the half of the people that the status leaves out cost nothing. For that the two
//! halves of the union must stay without conditions of their own, and passwords are looked up for the page alone.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::super::filter::{ByUpn, Class, Filter, PeopleList, Status};
use super::super::search::SearchField;
use super::super::{Look, PersonRow, Standing};
use crate::accounts::State;
use crate::authz::AccountKind;
use crate::base::id::AccountId;
use crate::base::{AcademicYear, Language, PersonName, YearGroup};
use crate::credentials::PasswordState;
use crate::db::TenantTx;

/// `SELECT …` from the people who match, followed by the rest; the numbers up to 18 are the filter's.
macro_rules! matching_people {
    ($query:ident!($select:tt, $rest:tt $(, $row:ident)?), $school:expr, $look:expr $(, $more:expr)*) => {{
        let filter = $look.filter;
        let status = if filter.by_upn.is_some() { Status::All } else { filter.status };
        let words = filter.search.as_ref().map_or_else(Vec::new, |search| search.words());
        let (expires_from, expires_to) = filter.expiry.map_or((None, None), |expiry| expiry.days($look.today));
        sqlx::$query!(
            $($row,)?
            $select + r#"
            FROM (
                SELECT true AS is_here, a.school_id, a.id, a.kind, a.username, a.display_forename AS forename,
                       a.display_surname AS surname, a.search_name, a.admission_number, a.staff_code, a.year_group,
                       a.registration_group, a.has_consent, a.created_at, a.leaving_date, a.state, a.state_changed_at,
                       a.expires_on, a.last_sign_in_at, NULL::timestamptz AS moved_at
                FROM account a
                UNION ALL
                SELECT false, n.school_id, n.account_id, n.kind, n.username, n.forename,
                       n.surname, n.search_name, n.admission_number, n.staff_code, n.year_group,
                       n.registration_group, NULL, n.started_at, n.leaving_date, 'left', n.moved_at,
                       NULL, NULL, n.moved_at
                FROM enrolment n
            ) person
            WHERE person.school_id = $1 AND person.kind = ANY ($2) AND person.state = ANY ($3)
              AND (person.is_here OR ($4 AND person.moved_at IS NOT NULL))
              AND ($5::uuid IS NULL OR person.id = $5)
              AND ($6::smallint IS NULL OR person.year_group = $6)
              AND ($7::text IS NULL OR person.registration_group = $7)
              AND ($8::boolean IS NULL OR person.has_consent = $8)
              AND ($9::date IS NULL OR (person.created_at AT TIME ZONE 'Europe/London')::date >= $9)
              AND ($10::date IS NULL OR (person.created_at AT TIME ZONE 'Europe/London')::date <= $10)
              AND (($11::uuid IS NULL AND $12::uuid IS NULL) OR EXISTS (
                  SELECT FROM group_member m JOIN teaching_group g ON g.school_id = m.school_id AND g.id = m.group_id
                  WHERE m.school_id = $1 AND m.account_id = person.id AND m.role = 'learner' AND m.ended_at IS NULL
                    AND (g.id = $11 OR (g.academic_year = $13 AND EXISTS (
                        SELECT FROM group_member t
                        WHERE t.school_id = $1 AND t.group_id = g.id AND t.account_id = $12 AND t.role = 'teacher'
                          AND t.ended_at IS NULL)))))
              AND ($16::date IS NULL OR person.expires_on >= $16)
              AND ($17::date IS NULL OR person.expires_on <= $17)
              AND ($18::date IS NULL
                  OR (coalesce(person.last_sign_in_at, 'epoch') AT TIME ZONE 'Europe/London')::date <= $18)
              AND NOT EXISTS (
                  SELECT FROM unnest($14::text[]) AS wanted (word)
                  WHERE NOT (($15 IN ('', 'name') AND position(word IN person.search_name) > 0)
                      OR ($15 IN ('', 'username') AND position(word IN lower(person.username)) > 0)
                      OR ($15 IN ('', 'admission_number') AND starts_with(lower(coalesce(person.admission_number, '')), word))
                      OR ($15 IN ('', 'staff_code') AND starts_with(lower(coalesce(person.staff_code, '')), word))))
            "# + $rest,
            $school,
            &filter.kinds($look.list) as &[&str],
            states(status) as &[&str],
            status != Status::Current,
            filter.by_upn.map(sought),
            filter.year.map(YearGroup::number),
            filter.group,
            filter.has_consent,
            filter.created_from,
            filter.created_to,
            filter.class.and_then(Class::group).map(|group| group.0),
            (filter.class == Some(Class::Mine)).then_some($look.reader.0),
            AcademicYear::of($look.today).0,
            &words,
            filter.search.as_ref().and_then(|search| search.field).map_or("", SearchField::as_str),
            expires_from,
            expires_to,
            filter.unused.and_then(|unused| unused.until($look.today)),
            $($more,)*
        )
    }};
}

/// The list as it opens: everybody current, by name, in the order of the index with this collation.
macro_rules! list_current {
    ($tx:ident, $look:ident, $offset:ident, $collation:literal) => {
        sqlx::query_as!(
            Row,
            r#"SELECT a.id AS "id: AccountId", a.kind, a.username, a.display_forename AS forename,
                   a.display_surname AS surname, true AS "is_here!", a.state, a.state_changed_at, a.leaving_date, a.staff_code,
                   a.year_group, a.registration_group, a.has_consent AS "has_consent?", a.created_at,
                   a.expires_on, a.last_sign_in_at,
                   (SELECT c.form FROM credential c WHERE c.account_id = a.id
                        AND (c.form = 'private' OR c.visible_to_school_id = $1)) AS form
               FROM account a WHERE a.school_id = $1 AND a.kind = ANY ($2) AND a.state = 'active'
               ORDER BY a.display_surname COLLATE ""#
                + $collation
                + r#"", a.display_forename COLLATE ""#
                + $collation
                + r#"", a.id LIMIT $3 OFFSET $4"#,
            $tx.school().0,
            &$look.filter.kinds($look.list) as &[&str],
            i64::from($look.filter.per_page),
            $offset
        )
        .fetch_all(&mut **$tx)
        .await?
    };
}

/// How many people match.
pub(in super::super) async fn count_people(tx: &mut TenantTx, look: &Look<'_>) -> sqlx::Result<u64> {
    tx.plan_each_time().await?;
    let count = matching_people!(query_scalar!(r#"SELECT count(*) AS "count!""#, ""), tx.school().0, look)
        .fetch_one(&mut **tx)
        .await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Everybody who matches and whom the school manages.
pub(in super::super) async fn list_matching_ids(
    tx: &mut TenantTx,
    look: &Look<'_>,
) -> sqlx::Result<Vec<AccountId>> {
    if look.filter.is_usual() {
        return list_current_ids(tx, look).await;
    }
    tx.plan_each_time().await?;
    matching_people!(
        query_scalar!(r#"SELECT person.id AS "id!: AccountId""#, "AND person.is_here"),
        tx.school().0,
        look
    )
    .fetch_all(&mut **tx)
    .await
}

/// Everybody current, as the list opens.
async fn list_current_ids(tx: &mut TenantTx, look: &Look<'_>) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id: AccountId" FROM account WHERE school_id = $1 AND kind = ANY ($2) AND state = 'active'"#,
        tx.school().0,
        &look.filter.kinds(look.list) as &[&str]
    )
    .fetch_all(&mut **tx)
    .await
}

/// Everybody who matches, whoever manages them.
pub(in super::super) async fn list_all_ids(
    tx: &mut TenantTx,
    look: &Look<'_>,
) -> sqlx::Result<Vec<AccountId>> {
    tx.plan_each_time().await?;
    matching_people!(query_scalar!(r#"SELECT person.id AS "id!: AccountId""#, ""), tx.school().0, look)
        .fetch_all(&mut **tx)
        .await
}

/// Those of `ids` who stand in the list and whom the school manages.
pub(in super::super) async fn list_ticked_ids(
    tx: &mut TenantTx,
    list: PeopleList,
    ids: &[AccountId],
) -> sqlx::Result<Vec<AccountId>> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query_scalar!(
        r#"SELECT id AS "id: AccountId" FROM account WHERE school_id = $1 AND kind = ANY ($2) AND id = ANY ($3)"#,
        tx.school().0,
        &Filter::default().kinds(list) as &[&str],
        &ids
    )
    .fetch_all(&mut **tx)
    .await
}

/// A page of the people who match, from the row after `offset` on.
pub(in super::super) async fn list_people(
    tx: &mut TenantTx,
    look: &Look<'_>,
    offset: i64,
) -> sqlx::Result<Vec<PersonRow>> {
    let rows = match look.filter.is_usual() {
        true if look.language == Language::Cy => list_current!(tx, look, offset, "cy-x-icu"),
        true => list_current!(tx, look, offset, "en-x-icu"),
        false => list_matching(tx, look, offset).await?,
    };
    rows.into_iter().map(PersonRow::try_from).collect()
}

/// The list with every filter and order.
async fn list_matching(tx: &mut TenantTx, look: &Look<'_>, offset: i64) -> sqlx::Result<Vec<Row>> {
    tx.plan_each_time().await?;
    matching_people!(
        query_as!(
            r#"SELECT person.id AS "id!: AccountId", person.kind AS "kind!", person.username AS "username!",
                person.forename AS "forename!", person.surname AS "surname!", person.is_here AS "is_here!",
                person.state AS "state!", person.state_changed_at AS "state_changed_at!", person.leaving_date,
                person.staff_code, person.year_group, person.registration_group, person.has_consent,
                person.created_at AS "created_at!", person.expires_on, person.last_sign_in_at,
                (SELECT c.form FROM credential c WHERE c.account_id = person.id
                     AND (c.form = 'private' OR c.visible_to_school_id = $1)) AS form"#,
            r#"ORDER BY
                CASE $19 WHEN 'year' THEN person.year_group::float8 WHEN '-year' THEN -person.year_group::float8
                    WHEN 'group' THEN substring(person.registration_group FROM '^[0-9]{1,4}')::float8
                    WHEN '-group' THEN -substring(person.registration_group FROM '^[0-9]{1,4}')::float8
                    WHEN 'consent' THEN person.has_consent::integer::float8
                    WHEN '-consent' THEN -person.has_consent::integer::float8
                    WHEN 'expires' THEN extract(epoch FROM person.expires_on)::float8
                    WHEN '-expires' THEN -extract(epoch FROM person.expires_on)::float8
                    WHEN 'sign_in' THEN extract(epoch FROM coalesce(person.last_sign_in_at, 'epoch'))::float8
                    WHEN '-sign_in' THEN -extract(epoch FROM coalesce(person.last_sign_in_at, 'epoch'))::float8
                    WHEN 'created' THEN extract(epoch FROM person.created_at)::float8
                    WHEN '-created' THEN -extract(epoch FROM person.created_at)::float8 END,
                CASE $19 WHEN 'username' THEN lower(person.username) WHEN 'group' THEN person.registration_group END,
                CASE $19 WHEN '-username' THEN lower(person.username) WHEN '-group' THEN person.registration_group END DESC,
                CASE WHEN $19 = '-name' AND $20 = 'cy' THEN person.surname COLLATE "cy-x-icu" END DESC,
                CASE WHEN $19 = '-name' AND $20 = 'cy' THEN person.forename COLLATE "cy-x-icu" END DESC,
                CASE WHEN $19 = '-name' AND $20 = 'en' THEN person.surname COLLATE "en-x-icu" END DESC,
                CASE WHEN $19 = '-name' AND $20 = 'en' THEN person.forename COLLATE "en-x-icu" END DESC,
                CASE WHEN $19 <> '-name' AND $20 = 'cy' THEN person.surname COLLATE "cy-x-icu" END,
                CASE WHEN $19 <> '-name' AND $20 = 'cy' THEN person.forename COLLATE "cy-x-icu" END,
                CASE WHEN $19 <> '-name' AND $20 = 'en' THEN person.surname COLLATE "en-x-icu" END,
                CASE WHEN $19 <> '-name' AND $20 = 'en' THEN person.forename COLLATE "en-x-icu" END,
                person.id
            LIMIT $21 OFFSET $22"#,
            Row
        ),
        tx.school().0,
        look,
        look.filter.order.code(),
        look.language.code(),
        i64::from(look.filter.per_page),
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// The states that a status stands for.
fn states(status: Status) -> &'static [&'static str] {
    match status {
        Status::Current => &["active"],
        Status::Leavers => &["left"],
        Status::Expired => &["expired"],
        Status::Deactivated => &["deactivated"],
        Status::All => &["active", "left", "deactivated", "expired", "superseded", "undone"],
    }
}

/// No account has the nil id.
fn sought(by_upn: ByUpn) -> Uuid {
    match by_upn {
        ByUpn::Person(id) => id.0,
        ByUpn::Nobody => Uuid::nil(),
    }
}

struct Row {
    id: AccountId,
    kind: String,
    username: String,
    forename: String,
    surname: String,
    is_here: bool,
    state: String,
    state_changed_at: DateTime<Utc>,
    leaving_date: Option<NaiveDate>,
    staff_code: Option<String>,
    year_group: Option<i16>,
    registration_group: Option<String>,
    has_consent: Option<bool>,
    created_at: DateTime<Utc>,
    expires_on: Option<NaiveDate>,
    last_sign_in_at: Option<DateTime<Utc>>,
    form: Option<String>,
}

impl TryFrom<Row> for PersonRow {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> sqlx::Result<Self> {
        let corrupt = |column: &str| sqlx::Error::Decode(format!("account {}: {column}", row.id).into());
        let standing = if row.is_here {
            let state = State::from_code(&row.state).ok_or_else(|| corrupt("state"))?;
            Standing::here(state, row.state_changed_at, row.leaving_date)
        } else {
            Standing::moved(row.state_changed_at)
        };
        Ok(Self {
            kind: AccountKind::from_code(&row.kind).ok_or_else(|| corrupt("kind"))?,
            id: row.id,
            name: PersonName { forename: row.forename, surname: row.surname },
            username: row.username,
            standing,
            password: PasswordState::of(row.form.as_deref(), true),
            year: row.year_group.and_then(YearGroup::new),
            registration_group: row.registration_group,
            staff_code: row.staff_code,
            has_consent: row.has_consent,
            created_at: row.created_at,
            expires_on: row.expires_on,
            last_sign_in_at: row.last_sign_in_at,
        })
    }
}
