//! Whether a service answers. After some failures in a row the circuit opens: nobody asks the service for a while, then one
//! probe does, and where it goes well the circuit is closed again.

use chrono::{DateTime, TimeDelta, Utc};

use super::store;
use super::tenant::Tenant;
use crate::base::random::{OsRandom, Random};
use crate::connectors::Service;
use crate::db::Reason;
use crate::services::Services;

/// Failures in a row after which a service counts as down.
pub(super) const FAILURES: i32 = 5;

/// The first pause of an open circuit, and the longest.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Over how long those who were sent away come back, in milliseconds.
const SCATTER: u32 = 30_000;

/// Whether the service may be asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// It may.
    Open,
    /// It may not: whoever came comes back at this moment.
    Shut(DateTime<Utc>),
}

/// How long an open circuit stays open before the next probe: the longer it is down, the longer.
pub(super) fn next_probe(opened_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    now + ((now - opened_at) / 2).clamp(FIRST_PAUSE, LONGEST_PAUSE)
}

/// Asks at the gate. Of those who come once the pause is over, the first is let through as the probe.
pub(super) async fn ask_at_gate(services: &Services, service: Service, tenant: Tenant) -> sqlx::Result<Gate> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::ServiceHealth).await?;
    let circuit = store::health::find_open_circuit(&mut tx, service, tenant).await?;
    let gate = match circuit {
        None => Gate::Open,
        Some(circuit) if circuit.next_try_at > now => Gate::Shut(scatter(circuit.next_try_at)),
        Some(circuit) => {
            let next = next_probe(circuit.opened_at, now);
            match store::health::take_probe(&mut tx, (service, tenant), circuit.next_try_at, next).await? {
                true => Gate::Open,
                false => Gate::Shut(scatter(next)),
            }
        }
    };
    tx.commit().await?;
    Ok(gate)
}

/// A little later, for each another moment, so that they do not come back together.
fn scatter(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment + TimeDelta::milliseconds(OsRandom.below(SCATTER).into())
}

/// Notes how a request fared: whether the service is down, as far as it tells.
pub(super) async fn note(
    services: &Services,
    (service, tenant): (Service, Tenant),
    is_down: bool,
) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::ServiceHealth).await?;
    match is_down {
        false => store::health::note_success(&mut tx, service, tenant).await?,
        true => {
            let is_new =
                store::health::note_failure(&mut tx, (service, tenant), now, now + FIRST_PAUSE).await?;
            if is_new {
                tracing::warn!(service = service.as_str(), %tenant, "a service does not answer: it is left alone for a while");
            }
        }
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_a_service_is_down_the_more_rarely_it_is_asked() {
        let opened: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
        let pause = |minutes| {
            let now = opened + TimeDelta::minutes(minutes);
            next_probe(opened, now) - now
        };
        assert_eq!(pause(0), TimeDelta::seconds(30));
        assert_eq!(pause(4), TimeDelta::minutes(2));
        assert_eq!(pause(600), TimeDelta::minutes(5));
    }
}
