//! Counts the statements that the portal sends to its database.

use std::cell::Cell;
use std::sync::Once;

use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

thread_local! {
    /// Each test has a thread of its own.
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// How many statements the portal sends to its database meanwhile.
pub async fn count_statements(work: impl Future<Output = ()>) -> usize {
    static COUNTING: Once = Once::new();
    COUNTING
        .call_once(|| tracing::subscriber::set_global_default(Registry::default().with(Counter)).unwrap());
    let before = STATEMENTS.get();
    work.await;
    STATEMENTS.get() - before
}

/// Counts what the database driver logs.
struct Counter;

impl<S: tracing::Subscriber> Layer<S> for Counter {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut opening = OpensConnection(false);
        event.record(&mut opening);
        if !opening.0 {
            STATEMENTS.set(STATEMENTS.get() + 1);
        }
    }
}

/// Whether a statement is the one with which the pool opens a further connection: when it does is chance.
struct OpensConnection(bool);

impl tracing::field::Visit for OpensConnection {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 |= field.name() == "summary" && format!("{value:?}").trim_matches('"').starts_with("SET ROLE");
    }
}
