//! `counter office`: the reference back office on a socket, and the accounts and installations of
//! one. `counter enrol`: who may sign in there.
mod departments;
mod manage;

use crate::commands::number::parse_number;
use crate::commands::pack::{catalog_fault, open_pack, read_pack_file};
use crate::output::{Fault, Outcome, write_line};
use crate::secret;
use clap::{Args, Subcommand, ValueEnum};
use counter_catalog::Pack;
use counter_core::text::{normalize_code, normalize_line, normalize_name};
use counter_office::{
    Account, DepartmentPace, Library, Office, OpenError, Setup, demo_accounts, holds_secret,
};
use serde_json::json;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};

/// Where it keeps what it is given.
#[derive(Args)]
pub struct Place {
    /// A folder for cases and materials; without one, and without servers, they are gone when it
    /// stops.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Keeps the records in PostgreSQL: postgres://user@host/name; the password stands in
    /// PGPASSWORD.
    #[arg(long)]
    database: Option<String>,
    /// Keeps the materials in an S3-compatible store: s3://bucket/folder?endpoint=https://…; key
    /// and secret stand in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    #[arg(long)]
    materials: Option<String>,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Command {
    #[command(flatten)]
    serve: Serve,
    #[command(subcommand)]
    what: Option<What>,
}

// At the office's own machine, while it runs or not.
#[derive(Subcommand)]
enum What {
    /// Who may sign in: number, name, role, station, state.
    Accounts {
        #[command(flatten)]
        place: Place,
    },
    /// Nobody signs in with this number any more. What its clerk decided is still delivered.
    EndAccount {
        #[command(flatten)]
        place: Place,
        /// What the person signs in with.
        number: String,
    },
    /// An account that was ended is good again, with the password that it had.
    EnableAccount {
        #[command(flatten)]
        place: Place,
        number: String,
    },
    /// Who looked at whose papers, and what was refused: to which address, with which credential, by
    /// which code. Newest first.
    Audit {
        #[command(flatten)]
        place: Place,
        /// Lines of each kind at most.
        #[arg(long, default_value_t = 500, value_parser = parse_number::<u32>)]
        most: u32,
    },
    /// The installations that deliver: id, station, window, when they were last heard of, how many
    /// cases waited there as they said, state. And how many credentials programs of 0.1.0 have for
    /// each station as a whole.
    Installations {
        #[command(flatten)]
        place: Place,
    },
    /// An installation delivers no more, and no sign-in there changes that: a computer was lost.
    /// Whoever was signed in there is so no more, and programs of 0.1.0 at its station have to sign in
    /// again.
    EndInstallation {
        #[command(flatten)]
        place: Place,
        /// As `installations` lists it.
        id: String,
    },
    /// An installation that was ended delivers again.
    EnableInstallation {
        #[command(flatten)]
        place: Place,
        id: String,
    },
    /// Programs of 0.1.0 at a station deliver nothing until somebody signs in there again: a computer
    /// with one was lost.
    EndFormerCredentials {
        #[command(flatten)]
        place: Place,
        /// As `installations` lists it.
        station: String,
    },
    /// Gives an installation 文号 in advance, for decisions that a department has entrusted to its
    /// counter. A number is given once; what is given is not taken back.
    GiveNumbers {
        #[command(flatten)]
        place: Place,
        /// As `installations` lists it.
        id: String,
        #[command(flatten)]
        numbers: Numbers,
    },
}

#[derive(Args)]
struct Numbers {
    /// As the items of the pack name it.
    #[arg(long)]
    department: String,
    /// What stands before the number: 示卫准〔2026〕.
    #[arg(long)]
    prefix: String,
    /// What stands behind it.
    #[arg(long, default_value = "号")]
    suffix: String,
    #[arg(long, value_parser = parse_number::<u64>)]
    first: u64,
    #[arg(long, value_parser = parse_number::<u64>)]
    last: u64,
}

#[derive(Args)]
struct Serve {
    /// Address and port; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8720")]
    listen: String,
    /// Other machines may reach it there, in the clear, a trial with passwords that everybody
    /// knows. Without this it listens on this machine alone, where a gateway with TLS stands before
    /// it.
    #[arg(long)]
    beyond_loopback: bool,
    /// A name by which requests may call it; may be repeated. A trial answers to its addresses and
    /// localhost alone unless it is given names, a real office to any name.
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// The signed pack it serves (`counter catalog pack`); without one the example pack.
    #[arg(long = "catalogue", value_name = "CATALOGUE")]
    catalog: Option<PathBuf>,
    /// Certificates that its library has: a YAML list with the PDFs beside it. A trial without one
    /// has invented people's.
    #[arg(long)]
    certificates: Option<PathBuf>,
    /// No trial: only people of `counter enrol` sign in.
    #[arg(long)]
    real: bool,
    /// A trial plays its departments by itself: a working day of theirs takes so many seconds. With 30
    /// of them a case has its whole life in seven minutes.
    #[arg(
        long,
        value_name = "SECONDS",
        conflicts_with = "real",
        value_parser = parse_number::<u32>
    )]
    departments: Option<u32>,
    /// Decides what becomes of which case there.
    #[arg(long, default_value_t = 1, requires = "departments", value_parser = parse_number::<u64>)]
    seed: u64,
    /// Cases it takes in per second; when a whole town comes back, stations get turns below it.
    #[arg(long, default_value_t = 300, value_parser = parse_number::<u32>)]
    pace: u32,
}

#[derive(Args)]
pub struct Enrol {
    #[command(flatten)]
    place: Place,
    /// What the person signs in with.
    #[arg(long)]
    number: String,
    #[arg(long)]
    name: String,
    #[arg(long, value_enum)]
    role: Role,
    /// The station's name, as it is printed.
    #[arg(long)]
    station: String,
    /// For machines, one for all windows of a station: its cases and installations go by it.
    #[arg(long)]
    station_code: String,
    /// Where the person sits, at most 200 letters.
    #[arg(long)]
    window: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Role {
    Clerk,
    Supervisor,
    Trainer,
    Trainee,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Supervisor => "supervisor",
            Self::Trainer => "trainer",
            Self::Trainee => "trainee",
        }
    }
}

const LEAST_LETTERS: usize = 8;

impl Place {
    /// To be served: from here on its catalogue was given out.
    fn open_office(
        &self,
        trial: bool,
        catalog: Option<&Path>,
        certificates: Library,
    ) -> Result<Office, Fault> {
        self.check_addresses()?;
        let catalogue = match catalog {
            // Stations look at it themselves; what could not be a pack at all is not served.
            Some(file) => open_pack(Some(file)).and_then(|_| read_pack_file(file))?,
            None => Pack::builtin_signed().map_err(catalog_fault)?,
        };
        let setup = Setup {
            data: self.data.as_deref(),
            database: self.database.as_deref(),
            materials: self.materials.as_deref(),
            catalog: catalogue,
            demo: if trial { demo_accounts() } else { Vec::new() },
            certificates,
            ..Setup::default()
        };
        Office::set_up(setup).map_err(office_fault)
    }

    /// The records alone, for a look or a small change: of an office that is there.
    pub fn find_records(&self) -> Result<Office, Fault> {
        self.check_records()?;
        let found = Office::find_records(self.data.as_deref(), self.database.as_deref());
        found.map_err(office_fault)
    }

    /// The same, made where there are none: people and centre files come before the first start.
    pub fn open_records(&self, trial: bool) -> Result<Office, Fault> {
        self.check_records()?;
        let opened = Office::open_records(self.data.as_deref(), self.database.as_deref(), trial);
        opened.map_err(office_fault)
    }

    /// Whether there is a place at all where records stay. That of the materials is not asked for.
    pub fn check_records(&self) -> Result<(), Fault> {
        self.check_addresses()?;
        match (&self.data, &self.database) {
            (None, None) => Err(no_place()),
            _ => Ok(()),
        }
    }

    /// Whoever lists the machine's processes would read a password in one.
    fn check_addresses(&self) -> Result<(), Fault> {
        if [&self.database, &self.materials].into_iter().flatten().any(|a| holds_secret(a)) {
            let how = "no password in an address: PGPASSWORD, AWS_SECRET_ACCESS_KEY";
            return Err(Fault::new("secret_in_argument", how));
        }
        Ok(())
    }

    fn is_forgetful(&self) -> bool {
        self.data.is_none() && self.database.is_none() && self.materials.is_none()
    }
}

fn office_fault(error: OpenError) -> Fault {
    Fault::new(error.code(), error.to_string())
}

fn no_place() -> Fault {
    Fault::new(
        "office_forgets",
        "an office that is no trial needs --data, or --database and --materials",
    )
}

pub async fn run_office(args: &Command, json: bool) -> Outcome {
    match &args.what {
        None => serve_office(&args.serve, json).await,
        Some(What::Accounts { place }) => manage::list_accounts(place),
        Some(What::EndAccount { place, number }) => manage::end_account(place, number),
        Some(What::EnableAccount { place, number }) => manage::enable_account(place, number),
        Some(What::Audit { place, most }) => manage::read_audit(place, *most),
        Some(What::Installations { place }) => manage::list_installations(place),
        Some(What::EndInstallation { place, id }) => manage::end_installation(place, id),
        Some(What::EnableInstallation { place, id }) => manage::enable_installation(place, id),
        Some(What::EndFormerCredentials { place, station }) => {
            manage::end_former_credentials(place, station)
        }
        Some(What::GiveNumbers { place, id, numbers }) => manage::give_numbers(place, id, numbers),
    }
}

async fn serve_office(args: &Serve, json: bool) -> Outcome {
    if args.real && args.place.is_forgetful() {
        return Err(no_place());
    }
    let addresses = find_addresses(args).await?;
    let certificates = match &args.certificates {
        Some(list) => Library::read_list(list).map_err(office_fault)?,
        None if args.real => Library::default(),
        None => Library::demo(),
    };
    let office = args
        .place
        .open_office(!args.real, args.catalog.as_deref(), certificates)?
        .with_pace(args.pace)
        .with_hosts(args.hosts.clone());
    let office = match args.departments {
        Some(seconds) => office.with_departments(DepartmentPace {
            day_ms: seconds.saturating_mul(1000),
            seed: args.seed,
        }),
        None => office,
    };
    let listener = tokio::net::TcpListener::bind(addresses.as_slice())
        .await
        .map_err(|e| Fault::new("cannot_listen", e.to_string()))?;
    let address = listener.local_addr().map_err(|e| Fault::new("cannot_listen", e.to_string()))?;
    // Said at once, before the long wait: whoever started it needs the port.
    match (json, args.real) {
        (true, _) => write_line(&json!({ "listening": format!("http://{address}") }).to_string())?,
        (false, true) => write_line(&format!("http://{address}"))?,
        (false, false) => write_line(&format!("http://{address}  (trial)"))?,
    }
    let playing =
        args.departments.map(|_| tokio::spawn(departments::play_departments(office.clone())));
    let outcome = counter_office::serve(listener, Arc::new(office), wait_for_end()).await;
    if let Some(playing) = playing {
        playing.abort();
    }
    outcome.map_err(|e| Fault::new("office_failed", e.to_string()))?;
    Ok(json!({ "stopped": true }))
}

/// Where it is to listen. What other machines would reach has to be meant.
async fn find_addresses(args: &Serve) -> Result<Vec<SocketAddr>, Fault> {
    let answer = tokio::net::lookup_host(&args.listen).await;
    let answer = answer.map_err(|e| Fault::new("cannot_listen", e.to_string()))?;
    let addresses: Vec<SocketAddr> = answer.collect();
    let is_here = |address: &SocketAddr| address.ip().to_canonical().is_loopback();
    if args.beyond_loopback || addresses.iter().all(is_here) {
        return Ok(addresses);
    }
    let how =
        "other machines would reach it in the clear: --beyond-loopback says that this is meant";
    Err(Fault::new("beyond_loopback", how))
}

/// A service manager ends a program by SIGTERM, a person by Ctrl+C: either way what was begun is
/// finished first.
async fn wait_for_end() {
    #[cfg(unix)]
    if let Ok(mut ending) = signal(SignalKind::terminate()) {
        tokio::select! {
            _ = ending.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

pub fn enrol_person(args: Enrol) -> Outcome {
    args.place.check_records()?;
    let password = secret::read_new_secret("密码 (password): ", "再输一次 (once more): ")?;
    let password = password.filter(|word| word.chars().count() >= LEAST_LETTERS);
    let short = || {
        Fault::new(
            "password_short",
            format!("a password of at least {LEAST_LETTERS} letters is read"),
        )
    };
    let password = password.ok_or_else(short)?;
    // As the window takes what is typed at a sign-in: what was pasted along would let nobody in.
    let account = Account {
        number: normalize_code(&args.number),
        name: normalize_name(&args.name),
        role: args.role.word().to_owned(),
        station: normalize_line(&args.station),
        station_code: normalize_code(&args.station_code),
        window: normalize_line(&args.window),
    };
    let office = args.place.open_records(false)?;
    office.enrol(&account, &password).map_err(office_fault)?;
    let accounts = office.list_accounts().map_err(office_fault)?;
    let ended_at = accounts.iter().find(|listed| listed.account.number == account.number);
    let ended_at = ended_at.and_then(|listed| listed.ended_at);
    let mut answer = json!({ "enrolled": account.number, "state": manage::name_state(ended_at) });
    // A new password is no word that its clerk may come back.
    if ended_at.is_some() {
        answer["note"] = json!("nobody signs in with it before `counter office enable-account`");
    }
    Ok(answer)
}
