//! The web kit: what every page stands on. It knows no feature.
//!
//! A page is a struct with a `shell: Shell` and a template that extends `base.html`; a handler answers with the page or with
//! a [`WebError`], which [`with_page_layers`] turns into a page in the reader's language.

pub mod acts;
pub mod assets;
pub mod csv;
pub mod dates;
pub mod error;
mod error_pages;
pub mod flash;
pub mod form;
pub mod headers;
pub mod i18n;
pub mod language;
pub mod list;
pub mod office;
pub mod page;
pub mod paging;
pub mod person_shell;
pub mod request;
pub mod request_id;
pub mod roles;
pub mod state;
pub mod upload;

#[cfg(test)]
mod gallery;

pub use assets::asset_url;
pub use error::WebError;
pub use error_pages::is_htmx;
pub use flash::Flash;
pub use form::{Explain, FormErrors, TypedPassword};
pub use headers::{HeaderSettings, with_page_layers};
pub use i18n::{Messages, messages};
pub use list::{Chip, Column, ListAddress, ListFrame, Pagination, Sort};
pub use office::InAuthority;
pub use page::{Menu, MenuEntry, SchoolBox, Shell};
pub use paging::Paging;

pub use crate::config::ServiceDeskContact;
pub use request::{Asked, InSchool, SignedIn};
pub use request_id::RequestId;
pub use state::{AppState, EntryPlan, MenuPlan, Menus, WebSettings};
