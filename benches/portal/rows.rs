//! The floor of writing: rows of a table as one vector for each column, read from one database and written to another by
//! `UNNEST`, with nothing around it.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::postgres::{PgArguments, PgRow, Postgres};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Decode, PgConnection, Row, Type};
use uuid::Uuid;

/// Rows of a table.
pub struct Rows {
    table: &'static str,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    values: Values,
}

enum Values {
    Id(Vec<Option<Uuid>>),
    Text(Vec<Option<String>>),
    Day(Vec<Option<NaiveDate>>),
    Moment(Vec<Option<DateTime<Utc>>>),
    Truth(Vec<Option<bool>>),
    Small(Vec<Option<i16>>),
    Integer(Vec<Option<i32>>),
    Big(Vec<Option<i64>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl Rows {
    /// The rows of `table` for which the SQL `condition` is true. Columns that are lists or JSON stay out, at their default.
    pub async fn read(
        connection: &mut PgConnection,
        table: &'static str,
        condition: &str,
    ) -> sqlx::Result<Self> {
        let described: Vec<(String, String)> = sqlx::query_as(
            "SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute
             WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attndims = 0
                 AND atttypid <> 'jsonb'::regtype ORDER BY attnum",
        )
        .bind(table)
        .fetch_all(&mut *connection)
        .await?;
        let names: Vec<&str> = described.iter().map(|(name, _)| name.as_str()).collect();
        let rows =
            sqlx::query(AssertSqlSafe(format!("SELECT {} FROM {table} WHERE {condition}", names.join(", "))))
                .fetch_all(connection)
                .await?;
        let columns = described
            .iter()
            .enumerate()
            .map(|(place, (name, kind))| {
                let values = Values::read(&rows, place, kind)?;
                Ok(Column { name: name.clone(), values })
            })
            .collect::<sqlx::Result<_>>()?;
        Ok(Self { table, columns })
    }

    /// Only these columns.
    pub fn only(mut self, names: &[&str]) -> Self {
        self.columns.retain(|column| names.contains(&column.name.as_str()));
        self
    }

    /// Writes all rows anew.
    pub async fn insert(&self, connection: &mut PgConnection) -> sqlx::Result<u64> {
        self.run(connection, self.insertion()).await
    }

    /// Brings the rows with the same `key` to these values.
    pub async fn update(&self, connection: &mut PgConnection, key: &[&str]) -> sqlx::Result<u64> {
        let table = self.table;
        let values = self.names().filter(|name| !key.contains(name));
        let changes: Vec<String> = values.map(|name| format!("{name} = r.{name}")).collect();
        let same: Vec<String> = key.iter().map(|name| format!("{table}.{name} = r.{name}")).collect();
        let statement = format!(
            "UPDATE {table} SET {changes} FROM {rows} WHERE {same}",
            changes = changes.join(", "),
            rows = self.unnest(),
            same = same.join(" AND ")
        );
        self.run(connection, statement).await
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// Writes the rows that differ from those with the same `key`; where none does, nothing.
    pub async fn upsert(&self, connection: &mut PgConnection, key: &[&str]) -> sqlx::Result<u64> {
        let values: Vec<&str> = self.names().filter(|name| !key.contains(name)).collect();
        let list = |prefix: &str| {
            values.iter().map(|name| format!("{prefix}.{name}")).collect::<Vec<_>>().join(", ")
        };
        let changes: Vec<String> = values.iter().map(|name| format!("{name} = excluded.{name}")).collect();
        let statement = format!(
            "{insertion} ON CONFLICT ({key}) DO UPDATE SET {changes} WHERE ({before}) IS DISTINCT FROM ({after})",
            insertion = self.insertion(),
            key = key.join(", "),
            changes = changes.join(", "),
            before = list(self.table),
            after = list("excluded"),
        );
        self.run(connection, statement).await
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    fn insertion(&self) -> String {
        let names = self.names().collect::<Vec<_>>().join(", ");
        let rows = self.unnest();
        let table = self.table;
        format!("INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {names} FROM {rows}")
    }

    fn unnest(&self) -> String {
        let vectors: Vec<String> = (1..)
            .zip(&self.columns)
            .map(|(number, column)| format!("${number}::{}[]", column.values.sql_type()))
            .collect();
        let names = self.names().collect::<Vec<_>>().join(", ");
        format!("unnest({}) AS r ({names})", vectors.join(", "))
    }

    async fn run(&self, connection: &mut PgConnection, statement: String) -> sqlx::Result<u64> {
        let query = sqlx::query(AssertSqlSafe(statement));
        let bound = self.columns.iter().fold(query, |query, column| column.values.bind(query));
        Ok(bound.execute(connection).await?.rows_affected())
    }
}

impl Values {
    fn read(rows: &[PgRow], place: usize, kind: &str) -> sqlx::Result<Self> {
        Ok(match kind {
            "uuid" => Self::Id(column(rows, place)?),
            "text" => Self::Text(column(rows, place)?),
            "date" => Self::Day(column(rows, place)?),
            "timestamp with time zone" => Self::Moment(column(rows, place)?),
            "boolean" => Self::Truth(column(rows, place)?),
            "smallint" => Self::Small(column(rows, place)?),
            "integer" => Self::Integer(column(rows, place)?),
            "bigint" => Self::Big(column(rows, place)?),
            "bytea" => Self::Bytes(column(rows, place)?),
            other => return Err(sqlx::Error::TypeNotFound { type_name: other.to_owned() }),
        })
    }

    fn len(&self) -> usize {
        match self {
            Self::Id(values) => values.len(),
            Self::Text(values) => values.len(),
            Self::Day(values) => values.len(),
            Self::Moment(values) => values.len(),
            Self::Truth(values) => values.len(),
            Self::Small(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Big(values) => values.len(),
            Self::Bytes(values) => values.len(),
        }
    }

    fn sql_type(&self) -> &'static str {
        match self {
            Self::Id(_) => "uuid",
            Self::Text(_) => "text",
            Self::Day(_) => "date",
            Self::Moment(_) => "timestamptz",
            Self::Truth(_) => "boolean",
            Self::Small(_) => "smallint",
            Self::Integer(_) => "integer",
            Self::Big(_) => "bigint",
            Self::Bytes(_) => "bytea",
        }
    }

    fn bind<'q>(&'q self, query: Query<'q, Postgres, PgArguments>) -> Query<'q, Postgres, PgArguments> {
        match self {
            Self::Id(values) => query.bind(values),
            Self::Text(values) => query.bind(values),
            Self::Day(values) => query.bind(values),
            Self::Moment(values) => query.bind(values),
            Self::Truth(values) => query.bind(values),
            Self::Small(values) => query.bind(values),
            Self::Integer(values) => query.bind(values),
            Self::Big(values) => query.bind(values),
            Self::Bytes(values) => query.bind(values),
        }
    }
}

fn column<'r, T>(rows: &'r [PgRow], place: usize) -> sqlx::Result<Vec<T>>
where
    T: Decode<'r, Postgres> + Type<Postgres>,
{
    rows.iter().map(|row| row.try_get(place)).collect()
}
