//! The pages of moves.

mod desk;
mod list;
mod person;
mod transfer;
mod wording;

use axum::Router;
use axum::routing::{get, post};

use crate::authz::CheckMoves;
use crate::base::Language;
use crate::db::TenantTx;
use crate::school_settings::{ClientContact, find_client_contact};
use crate::tenancy::list_authorities;
use crate::web::{AppState, InSchool};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/moves", get(list::show_moves))
        .route("/schools/{dfes}/moves/search", post(list::search_moves))
        .route("/schools/{dfes}/moves/{id}", get(person::show_move))
        .route(
            "/schools/{dfes}/users/{id}/transfer",
            get(transfer::show_transfer).post(transfer::post_transfer),
        )
        .route("/service-desk/transfers", get(desk::show_transfers))
        .route("/service-desk/transfers/{id}", get(desk::show_transfer))
        .route("/service-desk/transfers/{id}/approve", post(desk::post_approve))
        .route("/service-desk/transfers/{id}/refuse", post(desk::post_refuse))
}

type Visit = InSchool<CheckMoves>;

/// Whom a page names when somebody else has to act.
struct Contacts {
    /// Who manages this school's client.
    client: Option<ClientContact>,
    /// The school's authority, which reaches the other school.
    authority: String,
}

impl Contacts {
    async fn find(tx: &mut TenantTx, visit: &Visit) -> sqlx::Result<Self> {
        let language: Language = visit.asked.language;
        let authorities = list_authorities(tx).await?;
        let own = authorities.iter().find(|authority| authority.code == visit.school.authority_code);
        Ok(Self {
            client: find_client_contact(tx).await?,
            authority: own.map(|authority| authority.name(language).to_owned()).unwrap_or_default(),
        })
    }
}
