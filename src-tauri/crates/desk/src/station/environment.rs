//! Where this desk works: at the counter, or in practice beside it. What differs is plain data
//! here, and nobody else asks why.
//!
//! Invariant: practice prints to files only (`data/practice/forms/`), each page with 练习 across it
//! and 「练习用，无效」 in its head; no device or printer of the settings is touched, and settings
//! cannot be changed.
use super::settings::{Folders, Settings};
use crate::contract::views::{DemoAccount, GroundView};
use counter_centre::Example;
use counter_store::{Place, keys};
use std::path::{Path, PathBuf};

/// SQLite's application ids: neither database opens as the other.
const COUNTER_ID: i32 = 0x5a43_0001;
const PRACTICE_ID: i32 = 0x5a43_0002;

/// Number, password, name, role. Public on purpose: they open nothing but invented cases.
const LEARNERS: [(&str, &str, &str, &str); 3] = [
    ("9001", "practice-9001", "学员示例", "trainee"),
    ("9002", "practice-9002", "教员示例", "trainer"),
    // Says yes to what wants a supervisor.
    ("9003", "practice-9003", "值班长示例", "supervisor"),
];

pub struct Environment {
    /// Folder of the key; beside it everything of this environment.
    pub home: PathBuf,
    pub place: Place,
    /// Printed papers where no printer is set.
    pub forms: PathBuf,
    /// Folder of the mark that moves on with the database.
    pub mark_folder: PathBuf,
    /// Where the emulated reader's line appears.
    pub reader_link: PathBuf,
    /// A band across every printed paper.
    pub mark: Option<&'static str>,
    /// Accounts to be shown at sign-in beside those that the office names.
    pub accounts: Vec<DemoAccount>,
    /// Addresses and devices are given by the environment and cannot be set.
    pub fixed: bool,
    /// The office is always the one in this very process; else it has an address, and only a missing
    /// one means the trial office, which is in this process too.
    pub office_in_process: bool,
    /// Whether a trainee acts here only with a mentor's consent.
    pub wants_mentor: bool,
    /// The file that is made here where no centre was joined and nothing has effect: of what, and for
    /// which station.
    pub own_centre: (Example, &'static str, &'static str),
    /// Before a clerk's number in the keyring.
    token_prefix: &'static str,
    practice: bool,
    /// Cases of the counter that wait to be sent until practice is over.
    waiting_behind: u32,
}

/// Where the counter's records lie under the folder of its data.
pub fn counter_place(home: &Path) -> Place {
    Place { db: home.join("station.db"), vault: home.join("pages"), application_id: COUNTER_ID }
}

impl Environment {
    pub fn counter(folders: &Folders) -> Environment {
        let home = folders.data.clone();
        Environment {
            place: counter_place(&home),
            forms: home.join("forms"),
            mark_folder: folders.config.clone(),
            reader_link: folders.runtime.join("id-reader"),
            mark: None,
            accounts: Vec::new(),
            fixed: false,
            office_in_process: false,
            wants_mentor: true,
            own_centre: (Example::Trial, "DEMO01", "三水·西南街道"),
            token_prefix: "token-",
            practice: false,
            waiting_behind: 0,
            home,
        }
    }

    pub fn practice(folders: &Folders, waiting_behind: u32) -> Environment {
        let home = folders.data.join("practice");
        let account = |(number, password, name, role): (&str, &str, &str, &str)| DemoAccount {
            number: number.to_owned(),
            password: password.to_owned(),
            name: name.to_owned(),
            role: role.to_owned(),
        };
        Environment {
            place: Place {
                db: home.join("practice.db"),
                vault: home.join("pages"),
                application_id: PRACTICE_ID,
            },
            forms: home.join("forms"),
            // Goes with everything else: an environment that was cleared has no past.
            mark_folder: home.clone(),
            reader_link: folders.runtime.join("practice-reader"),
            mark: Some("练习"),
            accounts: LEARNERS.into_iter().map(account).collect(),
            fixed: true,
            office_in_process: true,
            wants_mentor: false,
            own_centre: (Example::Practice, "LIANXI", "练习·示例街道"),
            token_prefix: "practice-token-",
            practice: true,
            waiting_behind,
            home,
        }
    }

    /// The settings as they count here.
    pub fn fix_settings(&self, settings: Settings) -> Settings {
        if !self.fixed {
            return settings;
        }
        let none = String::new;
        Settings {
            office: none(),
            reader_port: none(),
            scanner: none(),
            printer: none(),
            ..settings
        }
    }

    pub fn token_name(&self, clerk: &str) -> String {
        format!("{}{clerk}", self.token_prefix)
    }

    pub fn is_practice(&self) -> bool {
        self.practice
    }

    pub fn waiting_behind(&self) -> u32 {
        self.waiting_behind
    }

    pub fn view(&self) -> GroundView {
        GroundView { practice: self.practice, behind: self.waiting_behind }
    }
}

/// Everything of a practice environment goes: cases, pages, papers, results, the office's copy, and
/// the key.
pub fn clear_practice(home: &Path, place: &Place) {
    if let Err(error) = keys::forget_key(home, place, &keys::SystemKeyring::new()) {
        tracing::warn!(code = error.code(), "the practice key stays in the keyring");
    }
    if let Err(error) = std::fs::remove_dir_all(home) {
        tracing::error!(kind = ?error.kind(), "the practice folder could not be removed");
    }
}
