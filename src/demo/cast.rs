//! Who plays: authorities, schools and names. All are made up; no authority of Wales has these codes.

use crate::base::DfesNumber;
use crate::base::dfes_number::DfesNumberError;
use crate::tenancy::Phase;

/// An authority of the demo.
#[derive(Clone, Copy, Debug)]
pub struct AuthorityPlan {
    pub code: i16,
    pub name_en: &'static str,
    pub name_cy: &'static str,
}

/// A school of the demo.
#[derive(Clone, Copy, Debug)]
pub struct SchoolPlan {
    pub number: &'static str,
    pub name_en: &'static str,
    pub name_cy: &'static str,
    pub phase: Phase,
    /// First and last year group.
    pub years: (i16, i16),
    /// Registration groups a year.
    pub forms: u32,
    /// Learners in each of them.
    pub form_size: u32,
    /// Members of staff.
    pub staff: u32,
}

impl SchoolPlan {
    pub fn number(&self) -> Result<DfesNumber, DfesNumberError> {
        self.number.parse()
    }
}

pub const AUTHORITIES: [AuthorityPlan; 2] = [
    AuthorityPlan { code: 990, name_en: "Hillshire (demo)", name_cy: "Sir y Bryniau (demo)" },
    AuthorityPlan { code: 991, name_en: "Valleyshire (demo)", name_cy: "Sir y Dyffryn (demo)" },
];

/// The primary school whose Year 6 goes on to the secondary school.
pub const FEEDER: &str = "9902001";
/// The secondary school.
pub const SECONDARY: &str = "9904001";
/// The Welsh-medium school, whose last run is held.
pub const WELSH_MEDIUM: &str = "9914001";

pub const SCHOOLS: [SchoolPlan; 4] = [
    SchoolPlan {
        number: FEEDER,
        name_en: "Oakbank Primary School",
        name_cy: "Ysgol Gynradd Llwyn Derw",
        phase: Phase::Primary,
        years: (-1, 6),
        forms: 1,
        form_size: 18,
        staff: 14,
    },
    SchoolPlan {
        number: SECONDARY,
        name_en: "Heather Hill High School",
        name_cy: "Ysgol Uwchradd Bryn Grug",
        phase: Phase::Secondary,
        years: (7, 11),
        forms: 3,
        form_size: 26,
        staff: 34,
    },
    SchoolPlan {
        number: WELSH_MEDIUM,
        name_en: "Ysgol Gymraeg Glannau Mwyn",
        name_cy: "Ysgol Gymraeg Glannau Mwyn",
        phase: Phase::Secondary,
        years: (7, 13),
        forms: 2,
        form_size: 20,
        staff: 28,
    },
    SchoolPlan {
        number: "9917001",
        name_en: "Orchard Special School",
        name_cy: "Ysgol Arbennig y Berllan",
        phase: Phase::Special,
        years: (1, 11),
        forms: 1,
        form_size: 5,
        staff: 12,
    },
];

pub const FORENAMES: [&str; 60] = [
    "Siân",
    "Llŷr",
    "Tomos",
    "Ffion",
    "Gwenllïan",
    "Rhys",
    "Cerys",
    "Dafydd",
    "Eleri",
    "Gethin",
    "Heledd",
    "Ieuan",
    "Lowri",
    "Macsen",
    "Nia",
    "Owain",
    "Rhiannon",
    "Steffan",
    "Siôn",
    "Tegwen",
    "Nêst",
    "Angharad",
    "Bronwen",
    "Caradog",
    "Delyth",
    "Elin",
    "Gruffudd",
    "Hywel",
    "Iolo",
    "Mali",
    "Osian",
    "Seren",
    "Amelia",
    "Oliver",
    "Isla",
    "Noah",
    "Freya",
    "George",
    "Poppy",
    "Jacob",
    "Grace",
    "Harry",
    "Ruby",
    "Leo",
    "Evie",
    "Alfie",
    "Zara",
    "Adam",
    "Maryam",
    "Yusuf",
    "Aisha",
    "Kacper",
    "Zuzanna",
    "Matéo",
    "Chloé",
    "Søren",
    "Anna-Beth",
    "Mari-Elin",
    "Joseff",
    "Catrin",
];

pub const SURNAMES: [&str; 48] = [
    "Jones",
    "Davies",
    "Williams",
    "Evans",
    "Thomas",
    "Roberts",
    "Lewis",
    "Hughes",
    "Morgan",
    "Griffiths",
    "Edwards",
    "Owen",
    "James",
    "Rees",
    "Jenkins",
    "Price",
    "Llwyd",
    "Môn",
    "ap Rhys",
    "Gŵyn",
    "Tudur",
    "Bevan",
    "Pritchard",
    "Parry",
    "Bowen",
    "Vaughan",
    "O'Brien",
    "D'Arcy",
    "Prys-Jones",
    "Llewelyn",
    "ap Dafydd",
    "ferch Llŷr",
    "Hopcyn",
    "Ŵyn-Williams",
    "Khan",
    "Ahmed",
    "Nowak",
    "Kowalski",
    "Patel",
    "Smith",
    "Taylor",
    "Brown",
    "Wilson",
    "Clarke",
    "Rhydderch",
    "Chen",
    "García",
    "Ifans",
];
