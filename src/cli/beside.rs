//! Commands beside the portal: they join its database, do one thing and end.

use std::io::Write as _;

use anyhow::{bail, ensure};
use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::administrators::{Office, add_administrator};
use crate::app::{Site, Tenure};
use crate::base::id::{Ids, TokenId};
use crate::base::random::OsRandom;
use crate::base::{DfesNumber, PersonName};
use crate::config::Config;
use crate::db::{Patience, Reason, constraint};
use crate::demo::{self, SignIn};
use crate::provisioning::{TokenFor, create_token, revoke};
use crate::services::Services;
use crate::tenancy::{self, Phase, School};

/// `ump demo`.
#[derive(Debug, Subcommand)]
pub enum DemoCommand {
    /// Load the demo into an empty database: schools and people are all fictional
    Load(DemoArgs),
}

/// `ump demo load`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Two authorities with four schools, or 22 with 1,460
    #[arg(long, default_value = "small")]
    scale: Scale,
    /// What the nation is made from: the same seed makes the same nation
    #[arg(long, default_value = demo::nation::SEED)]
    seed: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Scale {
    Small,
    Nation,
}

/// `ump school add`.
#[derive(Debug, Args)]
pub struct SchoolArgs {
    /// The DfES number: seven digits
    #[arg(long, value_name = "N")]
    dfes: DfesNumber,
    /// The name in English
    #[arg(long)]
    name: String,
    /// The name in Welsh, where it has another
    #[arg(long)]
    name_cy: Option<String>,
    /// What ages it teaches
    #[arg(long)]
    phase: Phase,
    /// The code of its authority: 660 to 681
    #[arg(long, value_name = "NNN")]
    authority: i16,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// `ump user grant`.
#[derive(Debug, Args)]
pub struct GrantArgs {
    /// What the person is to be
    #[arg(long)]
    role: OfficeName,
    /// The forename
    #[arg(long)]
    forename: String,
    /// The surname
    #[arg(long)]
    surname: String,
    /// For an LA administrator, the authority's code
    #[arg(long, value_name = "NNN")]
    authority: Option<i16>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OfficeName {
    ServiceDesk,
    LaAdmin,
}

/// `ump token`.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token for one school or for one authority; it is shown once
    Create {
        /// The school's DfES number
        #[arg(long, value_name = "N", required_unless_present = "authority", conflicts_with = "authority")]
        school: Option<DfesNumber>,
        /// The authority's code
        #[arg(long, value_name = "NNN")]
        authority: Option<i16>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Revoke a token
    Revoke {
        /// The token's id
        id: uuid::Uuid,
    },
}

/// `ump migrate`.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let site = Site::open(config, Tenure::Command).await?;
    let migrated = site.migrate().await;
    site.close().await?;
    migrated
}

/// `ump demo load`.
pub async fn demo(config: &Config, command: DemoCommand) -> anyhow::Result<()> {
    let DemoCommand::Load(args) = command;
    let site = Site::open(config, Tenure::Command).await?;
    let loaded = async {
        site.migrate().await?;
        let services = site.services(4, Patience::Job).await?;
        ensure!(
            demo::is_empty(&services).await?,
            "the database already holds schools: the demo is loaded into an empty one only"
        );
        let unfinished = match site.is_embedded() {
            true => Some(demo::Unfinished::begin(site.data_dir())?),
            false => None,
        };
        let sign_ins = match args.scale {
            Scale::Small => demo::load(&services, config).await?,
            Scale::Nation => load_nation(&services, &args.seed).await?,
        };
        demo::hand_out(&sign_ins, site.data_dir())?;
        Ok(unfinished.map_or(Ok(()), demo::Unfinished::end)?)
    }
    .await;
    site.close().await?;
    loaded
}

async fn load_nation(services: &Services, seed: &str) -> anyhow::Result<Vec<SignIn>> {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} rolls, {elapsed}, {eta} left")?;
    let bar = ProgressBar::new(1).with_style(style);
    let loaded = demo::load_nation(services, (seed, demo::nation::SCHOOLS), &bar).await;
    bar.finish_and_clear();
    loaded
}

/// `ump school add`.
pub async fn add_school(config: &Config, args: SchoolArgs) -> anyhow::Result<()> {
    let (site, services) = join(config).await?;
    let added = insert_school(&services, &args).await;
    site.close().await?;
    let school = added?;
    let object = json!({ "id": school.id, "dfes_number": school.dfes_number });
    print(args.json, &object, &format!("{} ({}) is added", school.name_en, school.dfes_number))
}

async fn insert_school(services: &Services, args: &SchoolArgs) -> anyhow::Result<School> {
    let (name, name_cy) = (args.name.trim(), args.name_cy.as_deref().map(str::trim));
    if name.is_empty() || name_cy.is_some_and(str::is_empty) {
        bail!("a school needs a name");
    }
    let school = School {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        dfes_number: args.dfes,
        authority_code: args.authority,
        name_en: name.to_owned(),
        name_cy: name_cy.unwrap_or(name).to_owned(),
        phase: args.phase,
    };
    let mut tx = services.database.system(Reason::Operator).await?;
    if let Err(error) = tenancy::add_school(&mut tx, &school, false, services.clock.now()).await {
        match constraint(&error) {
            Some("school_dfes_number_key") => {
                bail!("there is a school with the DfES number {} already", args.dfes)
            }
            Some("school_authority_code_fkey") => {
                bail!("there is no authority with the code {}", args.authority)
            }
            _ => bail!(crate::db::describe(&error)),
        }
    }
    tx.commit().await?;
    Ok(school)
}

/// `ump user grant`.
pub async fn grant(config: &Config, args: GrantArgs) -> anyhow::Result<()> {
    let office = match (args.role, args.authority) {
        (OfficeName::LaAdmin, Some(code)) => Office::Authority(code),
        (OfficeName::ServiceDesk, None) => Office::ServiceDesk,
        (OfficeName::LaAdmin, None) => bail!("an LA administrator needs --authority"),
        (OfficeName::ServiceDesk, Some(_)) => bail!("the service desk belongs to no authority"),
    };
    let name = PersonName::parse(&args.forename, &args.surname)?;
    let (site, services) = join(config).await?;
    let made = add_administrator(&services, office, name, true).await;
    site.close().await?;
    let made = made?;
    let password = made.password.expose_secret();
    let object = json!({ "username": made.username, "password": password });
    print(
        args.json,
        &object,
        &format!("username {}\npassword {password} (to be changed at the first sign-in)", made.username),
    )
}

/// `ump token`.
pub async fn token(config: &Config, command: TokenCommand) -> anyhow::Result<()> {
    let (site, services) = join(config).await?;
    let done = match command {
        TokenCommand::Create { school, authority, json } => {
            make_token(&services, school, authority, json).await
        }
        TokenCommand::Revoke { id } => match revoke(&services, TokenId(id)).await? {
            true => print(false, &Value::Null, "the token is revoked"),
            false => Err(anyhow::anyhow!("no token with this id is in force")),
        },
    };
    site.close().await?;
    done
}

async fn make_token(
    services: &Services,
    school: Option<DfesNumber>,
    authority: Option<i16>,
    json: bool,
) -> anyhow::Result<()> {
    let subject = match (school, authority) {
        (Some(number), _) => TokenFor::School(number),
        (None, Some(code)) => TokenFor::Authority(code),
        (None, None) => bail!("say --school or --authority"),
    };
    let (scope, token) = create_token(services, subject).await?;
    let object = json!({ "id": scope.id, "token": token.expose() });
    print(json, &object, &format!("id    {}\ntoken {}", scope.id, token.expose()))
}

/// Joins the portal's database.
pub(super) async fn join(config: &Config) -> anyhow::Result<(Site, Services)> {
    let site = Site::join(config).await?;
    let services = site.services(2, Patience::Job).await?;
    Ok((site, services))
}

/// Prints a result: one JSON object, or its text.
pub(super) fn print(json: bool, object: &Value, text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    if json {
        writeln!(out, "{object}")?;
    } else {
        writeln!(out, "{text}")?;
    }
    Ok(())
}
