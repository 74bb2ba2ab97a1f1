//! The people of a school whom its MIS does not hold: governors, supply teachers, a visiting learner.

use chrono::Days;
use secrecy::SecretString;

use super::SignIn;
use crate::accounts::{NewPerson, add_person, reserve_usernames};
use crate::authz::{AccountKind, Role};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::username::UsernameStem;
use crate::base::{AcademicYear, PersonName, YearGroup};
use crate::credentials::{Audience, Binding, Form, PersonWords, Stored, generate_for, put_any_credential};
use crate::db::Reason;
use crate::manual_accounts::expire_due;
use crate::services::Services;
use crate::tenancy::{Phase, School};

/// When an account's term ends.
#[derive(Clone, Copy)]
enum End {
    Never,
    /// Days from now.
    In(u64),
    /// It ended so many days ago.
    Ago(u64),
    AcademicYear,
}

const PEOPLE: [(AccountKind, &str, &str, End); 5] = [
    (AccountKind::Governor, "Ceinwen", "Parry", End::Never),
    (AccountKind::NonMisStaff, "Meirion", "Howells", End::In(24)),
    (AccountKind::NonMisStaff, "Carys", "Ellis", End::AcademicYear),
    (AccountKind::NonMisStaff, "Bleddyn", "Roderick", End::Ago(9)),
    (AccountKind::NonMisLearner, "Aneurin", "Bebb", End::In(50)),
];

/// Adds them; the sign-in of the governor who has one.
pub(super) async fn add_people(services: &Services, school: &School) -> anyhow::Result<SignIn> {
    for (kind, forename, surname, end) in PEOPLE {
        add(services, school, (kind, PersonName::parse(forename, surname)?), end).await?;
    }
    expire_due(services, school.id).await?;
    let governor = (AccountKind::Governor, PersonName::parse("Glenys", "Llywodraethwr")?);
    let (username, password) = add(services, school, governor, End::Never).await?;
    Ok(SignIn { role: Role::Governor, school: Some(school.clone()), username, password })
}

async fn add(
    services: &Services,
    school: &School,
    (kind, name): (AccountKind, PersonName),
    end: End,
) -> anyhow::Result<(String, SecretString)> {
    let username = reserve_usernames(&services.database, &[UsernameStem::of(&name)]).await?.remove(0);
    let account: AccountId = Ids::new(&services.clock, &mut OsRandom).fresh();
    let audience = if kind.is_learner() { Audience::Learner } else { Audience::Adult };
    let password = generate_for(audience, &PersonWords::of(&[&name], &[&username]), &mut OsRandom);
    let binding = Binding { account, form: Form::Sealed, visible_to: Some(school.id) };
    let sealed = services.vault.seal(&password, binding, &mut OsRandom)?;
    let today = services.clock.today();
    let year = if school.phase == Phase::Primary { 5 } else { 9 };
    let person = NewPerson {
        id: account,
        kind,
        school: Some(school.id),
        authority_code: None,
        username: username.clone(),
        name,
        year: YearGroup::new(year).filter(|_| kind.is_learner()),
        expires_on: match end {
            End::Never => None,
            End::In(days) => today.checked_add_days(Days::new(days)),
            End::Ago(days) => today.checked_sub_days(Days::new(days)),
            End::AcademicYear => AcademicYear::of(today).last_day(),
        },
        must_change_password: false,
    };
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::Operator).await?;
    add_person(&mut tx, &person, now).await?;
    put_any_credential(&mut tx, &Stored { binding, sealed }, now).await?;
    tx.commit().await?;
    Ok((username.to_string(), password))
}
