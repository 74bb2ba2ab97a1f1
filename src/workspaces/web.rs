//! The buttons of a group's page for its Team and its Classroom, where the page itself is another feature's; and the way to the
//! page of stuck accounts.

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::request::{self, Asked, Asking};
use super::{Class, store, stuck};
use crate::audit::Author;
use crate::authz::{Actor, ManageWorkspaces, Permission, may};
use crate::base::id::GroupId;
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::web::{AppState, Flash, InSchool, WebError};

type Visit = InSchool<ManageWorkspaces>;

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/schools/{dfes}/groups/{id}/workspaces/{service}", post(ask))
        .route("/schools/{dfes}/groups/{id}/workspaces/{service}/members", post(add_members))
        .route("/schools/{dfes}/groups/{id}/workspaces/{service}/restore", post(restore))
        .route("/schools/{dfes}/groups/{id}/workspaces/{service}/retry", post(retry))
        .route("/schools/{dfes}/service-accounts", get(stuck::show_stuck))
        .route("/schools/{dfes}/service-accounts/retry", post(stuck::retry))
}

/// The group and the service that an address names.
#[derive(Debug, Deserialize)]
struct WorkspacePath {
    id: String,
    service: String,
}

impl WorkspacePath {
    fn group(&self) -> Result<GroupId, WebError> {
        self.id.parse().map(GroupId).map_err(|_| WebError::NotFound)
    }

    fn service(&self) -> Result<Service, WebError> {
        Service::from_code(&self.service).ok_or(WebError::NotFound)
    }
}

/// `POST …/workspaces/{service}`: *Add Google Classroom*, *Add Microsoft Team*.
async fn ask(visit: Visit, Path(path): Path<WorkspacePath>) -> Result<Response, WebError> {
    let author = Author::of(&visit.actor);
    let asking = asking(&visit, &author, &path)?;
    let mut tx = visit.begin().await?;
    let class = find_class(&mut tx, &visit.actor, &path).await?;
    let asked = request::ask(&mut tx, &asking, &class).await?;
    tx.commit().await?;
    match asked {
        Asked::Taken => Ok(back(&visit, &class, Flash::WorkspaceAsked)),
        Asked::NoTeacher => Ok(back(&visit, &class, Flash::NoTeacher)),
        Asked::NotPossible => Err(WebError::NotFound),
    }
}

/// What is asked for of a Team or Classroom that there is.
#[derive(Clone, Copy, Debug)]
enum Act {
    AddMembers,
    Restore,
    Retry,
}

/// `POST …/members`: adds everybody who is not yet a member.
async fn add_members(visit: Visit, Path(path): Path<WorkspacePath>) -> Result<Response, WebError> {
    act(&visit, &path, Act::AddMembers).await
}

/// `POST …/restore`: *Restore Google Classroom*, *Restore Microsoft Team*.
async fn restore(visit: Visit, Path(path): Path<WorkspacePath>) -> Result<Response, WebError> {
    act(&visit, &path, Act::Restore).await
}

/// `POST …/retry`: *Try again*.
async fn retry(visit: Visit, Path(path): Path<WorkspacePath>) -> Result<Response, WebError> {
    act(&visit, &path, Act::Retry).await
}

async fn act(visit: &Visit, path: &WorkspacePath, act: Act) -> Result<Response, WebError> {
    let author = Author::of(&visit.actor);
    let asking = asking(visit, &author, path)?;
    let mut tx = visit.begin().await?;
    let class = find_class(&mut tx, &visit.actor, path).await?;
    let flash = match act {
        Act::AddMembers => {
            request::add_members(&mut tx, &asking, &class).await?;
            Flash::MembersAsked
        }
        Act::Restore => {
            request::restore(&mut tx, &asking, &class).await?;
            Flash::WorkspaceAsked
        }
        Act::Retry => {
            request::retry(&mut tx, &asking, &class).await?;
            Flash::WorkspaceAsked
        }
    };
    tx.commit().await?;
    Ok(back(visit, &class, flash))
}

fn asking<'a>(visit: &'a Visit, author: &'a Author, path: &WorkspacePath) -> Result<Asking<'a>, WebError> {
    Ok(Asking {
        services: visit.asked.services(),
        author,
        address: visit.asked.address,
        service: path.service()?,
    })
}

/// A class that the visitor may see to: nobody else's is to be found here.
async fn find_class(tx: &mut TenantTx, actor: &Actor, path: &WorkspacePath) -> Result<Class, WebError> {
    let teacher = (!may(actor.role, Permission::SeeAllGroups)).then_some(actor.account);
    store::asking::find_class(tx, path.group()?, teacher).await?.ok_or(WebError::NotFound)
}

fn back(visit: &Visit, class: &Class, flash: Flash) -> Response {
    let jar = CookieJar::new().add(flash.cookie(visit.asked.is_https()));
    (jar, Redirect::to(&visit.path(&format!("/groups/{}", class.id)))).into_response()
}
