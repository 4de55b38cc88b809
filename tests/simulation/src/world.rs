//! Everything of one day that is not the program: time, dice, weather, the office's side, what the clerk knows.
use crate::clerk::Ledger;
use crate::day::Sum;
use crate::office::Far;
use crate::plan::{self, EVENING, Event, Intake, Weather};
use crate::station::Station;
use crate::trace::Trace;
use counter_backoffice::Request;
use fastrand::Rng;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use tokio::sync::Notify;

/// A morning of 2026, in milliseconds since 1970.
pub const DAWN: i64 = 1_790_000_000_000;

pub struct World {
    pub me: Weak<World>,
    rng: Mutex<Rng>,
    /// True time; the office's clock is right.
    clock: Arc<AtomicI64>,
    /// What the station's clock is off by.
    off: AtomicI64,
    pub cases: Vec<Intake>,
    pub events: Mutex<BTreeMap<(i64, usize), Event>>,
    pub weather: Mutex<Weather>,
    pub faults: AtomicBool,
    pub paused: AtomicBool,
    pub lamp: AtomicBool,
    /// Requests that a slow line still holds.
    pub late: Mutex<BTreeMap<(i64, usize), Request>>,
    pub far: Mutex<Option<Far>>,
    pub station: Station,
    pub ledger: Mutex<Ledger>,
    pub trace: Mutex<Trace>,
    pub sum: Mutex<Sum>,
    crashed: AtomicBool,
    pub fell: Notify,
    /// Nothing may be sent before this: the office said so.
    pub quiet_until: AtomicI64,
    /// What was sent into an outage, tiny requests aside.
    pub into_the_dark: AtomicI64,
    pub broken: Mutex<Option<String>>,
    _folder: tempfile::TempDir,
}

pub fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap()
}

impl World {
    pub fn new(seed: u64) -> Arc<World> {
        let mut rng = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let plan = plan::draw(&mut rng);
        // In memory where there is such a folder: what is synced must not cost a disk's time.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let clock = Arc::new(AtomicI64::new(DAWN));
        let far = Far::open(folder.path().join("office"), clock.clone());
        let station = Station::new(folder.path().join("station"));
        let world = Arc::new_cyclic(|me| World {
            me: me.clone(),
            rng: Mutex::new(rng),
            clock,
            off: AtomicI64::new(0),
            cases: plan.cases,
            events: Mutex::new(plan.events),
            weather: Mutex::new(Weather::Fair),
            faults: AtomicBool::new(true),
            paused: AtomicBool::new(false),
            lamp: AtomicBool::new(true),
            late: Mutex::default(),
            far: Mutex::new(Some(far)),
            station,
            ledger: Mutex::default(),
            trace: Mutex::default(),
            sum: Mutex::default(),
            crashed: AtomicBool::new(false),
            fell: Notify::new(),
            quiet_until: AtomicI64::new(0),
            into_the_dark: AtomicI64::new(0),
            broken: Mutex::default(),
            _folder: folder,
        });
        world.start_station();
        world.sign_in();
        world
    }

    pub fn rng<T>(&self, act: impl FnOnce(&mut Rng) -> T) -> T {
        act(&mut hold(&self.rng))
    }

    /// True time since dawn.
    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed) - DAWN
    }

    pub fn advance(&self, ms: i64) {
        self.clock.fetch_add(ms.max(0), Ordering::Relaxed);
    }

    /// What the station's clock shows.
    pub fn wall(&self) -> i64 {
        DAWN + self.now() + self.off.load(Ordering::Relaxed)
    }

    pub fn set_off(&self, by: i64) {
        self.off.fetch_add(by, Ordering::Relaxed);
        self.quiet_until.store(0, Ordering::Relaxed);
    }

    pub fn say(&self, what: String) {
        hold(&self.trace).add(self.now(), what);
    }

    pub fn break_with(&self, what: String) {
        hold(&self.broken).get_or_insert(what);
    }

    pub fn crash(&self) {
        self.crashed.store(true, Ordering::Relaxed);
        self.quiet_until.store(0, Ordering::Relaxed);
        hold(&self.sum).crashes += 1;
        self.say("the station's program ends".into());
    }

    pub fn is_crashed(&self) -> bool {
        self.crashed.load(Ordering::Relaxed)
    }

    pub fn rise(&self) {
        self.advance(30_000);
        self.into_the_dark.store(0, Ordering::Relaxed);
        self.start_station();
        self.crashed.store(false, Ordering::Relaxed);
    }

    /// None when the program ended meanwhile.
    pub async fn guard<T>(&self, act: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            _ = self.fell.notified() => None,
            done = act => (!self.is_crashed()).then_some(done),
        }
    }

    pub fn later(&self, ms: i64, event: Event) {
        let mut events = hold(&self.events);
        let n = events.keys().map(|(_, n)| n + 1).max().unwrap_or(0).max(10_000);
        events.insert((self.now() + ms, n), event);
    }

    /// The first event that is due, taken out.
    pub fn due(&self, of: impl Fn(&Event) -> bool) -> Option<Event> {
        let mut events = hold(&self.events);
        let key = events.iter().find(|((at, _), event)| *at <= self.now() && of(event)).map(|(key, _)| *key)?;
        events.remove(&key)
    }

    /// On to what comes next: an event, a late request, or `until` by the station's clock. False when nothing will.
    pub fn jump(&self, until: Option<i64>) -> bool {
        let event = hold(&self.events).keys().next().map(|(at, _)| *at);
        let late = hold(&self.late).keys().next().map(|(at, _)| *at);
        let own = until.map(|at| self.now() + (at - self.wall()).clamp(200, 900_000));
        let Some(next) = [event, late, own].into_iter().flatten().min() else { return false };
        self.advance(next - self.now());
        true
    }

    pub fn is_evening(&self) -> bool {
        self.now() >= EVENING && !self.faults.load(Ordering::Relaxed)
    }

    pub fn sign_in(&self) {
        let credential = hold(&self.far).as_ref().map(Far::credential).unwrap();
        self.station.keep_credential(&credential);
        self.quiet_until.store(0, Ordering::Relaxed);
    }
}
