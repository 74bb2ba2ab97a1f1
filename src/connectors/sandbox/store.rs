//! The sandbox's state: one table of JSON objects, by kind, by what they belong to, and by id.

use serde_json::{Value, json};
use sqlx::query;

use crate::db::SystemTx;

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person at Microsoft.
    User,
    /// A user principal name or other address at Microsoft; says whose.
    Address,
    /// The immutable id of a person at Microsoft; says whose.
    ImmutableId,
    /// A class and group at Microsoft.
    Group,
    /// The mail nickname of a group; says whose.
    Nickname,
    /// A member of a group.
    Member,
    /// An owner of a group.
    Owner,
    /// A Team, by its group's id.
    Team,
    /// A shared mailbox, by its address.
    Mailbox,
    /// Somebody who may open a mailbox.
    FullAccess,
    /// Somebody who may send from a mailbox.
    SendAs,
    /// A person at Google.
    GoogleUser,
    /// An address at Google; says whose.
    GoogleAddress,
    /// A course at Google.
    Course,
    /// The alias of a course; says whose.
    CourseAlias,
    /// A student of a course.
    Student,
    /// A teacher of a course.
    Teacher,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::User => "microsoft.user",
            Self::Address => "microsoft.address",
            Self::ImmutableId => "microsoft.immutable_id",
            Self::Group => "microsoft.group",
            Self::Nickname => "microsoft.nickname",
            Self::Member => "microsoft.member",
            Self::Owner => "microsoft.owner",
            Self::Team => "microsoft.team",
            Self::Mailbox => "exchange.mailbox",
            Self::FullAccess => "exchange.full_access",
            Self::SendAs => "exchange.send_as",
            Self::GoogleUser => "google.user",
            Self::GoogleAddress => "google.address",
            Self::Course => "google.course",
            Self::CourseAlias => "google.course_alias",
            Self::Student => "google.student",
            Self::Teacher => "google.teacher",
        }
    }
}

/// Puts an object in; false where there is one with its id.
pub async fn insert(
    tx: &mut SystemTx,
    kind: Kind,
    parent: &str,
    id: &str,
    content: &Value,
) -> sqlx::Result<bool> {
    let done = query!(
        "INSERT INTO sandbox_object (kind, parent, id, content) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        kind.as_str(),
        parent,
        id,
        content
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Reserves a name for `owner`; false where another has it.
pub async fn reserve(tx: &mut SystemTx, kind: Kind, name: &str, owner: &str) -> sqlx::Result<bool> {
    let name = name.to_ascii_lowercase();
    Ok(insert(tx, kind, "", &name, &json!(owner)).await?
        || owner_of(tx, kind, &name).await?.as_deref() == Some(owner))
}

/// Whose a name is.
pub async fn owner_of(tx: &mut SystemTx, kind: Kind, name: &str) -> sqlx::Result<Option<String>> {
    let found = read(tx, kind, "", &name.to_ascii_lowercase()).await?;
    Ok(found.and_then(|owner| owner.as_str().map(str::to_owned)))
}

/// Reads an object.
pub async fn read(tx: &mut SystemTx, kind: Kind, parent: &str, id: &str) -> sqlx::Result<Option<Value>> {
    let row = query!(
        "SELECT content FROM sandbox_object WHERE kind = $1 AND parent = $2 AND id = $3",
        kind.as_str(),
        parent,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| row.content))
}

/// Reads an object that is to be changed: nobody else changes it until the transaction ends.
pub async fn lock(tx: &mut SystemTx, kind: Kind, id: &str) -> sqlx::Result<Option<Value>> {
    let row = query!(
        "SELECT content FROM sandbox_object WHERE kind = $1 AND parent = '' AND id = $2 FOR UPDATE",
        kind.as_str(),
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| row.content))
}

/// Changes an object.
pub async fn write(tx: &mut SystemTx, kind: Kind, id: &str, content: &Value) -> sqlx::Result<()> {
    query!(
        "UPDATE sandbox_object SET content = $3 WHERE kind = $1 AND parent = '' AND id = $2",
        kind.as_str(),
        id,
        content
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What belongs to `parent`, ordered by id, from behind `after` on.
pub async fn list(
    tx: &mut SystemTx,
    kind: Kind,
    parent: &str,
    after: &str,
    most: i64,
) -> sqlx::Result<Vec<String>> {
    let rows = query!(
        "SELECT id FROM sandbox_object WHERE kind = $1 AND parent = $2 AND id > $3 ORDER BY id LIMIT $4",
        kind.as_str(),
        parent,
        after,
        most
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Takes an object out; false where there was none.
pub async fn remove(tx: &mut SystemTx, kind: Kind, parent: &str, id: &str) -> sqlx::Result<bool> {
    let done = query!(
        "DELETE FROM sandbox_object WHERE kind = $1 AND parent = $2 AND id = $3",
        kind.as_str(),
        parent,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes out all of a kind that belong to `parent`.
pub async fn remove_all(tx: &mut SystemTx, kind: Kind, parent: &str) -> sqlx::Result<()> {
    query!("DELETE FROM sandbox_object WHERE kind = $1 AND parent = $2", kind.as_str(), parent)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Frees every name of an owner.
pub async fn release(tx: &mut SystemTx, kind: Kind, owner: &str) -> sqlx::Result<()> {
    query!(
        "DELETE FROM sandbox_object WHERE kind = $1 AND parent = '' AND content = to_jsonb($2::text)",
        kind.as_str(),
        owner
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes somebody out of everything.
pub async fn remove_from_all(tx: &mut SystemTx, kind: Kind, id: &str) -> sqlx::Result<()> {
    query!("DELETE FROM sandbox_object WHERE kind = $1 AND id = $2", kind.as_str(), id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The names of an owner.
pub async fn names(tx: &mut SystemTx, kind: Kind, owner: &str) -> sqlx::Result<Vec<String>> {
    let rows = query!(
        "SELECT id FROM sandbox_object WHERE kind = $1 AND parent = '' AND content = to_jsonb($2::text) ORDER BY id",
        kind.as_str(),
        owner
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
