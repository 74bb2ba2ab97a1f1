//! Somebody to sign in as, for each role: printed, and written beside the database for its owner alone.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};

use super::{by_hand, cast::AUTHORITIES, store};
use crate::accounts::grant_role;
use crate::administrators::{Office, add_administrator};
use crate::authz::Role;
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::credentials::find_any_credential;
use crate::db::{Reason, SystemTx};
use crate::school_status;
use crate::services::Services;
use crate::tenancy::{Phase, School};

/// A role, and how to sign in as it.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub(super) role: Role,
    pub(super) school: Option<School>,
    pub(super) username: String,
    pub(super) password: SecretString,
}

/// Makes champions, governors and administrators, and collects a sign-in for each role.
pub async fn prepare(services: &Services, schools: &[School]) -> anyhow::Result<Vec<SignIn>> {
    let mut sign_ins = vec![appoint(services, Office::ServiceDesk, ("Gwen", "Desg")).await?];
    for (authority, forename) in AUTHORITIES.into_iter().zip(["Alun", "Beca"]) {
        let office = Office::Authority(authority.code);
        sign_ins.push(appoint(services, office, (forename, "Awdurdod")).await?);
    }
    for school in schools {
        sign_ins.extend(prepare_school(services, school).await?);
    }
    Ok(sign_ins)
}

/// Makes a handful for a nation: the service desk, and of one secondary school its authority's administrator, a champion and
/// a teacher.
pub async fn prepare_few(services: &Services, schools: &[School]) -> anyhow::Result<Vec<SignIn>> {
    let school = schools
        .iter()
        .rfind(|school| school.phase == Phase::Secondary)
        .context("a nation has a secondary school")?;
    let mut sign_ins = vec![
        appoint(services, Office::ServiceDesk, ("Gwen", "Desg")).await?,
        appoint(services, Office::Authority(school.authority_code), ("Alun", "Awdurdod")).await?,
    ];
    let people = [(Role::DigitalChampion, "s1"), (Role::SchoolStaff, "s2")];
    sign_ins.extend(collect(services, school, &people).await?);
    refresh(services, school).await?;
    Ok(sign_ins)
}

async fn appoint(
    services: &Services,
    office: Office,
    (forename, surname): (&str, &str),
) -> anyhow::Result<SignIn> {
    let role = match office {
        Office::ServiceDesk => Role::ServiceDesk,
        Office::Authority(_) => Role::LaAdmin,
    };
    let made = add_administrator(services, office, PersonName::parse(forename, surname)?, false).await?;
    Ok(SignIn { role, school: None, username: made.username.to_string(), password: made.password })
}

async fn prepare_school(services: &Services, school: &School) -> anyhow::Result<Vec<SignIn>> {
    let is_primary = school.phase == Phase::Primary;
    let learner = if is_primary { Role::LearnerPrimary } else { Role::LearnerSecondary };
    let governor = by_hand::add_people(services, school).await?;
    let last = if is_primary { "l30" } else { "l50" };
    let people = [(Role::DigitalChampion, "s1"), (Role::SchoolStaff, "s2"), (learner, last)];
    let mut sign_ins = collect(services, school, &people).await?;
    refresh(services, school).await?;
    sign_ins.insert(2, governor);
    Ok(sign_ins)
}

/// The sign-ins of people of a school, each by the end of the MIS's id; who is to be a champion becomes one.
async fn collect(
    services: &Services,
    school: &School,
    people: &[(Role, &str)],
) -> anyhow::Result<Vec<SignIn>> {
    let mut tx = services.database.system(Reason::Operator).await?;
    let mut sign_ins = Vec::new();
    for (role, id) in people {
        let (account, username) =
            store::find_person(&mut tx, school.id, &format!("{}-{id}", school.dfes_number))
                .await?
                .with_context(|| format!("the demo lacks somebody for {}", role.as_str()))?;
        if *role == Role::DigitalChampion {
            grant_role(&mut tx, account, *role, services.clock.now()).await?;
        }
        let password = open(&mut tx, services, account).await?;
        sign_ins.push(SignIn { role: *role, school: Some(school.clone()), username, password });
    }
    tx.commit().await?;
    Ok(sign_ins)
}

async fn refresh(services: &Services, school: &School) -> sqlx::Result<()> {
    let mut tx = services.database.tenant(school.id).await?;
    school_status::refresh(&mut tx, services.clock.now()).await?;
    tx.commit().await
}

async fn open(tx: &mut SystemTx, services: &Services, account: AccountId) -> anyhow::Result<SecretString> {
    let stored = find_any_credential(tx, account).await?.context("an account of the demo has no password")?;
    Ok(services.vault.open(&stored.sealed, stored.binding)?)
}

/// Prints the sign-ins and writes them to `demo-sign-ins.csv` in the data directory, readable by its owner alone.
pub fn hand_out(sign_ins: &[SignIn], data_dir: &Path) -> anyhow::Result<()> {
    let path = data_dir.join("demo-sign-ins.csv");
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path);
    let mut table =
        csv::Writer::from_writer(file.with_context(|| format!("{} cannot be written", path.display()))?);
    table.write_record(["role", "school_dfes", "school", "username", "password"])?;
    let mut out = std::io::stdout();
    for sign_in in sign_ins {
        let number = sign_in.school.as_ref().map(|school| school.dfes_number.to_string()).unwrap_or_default();
        let name = sign_in.school.as_ref().map_or("", |school| &school.name_en);
        let (role, password) = (sign_in.role.as_str(), sign_in.password.expose_secret());
        table.write_record([role, &number, name, &sign_in.username, password])?;
        writeln!(out, "{role:<18} {number:<8} {name:<28} {:<18} {password}", sign_in.username)?;
    }
    table.flush()?;
    Ok(())
}
