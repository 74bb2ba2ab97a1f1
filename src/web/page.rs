//! The shell around every page: bars, school, menus, flash, footer.
//!
//! A page struct holds `shell: Shell`, derives `Template` and `WebTemplate`, and its template extends `base.html`. Menus are
//! data: the router, which knows every feature, fills them.

use crate::base::{DfesNumber, Language};
use crate::config::ServiceDeskContact;
use crate::web::{Flash, Messages, messages};

/// What stands around a page.
#[derive(Clone)]
pub struct Shell {
    /// The language of the page.
    pub language: Language,
    /// Its messages; templates call them `t`.
    pub messages: &'static Messages,
    /// The display name of who is signed in.
    pub person: Option<String>,
    /// The school that they work in.
    pub school: Option<SchoolBox>,
    /// The menus below the school, as far as this person may use them.
    pub menus: Vec<Menu>,
    /// What the last act has to say.
    pub flash: Option<Flash>,
    /// Whom to ask.
    pub service_desk: Option<ServiceDeskContact>,
    /// Where *Dashboard* leads when no school is in front.
    pub home: String,
    /// The page's own address, to come back to after a change of language.
    pub path_and_query: String,
}

/// The blue box.
#[derive(Clone, Debug)]
pub struct SchoolBox {
    /// The school's name in the language of the page.
    pub name: String,
    /// Its number.
    pub number: DfesNumber,
    /// Its phase in words.
    pub phase: String,
    /// Its dashboard.
    pub dashboard_url: String,
    /// For people who belong elsewhere, the sentence that says so: “Working in … as LA administrator”.
    pub working_as: Option<String>,
    /// Where *Leave* leads.
    pub leave_url: String,
}

/// A menu of the second bar.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What it is called: *View Users*.
    pub label: String,
    /// What is in it.
    pub entries: Vec<MenuEntry>,
}

/// A line of a menu.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// What it is called.
    pub label: String,
    /// Where it leads; a line that leads nowhere is the heading of those below it.
    pub href: Option<String>,
}

impl Shell {
    /// A shell for somebody who is not signed in, or not known to be.
    pub fn bare(language: Language, path_and_query: impl Into<String>) -> Self {
        Self {
            language,
            messages: messages(language),
            person: None,
            school: None,
            menus: Vec::new(),
            flash: None,
            service_desk: None,
            home: "/".to_owned(),
            path_and_query: path_and_query.into(),
        }
    }

    /// The language that the language button changes to.
    pub fn other_language(&self) -> Language {
        match self.language {
            Language::Cy => Language::En,
            Language::En => Language::Cy,
        }
    }

    /// Where *Dashboard* leads.
    pub fn dashboard_url(&self) -> &str {
        self.school.as_ref().map_or(&self.home, |school| &school.dashboard_url)
    }
}

impl MenuEntry {
    /// A line that leads to `href`.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// The heading of the lines below it.
    pub fn heading(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}
