//! Which tenant of a service a school's people and classes are in.

use std::fmt;

use crate::connectors::{Connector, Connectors, Service};

/// A tenant: an authority's own, the nation's, or the sandbox. What is in one is not in another, so that a setting that
/// changes makes everything anew there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tenant {
    /// The authority's own.
    Authority(i16),
    /// The one that serves every authority without its own.
    Nation,
    /// Ours, where nothing is configured.
    Sandbox,
}

impl Tenant {
    /// The tenant in which the authority's schools are.
    pub fn of(connectors: &Connectors, service: Service, authority: i16) -> Self {
        // An authority without a tenant of its own gets the very one that serves them all.
        let connector = |authority| connectors.connector(service, authority);
        if connectors.is_sandbox(service, authority) {
            Self::Sandbox
        } else if std::ptr::eq(connector(authority), connector(NO_AUTHORITY)) {
            Self::Nation
        } else {
            Self::Authority(authority)
        }
    }

    /// The way into the tenant, where the portal still has one; `authority` is the one that asks.
    pub(super) fn reach(
        self,
        connectors: &Connectors,
        service: Service,
        authority: i16,
    ) -> Option<&Connector> {
        let code = match self {
            Self::Authority(code) => code,
            Self::Nation => NO_AUTHORITY,
            Self::Sandbox => authority,
        };
        (Self::of(connectors, service, code) == self).then(|| connectors.connector(service, code))
    }

    /// The tenant with this spelling.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "nation" => Some(Self::Nation),
            "sandbox" => Some(Self::Sandbox),
            code => code.parse().ok().map(Self::Authority),
        }
    }
}

/// Stands for an authority that has no tenant of its own: none has this code.
const NO_AUTHORITY: i16 = 0;

impl fmt::Display for Tenant {
    /// The tenant as the database spells it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authority(code) => code.fmt(f),
            Self::Nation => f.write_str("nation"),
            Self::Sandbox => f.write_str("sandbox"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenant_has_a_spelling() {
        for tenant in [Tenant::Authority(681), Tenant::Nation, Tenant::Sandbox] {
            assert_eq!(Tenant::from_code(&tenant.to_string()), Some(tenant));
        }
        assert_eq!(Tenant::from_code("elsewhere"), None);
    }
}
