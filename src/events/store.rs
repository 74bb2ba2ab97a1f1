//! SQL of events.

use crate::base::id::SchoolId;
use crate::db::SystemTx;

/// Every school.
pub(super) async fn list_schools(tx: &mut SystemTx) -> sqlx::Result<Vec<SchoolId>> {
    sqlx::query_scalar!(r#"SELECT id AS "id: SchoolId" FROM school ORDER BY id"#).fetch_all(&mut **tx).await
}
