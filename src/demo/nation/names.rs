//! Names of schools: made-up places, Welsh in both languages, each once in an authority.

use crate::tenancy::Phase;

const FIRST: [&str; 16] = [
    "Aber", "Bod", "Bryn", "Cae", "Coed", "Cwm", "Dol", "Glan", "Llan", "Maes", "Nant", "Pen", "Pont",
    "Rhos", "Tre", "Ynys",
];
const SECOND: [&str; 22] = [
    "arth", "awel", "cadno", "celyn", "ceirios", "derwen", "drudwy", "eirin", "eithin", "fedwen", "gelynen",
    "gwennol", "helyg", "hebog", "llwynog", "meillion", "mwyar", "onnen", "rhedyn", "saffrwm", "ysgaw",
    "ywen",
];

/// A school's name in English and in Welsh; `place` counts the schools of its authority.
pub(super) fn of_school(authority: usize, place: usize, phase: Phase) -> (String, String) {
    // Both steps are prime to the length of their list, so that the two together come round last of all.
    let number = authority * 67 + place;
    let first = FIRST[number % FIRST.len()];
    let second = SECOND[(number / FIRST.len() + number * 5) % SECOND.len()];
    let town = format!("{first}{second}");
    let (english, welsh) = match phase {
        Phase::Primary => ("Primary School", "Ysgol Gynradd"),
        Phase::Middle => ("Community School", "Ysgol Gymuned"),
        Phase::Secondary => ("High School", "Ysgol Uwchradd"),
        Phase::Special => ("Special School", "Ysgol Arbennig"),
    };
    // One in four teaches in Welsh, and has one name.
    match number % 4 {
        0 if phase != Phase::Special => (format!("Ysgol Gymraeg {town}"), format!("Ysgol Gymraeg {town}")),
        _ => (format!("{town} {english}"), format!("{welsh} {town}")),
    }
}
