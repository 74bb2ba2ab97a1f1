//! The pages of the footer: terms and conditions, privacy notice, accessibility statement.
//!
//! Everybody may read them, signed in or not. Their text is long and changes as a whole, so it stands in a template for each
//! language and not among the messages.

use askama::Template;
use askama_web::WebTemplate;
use axum::Router;
use axum::routing::get;

use crate::authz::SeeProfile;
use crate::base::Language;
use crate::web::{AppState, Asked, Messages, Shell, SignedIn, WebError};

/// The routes of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/terms", get(show_terms))
        .route("/privacy", get(show_privacy))
        .route("/accessibility", get(show_accessibility))
}

/// Which of the three.
#[derive(Clone, Copy)]
enum Notice {
    Terms,
    Privacy,
    Accessibility,
}

#[derive(Template, WebTemplate)]
#[template(path = "notices/notice.html")]
struct NoticePage {
    shell: Shell,
    notice: Notice,
}

impl NoticePage {
    fn heading(&self, t: &Messages) -> String {
        match self.notice {
            Notice::Terms => t.terms_and_conditions(),
            Notice::Privacy => t.privacy_notice(),
            Notice::Accessibility => t.accessibility_statement(),
        }
    }
}

/// Who reads, as far as that is known: whoever is not signed in, or not yet, reads all the same.
type Reader = Result<SignedIn<SeeProfile>, WebError>;

async fn show_terms(asked: Asked, reader: Reader) -> NoticePage {
    page(&asked, &reader, Notice::Terms)
}

async fn show_privacy(asked: Asked, reader: Reader) -> NoticePage {
    page(&asked, &reader, Notice::Privacy)
}

async fn show_accessibility(asked: Asked, reader: Reader) -> NoticePage {
    page(&asked, &reader, Notice::Accessibility)
}

fn page(asked: &Asked, reader: &Reader, notice: Notice) -> NoticePage {
    let shell = reader.as_ref().map_or_else(|_| asked.shell(), SignedIn::shell);
    NoticePage { shell, notice }
}
