//! The sandbox tenant: a server of ours on this machine that answers the requests of the connectors as Microsoft 365 and Google
//! Workspace do, with state, and with latency and faults that can be switched on.
//!
//! It stands in where no tenant is configured. It is as strict as the services are known to be: it refuses fields that they do
//! not have, addresses that they do not take, and names that are taken, with their error bodies. Only base address and
//! credentials tell it from them.

mod access;
mod answers;
mod controls;
mod exchange;
mod google;
mod microsoft;
mod odata;
mod recorder;
mod sign_in;
mod store;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::base::Clock;
use crate::base::id::Ids;
use crate::base::random::OsRandom;
use crate::config::SandboxSettings;
use crate::db::{Database, Reason, SystemTx};

pub use access::Access;
pub use controls::Controls;
pub use recorder::Recorded;

/// A running sandbox; it ends when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    access: Access,
    controls: Controls,
    _stop: DropGuard,
}

/// What the handlers share.
struct Shared {
    database: Database,
    clock: Clock,
    access: Access,
    controls: Controls,
    tokens: Mutex<HashMap<String, Issued>>,
}

type Desk = Arc<Shared>;

/// A token that was given.
struct Issued {
    interface: Interface,
    until: DateTime<Utc>,
    generation: u64,
}

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Interface {
    Graph,
    Exchange,
    Directory,
    Classroom,
}

impl Sandbox {
    /// Starts the sandbox on a free port of this machine. Its state stands in `database`.
    pub async fn start(
        database: Database,
        clock: Clock,
        mail_domain: &str,
        settings: SandboxSettings,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let access = Access::new(listener.local_addr()?, mail_domain);
        let controls = Controls::new(settings);
        let desk = Arc::new(Shared {
            database,
            clock,
            access: access.clone(),
            controls: controls.clone(),
            tokens: Mutex::default(),
        });
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router(desk)).with_graceful_shutdown(stopped).await {
                tracing::error!(%error, "the sandbox ended");
            }
        });
        Ok(Self { access, controls, _stop: stop.drop_guard() })
    }

    /// How to reach it.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// What can be switched while it runs.
    pub fn controls(&self) -> &Controls {
        &self.controls
    }
}

fn router(desk: Desk) -> Router {
    let guard = |interface| {
        let desk = desk.clone();
        axum::middleware::from_fn(move |request, next| sign_in::check(desk.clone(), interface, request, next))
    };
    Router::new()
        .nest("/graph/v1.0", microsoft::routes().layer(guard(Interface::Graph)))
        .nest("/exchange/adminapi/beta", exchange::routes().layer(guard(Interface::Exchange)))
        .nest("/directory/admin/directory/v1", google::directory_routes().layer(guard(Interface::Directory)))
        .nest("/classroom/v1", google::classroom_routes().layer(guard(Interface::Classroom)))
        .merge(sign_in::routes())
        .layer(axum::middleware::from_fn_with_state(desk.clone(), controls::disturb))
        .layer(axum::middleware::from_fn_with_state(desk.clone(), recorder::record))
        .with_state(desk)
}

impl Shared {
    async fn begin(&self) -> sqlx::Result<SystemTx> {
        self.database.system(Reason::Sandbox).await
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// When something that takes a while is done.
    fn later(&self) -> DateTime<Utc> {
        self.now() + self.controls.delay()
    }

    /// An id as Microsoft makes them.
    fn fresh_id(&self) -> String {
        Ids::new(&self.clock, &mut OsRandom).fresh::<Uuid>().to_string()
    }

    /// An id as Google makes them: digits.
    fn fresh_number(&self) -> String {
        let id = Ids::new(&self.clock, &mut OsRandom).fresh::<Uuid>();
        (1_u128 << 127 | id.as_u128() >> 1).to_string().chars().skip(18).collect()
    }

    fn issue(&self, interface: Interface, life: TimeDelta) -> String {
        let (token, now) = (access::secret(), self.now());
        let issued = Issued { interface, until: now + life, generation: self.controls.generation() };
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.retain(|_, issued| now < issued.until);
        tokens.insert(token.clone(), issued);
        token
    }

    fn is_good(&self, token: &str, interface: Interface) -> bool {
        let tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.get(token).is_some_and(|issued| {
            issued.interface == interface
                && self.now() < issued.until
                && issued.generation == self.controls.generation()
        })
    }
}
