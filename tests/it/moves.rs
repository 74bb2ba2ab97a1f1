//! Moves between schools: the checker, the frequent questions, the guide's examples, former accounts of staff.

mod checker;
mod guide;
mod questions;
mod transfer;

use chrono::TimeDelta;
use scraper::Selector;
use serde_json::Value;
use ump::authz::Role;
use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::people::Person;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, Staff, learner, teacher};

pub const OLD: &str = "6812001";
pub const NEW: &str = "6814002";

/// Two schools, each with a champion.
pub struct Pair {
    pub portal: Portal,
    pub old: School,
    pub new: School,
    pub old_champion: Person,
    pub new_champion: Person,
}

/// The old school: learners 1 to 3, its champion and a teacher.
pub fn old_roster() -> Roster {
    old_roster_of(3, [teacher("ATH", "Rhys", "Athro")])
}

/// The old school with so many learners, its champion and these staff.
pub fn old_roster_of<const N: usize>(learners: u32, staff: [Staff; N]) -> Roster {
    let school = Roster::of(OLD).learners((1..=learners).map(learner)).staff([champion()]);
    school.staff(staff).class_of_all("OLD1")
}

/// The new school: learner 9 and its champion.
pub fn new_roster() -> Roster {
    Roster::of(NEW).learners([learner(9)]).staff([champion()])
}

fn champion() -> Staff {
    teacher("HYR", "Nia", "Hyrwyddwr")
}

impl Pair {
    pub async fn start() -> Self {
        let portal = Portal::start().await;
        let old = portal.add_school(OLD, "Ysgol Hen").await;
        let new = portal.add_school(NEW, "Ysgol Newydd").await;
        portal.push(&old, &old_roster()).await;
        portal.push(&new, &new_roster()).await;
        let old_champion = portal.find(&old, "staff-HYR").await;
        let new_champion = portal.find(&new, "staff-HYR").await;
        for champion in [&old_champion, &new_champion] {
            portal.grant(champion, Role::DigitalChampion).await;
        }
        Self { portal, old, new, old_champion, new_champion }
    }

    /// A little later the client of a school runs; whoever is signed in stays so.
    pub async fn run(&self, school: &School, roster: &Roster) -> Value {
        self.portal.wait(TimeDelta::minutes(20));
        self.portal.push(school, roster).await
    }

    /// The old school's champion at work.
    pub async fn at_old(&self) -> Browser<'_> {
        self.portal.sign_in(&self.old_champion).await
    }

    /// The new school's champion at work.
    pub async fn at_new(&self) -> Browser<'_> {
        self.portal.sign_in(&self.new_champion).await
    }
}

/// The move checker of a school.
pub fn moves(number: &str) -> String {
    format!("/schools/{number}/moves")
}

/// Where the first link of these leads.
pub fn href(page: &Answer, selector: &str) -> String {
    let html = page.html();
    let link = html.select(&Selector::parse(selector).unwrap()).next();
    link.unwrap_or_else(|| panic!("{} has no {selector}", page.address)).attr("href").unwrap().to_owned()
}
