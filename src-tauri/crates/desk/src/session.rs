//! What is open now: keys and store, who is signed in, the office's client. The only place that reads the clock and makes ids,
//! and, in `ground`, the only one that knows the mode.
mod ground;

pub use ground::{
    Ground, counter_place, enter_practice, leave_practice, open_office, require_practice, reset_practice,
};

use crate::config::Folders;
use crate::contract::Access;
use crate::gate::Gate;
use crate::line::LineState;
use crate::translate::{key_failure, store_failure};
use crate::view::{CaseRow, ClerkView, DemoAccount, DocumentView, PendingCard, Settings, StartState};
use crate::{Changed, Clock, Desk, Failure, machine};
use counter_backoffice::Client;
use counter_core::case::{Decision, Person};
use counter_core::date::Moment;
use counter_core::outbox::Breaker;
use counter_core::text::Private;
use counter_store::{StationKey, Store, keys};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

/// A card that was read and does not fit the case yet. Lives in memory only.
pub struct HeldCard {
    pub view: PendingCard,
    pub person: Person,
}

/// A decision being looked at before it is issued. Lives in memory only.
pub struct Preview {
    pub decision: Decision,
    pub pdf: Vec<u8>,
    pub view: DocumentView,
}

#[derive(Default)]
pub struct Memory {
    pub cards: HashMap<String, HeldCard>,
    pub previews: HashMap<String, Preview>,
    /// Lists and blanks, each with the name of its form: nothing personal in them.
    pub sheets: HashMap<String, (&'static str, Vec<u8>)>,
    /// What was looked at lately, with the time: a look that repeats itself is one line of the audit trail.
    pub looked: HashMap<String, i64>,
    pub shown: crate::supervise::Shown,
    /// What the citizen reads on the other screen.
    pub citizen: Option<crate::view::CitizenList>,
}

impl Memory {
    /// What names somebody goes with the clerk who saw it.
    pub fn forget_people(&mut self) {
        self.cards.clear();
        self.previews.clear();
        self.looked.clear();
        self.citizen = None;
        self.shown = crate::supervise::Shown::default();
    }
}

/// The office as it introduced itself.
#[derive(Clone, Default)]
pub struct OfficeFace {
    pub name: Option<String>,
    pub trial: bool,
    pub demo_accounts: Vec<DemoAccount>,
}

pub struct Signed {
    pub view: ClerkView,
    /// The clerk's own word to the office. None after a sign-in without the line, unless the keyring still has it.
    pub token: Option<Private>,
}

pub struct Inner {
    pub folders: Folders,
    pub changed: Changed,
    pub clock: Clock,
    pub machine: Mutex<machine::Machine>,
    /// Drawn at this start, for the numbers that are given until the next.
    pub start_word: String,
    pub ground: Ground,
    pub door: Weak<crate::workplace::Door>,
    pub shelves: crate::catalogue::Shelves,
    pub settings: RwLock<Settings>,
    pub client: RwLock<Option<Arc<Client>>>,
    /// The same office, asked by the loop that nobody waits for.
    pub courier: RwLock<Option<Arc<Client>>>,
    pub gates: Mutex<Vec<Arc<Gate>>>,
    closed: AtomicBool,
    pub worker: counter_documents::Worker,
    host: RwLock<counter_devices::Host>,
    pub embedded: Mutex<crate::embedded::Embedded>,
    pub wake: Arc<tokio::sync::Notify>,
    /// Cases that are being sent now, so that window and loop never have the same one in hand.
    pub sending: Mutex<HashSet<String>>,
    /// Whether anything is sent to the office just now.
    pub breaker: Mutex<Breaker>,
    /// Case being sent, how much of the part under way is there, when the screen was last told.
    pub sent: Mutex<(String, u64, i64)>,
    pub scanning: Mutex<Option<tokio::task::AbortHandle>>,
    store: Mutex<Option<Store>>,
    start: Mutex<(StartState, Option<String>)>,
    opening: Mutex<()>,
    signed: Mutex<Option<Signed>>,
    memory: Mutex<Memory>,
    /// The screen is locked since then: nothing personal leaves the desk, delivery goes on.
    pub lock: Mutex<Option<crate::lock::Lock>>,
    pub due: Mutex<crate::due::Told>,
    line: Mutex<LineState>,
    face: Mutex<OfficeFace>,
}

/// A poisoned lock still holds whole data here: every change under a lock is a single assignment or a store transaction.
pub fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inner {
    pub fn new(
        clock: Clock,
        folders: Folders,
        changed: Changed,
        ground: Ground,
        door: Weak<crate::workplace::Door>,
    ) -> Inner {
        let settings = ground.settings(crate::config::load(&folders.config));
        Inner {
            clock,
            machine: Mutex::default(),
            start_word: random_word(crate::numbering::START_LETTERS),
            worker: counter_documents::Worker::new(folders.program("document-worker", "COUNTER_DOCUMENT_WORKER")),
            host: RwLock::new(crate::embedded::device_host(&folders, &settings)),
            shelves: crate::catalogue::Shelves::new(),
            settings: RwLock::new(settings),
            client: RwLock::new(None),
            courier: RwLock::new(None),
            gates: Mutex::default(),
            closed: AtomicBool::new(false),
            embedded: Mutex::default(),
            wake: Arc::default(),
            sending: Mutex::default(),
            breaker: Mutex::new(Breaker::unproven()),
            sent: Mutex::default(),
            scanning: Mutex::default(),
            store: Mutex::new(None),
            // Until the key is there: what may be waited for is the keyring.
            start: Mutex::new((StartState::Blocked, Some("keyring_unavailable".into()))),
            opening: Mutex::default(),
            signed: Mutex::new(None),
            memory: Mutex::default(),
            lock: Mutex::default(),
            due: Mutex::default(),
            line: Mutex::default(),
            face: Mutex::default(),
            folders,
            changed,
            ground,
            door,
        }
    }

    pub fn now(&self) -> Moment {
        Moment::from_millis((self.clock)())
    }

    /// What the computer's zone is ahead of UTC now, in seconds.
    pub fn zone(&self) -> i32 {
        let now = jiff::Timestamp::from_millisecond((self.clock)()).unwrap_or_default();
        jiff::tz::TimeZone::system().to_offset(now).seconds()
    }

    pub fn fresh_id(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    /// Random letters that are not mistaken for each other when read aloud or copied by hand.
    pub fn fresh_word(&self, letters: usize) -> String {
        random_word(letters)
    }

    pub fn notify(&self, topic: &str) {
        (self.changed)(topic);
    }

    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        hold(&self.memory)
    }

    pub fn line(&self) -> MutexGuard<'_, LineState> {
        hold(&self.line)
    }

    pub fn face(&self) -> MutexGuard<'_, OfficeFace> {
        hold(&self.face)
    }

    pub fn signed(&self) -> MutexGuard<'_, Option<Signed>> {
        hold(&self.signed)
    }

    pub fn start_state(&self) -> (StartState, Option<String>) {
        hold(&self.start).clone()
    }

    pub fn settings(&self) -> Settings {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn client(&self) -> Option<Arc<Client>> {
        self.client.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn courier(&self) -> Option<Arc<Client>> {
        self.courier.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn host(&self) -> counter_devices::Host {
        self.host.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Another scanner may want another device host; what runs in the old one ends there.
    pub fn renew_host(&self) {
        let fresh = crate::embedded::device_host(&self.folders, &self.settings());
        *self.host.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    }

    /// Ends what the old device host was doing, and the host with it.
    pub fn end_host(&self) {
        let idle = counter_devices::Host::new(self.folders.program("device-host", "COUNTER_DEVICE_HOST"));
        *self.host.write().unwrap_or_else(PoisonError::into_inner) = idle;
    }

    /// From here on nothing is opened any more, whoever is still about to.
    pub fn begin_closing(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    /// Runs with the open store; the failure says why there is none.
    pub fn with_store<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, Failure>) -> Result<T, Failure> {
        match hold(&self.store).as_mut() {
            Some(store) => act(store),
            None => Err(Failure::new(hold(&self.start).1.as_deref().unwrap_or("passphrase_needed"))),
        }
    }

    pub fn setting(&self, name: &str) -> Option<String> {
        self.with_store(|s| s.setting(name).map_err(store_failure)).ok().flatten()
    }

    pub fn keep(&self, name: &str, value: &str) -> Result<(), Failure> {
        self.with_store(|s| s.put_setting(name, value).map_err(store_failure))
    }
}

pub fn system_clock() -> Clock {
    Arc::new(|| jiff::Timestamp::now().as_millisecond())
}

/// Five bits a letter, without I, L, O and U. The first bytes of such an id are all chance.
fn random_word(letters: usize) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let id = uuid::Uuid::new_v4();
    id.as_bytes().iter().take(letters.min(6)).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

/// After this time without an answer a keyring counts as locked.
const LOCKED: std::time::Duration = std::time::Duration::from_secs(10);

/// The store, and with its key the trial office inside. A window that is shown already learns of it.
pub async fn open(desk: Desk, passphrase: Option<String>) {
    let again = desk.clone();
    // Argon2id, or a keyring that asks somebody for its password: not on the thread that serves the window.
    let key = tokio::task::spawn_blocking(move || open_store(&again, passphrase.as_deref())).await.ok().flatten();
    if let Some(key) = key.filter(|_| !desk.is_closed()) {
        crate::embedded::start_office(&desk, &key).await;
        crate::line::connect(&desk);
    }
    desk.notify("session");
}

/// Opens keys and store; the outcome is told by `hello`. Gives the key, for what else is sealed with it.
fn open_store(desk: &Desk, passphrase: Option<&str>) -> Option<StationKey> {
    // A second press meanwhile would find the first one's lock and take it for another window's.
    let _alone = hold(&desk.opening);
    if hold(&desk.store).is_some() {
        return None;
    }
    let (data, place) = (&desk.ground.home, &desk.ground.place);
    // On the first start there is time to give the keyring its password. Later the window says that it is locked, and
    // whoever has unlocked it presses again.
    let ring = match place.db.exists() {
        true => keys::SecretService::with_patience(LOCKED),
        false => keys::SecretService::new(),
    };
    let outcome = std::fs::create_dir_all(data)
        .map_err(|_| Failure::new("store_io"))
        .and_then(|()| keys::station_key(data, place, &ring, passphrase).map_err(key_failure))
        .and_then(|key| Store::open(place, &key).map_err(store_failure).map(|store| (store, key)));
    let mut opened = None;
    *hold(&desk.start) = match outcome {
        Ok((store, key)) => {
            let mut place = hold(&desk.store);
            // Closed while the keyring was asking somebody: then this one is closed too.
            if desk.is_closed() {
                return None;
            }
            *place = Some(store);
            opened = Some(key);
            (StartState::Ready, None)
        }
        Err(failure) if failure.code == "passphrase_needed" => match failure.params.get("new") {
            Some(_) => (StartState::PassphraseNew, Some(failure.code)),
            None => (StartState::PassphraseNeeded, Some(failure.code)),
        },
        Err(failure) if failure.code == "wrong_passphrase" => (StartState::PassphraseNeeded, Some(failure.code)),
        Err(failure) => {
            tracing::error!(code = failure.code, "the store cannot be opened");
            (StartState::Blocked, Some(failure.code))
        }
    };
    crate::catalogue::open(desk);
    if desk.start_state().0 == StartState::Ready {
        machine::open(desk);
    }
    opened
}

/// Signs out, forgets, closes; the database is unlocked when this returns. Not to be opened again.
pub fn close_store(desk: &Desk) {
    if let Some(signed) = desk.signed().take() {
        forget_token(desk, &signed.view.number);
    }
    desk.memory().forget_people();
    *hold(&desk.start) = (StartState::Blocked, Some("not_signed_in".to_owned()));
    hold(&desk.store).take();
    desk.wake.notify_one();
}

pub fn require_clerk(desk: &Desk) -> Result<ClerkView, Failure> {
    desk.signed().as_ref().map(|s| s.view.clone()).ok_or_else(|| Failure::new("not_signed_in"))
}

/// Whether the one signed in may do what asks for `access`; the refusal says which of the two is wrong, the person or the door.
pub fn may(desk: &Desk, access: Access) -> Result<(), Failure> {
    if matches!(access, Access::Anyone | Access::Citizen) {
        return Ok(());
    }
    let role = require_clerk(desk)?.role;
    let at_window = matches!(role.as_str(), "clerk" | "trainee" | "trainer");
    let right = match access {
        Access::Anyone | Access::Citizen | Access::Signed => true,
        Access::Clerk => at_window,
        Access::Supervisor => role == "supervisor",
    };
    right.then_some(()).ok_or_else(|| Failure::new("role_not_allowed"))
}

/// Gives a failure its incident number and writes it to the log, without anything personal.
pub fn incident(command: &str, mut failure: Failure) -> Failure {
    failure.incident = uuid::Uuid::new_v4().simple().to_string()[..8].to_owned();
    tracing::warn!(command, code = failure.code, incident = failure.incident, "refused");
    failure
}

/// Rows by the order in which they need the clerk.
pub type Rows = Vec<CaseRow>;

/// The clerk's token lies in the keyring only; without one it lives as long as the window.
pub fn keep_token(desk: &Desk, clerk: &str, token: &str) {
    let ring = keys::SecretService::new();
    if let Err(error) = keys::Ring::set(&ring, &desk.ground.token_name(clerk), token.as_bytes()) {
        tracing::info!(code = error.code(), "the token is not kept beyond this window");
    }
}

pub fn kept_token(desk: &Desk, clerk: &str) -> Option<Private> {
    let ring = keys::SecretService::new();
    let kept = keys::Ring::get(&ring, &desk.ground.token_name(clerk)).ok().flatten()?;
    std::str::from_utf8(&kept).ok().map(Private::new)
}

pub fn forget_token(desk: &Desk, clerk: &str) {
    let ring = keys::SecretService::new();
    if let Err(error) = keys::Ring::delete(&ring, &desk.ground.token_name(clerk)) {
        tracing::info!(code = error.code(), "no token to forget");
    }
}
