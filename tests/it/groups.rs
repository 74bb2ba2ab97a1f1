//! *View Groups* and a group's page: who sees which, who is in them, and what is offered there.

mod classes;
mod list;
mod past;

use ump::authz::Role;
use ump::tenancy::School;

use crate::support::people::Person;
use crate::support::portal::Portal;
use crate::support::roster::{Class, Learner, Roster, learner, teacher};

const LIST: &str = "/schools/6812001/groups";

/// A school with a homeroom class and two subjects in Year 7, and a registration group of Year 8 that has no class.
struct Setting {
    portal: Portal,
    school: School,
    champion: Person,
    /// Teaches mathematics.
    rhys: Person,
    /// Teaches Welsh, and looks after 7A.
    sian: Person,
}

fn in_year_8(n: u32) -> Learner {
    Learner { registration_group: "8B".to_owned(), ..learner(n) }.in_year("08")
}

/// A class of the learners with these numbers.
fn class(id: &str, title: &str, learners: impl IntoIterator<Item = u32>, teacher: &str) -> Class {
    Class {
        id: id.to_owned(),
        title: title.to_owned(),
        is_registration: false,
        learners: learners.into_iter().map(|n| format!("learner-{n}")).collect(),
        teachers: vec![format!("staff-{teacher}")],
    }
}

fn roster() -> Roster {
    let mut roster = Roster::of("6812001").learners((1..=3).map(learner)).learners([in_year_8(4)]).staff([
        teacher("HYR", "Nia", "Hyrwyddwr"),
        teacher("ATH", "Rhys", "Athro"),
        teacher("LLR", "Siân", "Llŷr"),
    ]);
    roster.classes = vec![
        class("MAT1", "7A/Ma", 1..=3, "ATH"),
        class("CYM1", "7A/Cy", 1..=2, "LLR"),
        Class { is_registration: true, ..class("REG1", "7A", 1..=3, "LLR") },
    ];
    roster
}

impl Setting {
    async fn make() -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        portal.push(&school, &roster()).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        Self {
            rhys: portal.find(&school, "staff-ATH").await,
            sian: portal.find(&school, "staff-LLR").await,
            portal,
            school,
            champion,
        }
    }

    /// The address of a class's page.
    async fn class(&self, id: &str) -> String {
        format!("{LIST}/{}", self.portal.class(&self.school, id).await)
    }
}
