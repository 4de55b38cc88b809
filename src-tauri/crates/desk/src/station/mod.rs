//! What is open on this computer: settings and folders, the environment, keys and store, clock and
//! ids, who is signed in, the lock, the audit trail. The only place of the desk that reads the
//! clock and makes ids.
pub mod admission;
pub mod audit;
pub mod centre;
pub mod clock;
pub mod consent;
pub mod crash;
pub mod environment;
pub mod errors;
pub mod ids;
pub mod in_use;
pub mod installation;
pub mod limits;
pub mod lock;
pub mod office_identity;
pub mod recovery;
pub mod room;
pub mod session;
pub mod session_times;
pub mod settings;
pub mod setup;
pub mod signature_rules;
pub mod store;
pub mod stored;
pub mod technician;
pub mod tokens;
pub mod tries;

use crate::contract::views::{LockSource, StartState};
use crate::contract::{FailureCode, Topic};
use centre::CentreState;
use clock::Clock;
use consent::WaitingConsent;
use counter_core::trusted_time::Reckoning;
use counter_store::{StationKey, Store};
use crash::CrashReport;
use environment::Environment;
use in_use::InUse;
use lock::ScreenLock;
use parking_lot::{Mutex, RwLock};
use session::SignedIn;
use session_times::Presence;
use settings::{Folders, Settings};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells the window that something it may be showing has changed: a topic as `Topic` writes it.
pub type ChangeListener = Arc<dyn Fn(&str) + Send + Sync>;

pub struct Station {
    pub folders: Folders,
    pub environment: Environment,
    pub in_use: Arc<InUse>,
    /// Drawn at this start, for the numbers that are given until the next.
    pub start_word: String,
    clock: Clock,
    listener: ChangeListener,
    settings: RwLock<Settings>,
    /// The file of settings is there and says nothing that can be read.
    unreadable_settings: AtomicBool,
    store: Mutex<Option<Store>>,
    /// While the store is open: a centre's file may want a copy of it sealed.
    key: Mutex<Option<StationKey>>,
    start: Mutex<(StartState, Option<FailureCode>)>,
    /// Held while the store is being opened.
    opening: Mutex<()>,
    closed: AtomicBool,
    signed_in: Mutex<Option<SignedIn>>,
    lock: Mutex<Option<ScreenLock>>,
    centre: RwLock<CentreState>,
    /// Until when a technician's code counts, on the trusted time.
    technician_until: Mutex<Option<i64>>,
    /// A mentor's word for the next act of whoever is signed in.
    consent: Mutex<WaitingConsent>,
    presence: Mutex<Presence>,
    /// A form stands before the citizen: an idle screen locks later.
    citizen_reads: AtomicBool,
    /// Services of the desktop whose word to lock would be heard now.
    live_sources: Mutex<BTreeSet<LockSource>>,
    /// Held while a try of a secret is counted.
    tries: Mutex<()>,
    reckoning: Mutex<Reckoning>,
    /// The count of time as it was stored last.
    stored_reckoning: Mutex<Reckoning>,
    /// What was read of small values, or stored; none where there is none.
    stored_texts: Mutex<HashMap<String, Option<String>>>,
    /// Reports of faults that an earlier start left, by the names of their files.
    earlier_crashes: Vec<(String, CrashReport)>,
    /// Who looked at what lately, with the time.
    recent_looks: Mutex<HashMap<String, i64>>,
    /// Clerk and case of a colleague.
    admitted: Mutex<BTreeSet<(String, String)>>,
}

impl Station {
    pub fn new(
        clock: Clock,
        folders: Folders,
        listener: ChangeListener,
        environment: Environment,
    ) -> Station {
        let loaded = settings::load_settings(&folders.config);
        let unreadable_settings = AtomicBool::new(loaded.is_err() && !environment.fixed);
        let settings = environment.fix_settings(loaded.unwrap_or_default());
        Station {
            start_word: ids::random_word(ids::START_LETTERS),
            settings: RwLock::new(settings),
            unreadable_settings,
            store: Mutex::new(None),
            key: Mutex::default(),
            // Until the key is there: what may be waited for is the keyring.
            start: Mutex::new((StartState::Blocked, Some(FailureCode::KeyringUnavailable))),
            opening: Mutex::default(),
            closed: AtomicBool::new(false),
            signed_in: Mutex::default(),
            lock: Mutex::default(),
            centre: RwLock::default(),
            technician_until: Mutex::default(),
            consent: Mutex::default(),
            presence: Mutex::default(),
            citizen_reads: AtomicBool::new(false),
            live_sources: Mutex::default(),
            tries: Mutex::default(),
            reckoning: Mutex::default(),
            stored_reckoning: Mutex::default(),
            stored_texts: Mutex::default(),
            recent_looks: Mutex::default(),
            admitted: Mutex::default(),
            earlier_crashes: crash::find_earlier_crashes(&folders.logs),
            in_use: InUse::new(folders.in_use()),
            clock,
            folders,
            listener,
            environment,
        }
    }

    /// Tells the window.
    pub fn announce(&self, topic: Topic) {
        (self.listener)(&topic.to_string());
    }

    pub fn listener(&self) -> ChangeListener {
        self.listener.clone()
    }

    /// As they count: with what the centre settles.
    pub fn settings(&self) -> Settings {
        self.apply_centre_file(self.own_settings())
    }

    /// As they stand in this computer's file.
    pub fn own_settings(&self) -> Settings {
        self.settings.read().clone()
    }

    /// They are not the defaults: what they said may have been another office.
    pub fn has_unreadable_settings(&self) -> bool {
        self.unreadable_settings.load(Ordering::SeqCst)
    }

    pub fn set_settings(&self, settings: Settings) {
        self.unreadable_settings.store(false, Ordering::SeqCst);
        *self.settings.write() = settings;
    }

    /// From here on nothing is opened any more, whoever is still about to.
    pub fn begin_closing(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.in_use.show_case(false);
    }

    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }
}
