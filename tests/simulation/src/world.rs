//! Everything of one day that is not the program: time, dice, weather, the office's side, what the
//! clerk knows.
use crate::ledger::Ledger;
use crate::office::Far;
use crate::plan::{self, EVENING, Event, Intake, Weather};
use crate::station::Station;
use crate::sync::lock;
use crate::totals::Totals;
use crate::trace::Trace;
use counter_backoffice::Request;
use counter_core::date::Moment;
use counter_desk::courier::Passage;
use fastrand::Rng;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, Weak};
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
    pub sum: Mutex<Totals>,
    crashed: AtomicBool,
    pub fell: Notify,
    /// What the station has learnt of the gateway.
    pub passage: Mutex<Passage>,
    /// Nothing may be sent before this: the office said so.
    pub quiet_until: AtomicI64,
    /// What was sent into an outage, tiny requests aside.
    pub into_the_dark: AtomicI64,
    pub broken: Mutex<Option<String>>,
    _folder: tempfile::TempDir,
}

impl World {
    pub fn new(seed: u64) -> Arc<World> {
        let mut rng = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let plan = plan::draw_plan(&mut rng);
        // In memory where there is such a folder: what is synced must not cost a disk's time.
        let memory = std::path::Path::new("/dev/shm");
        let folder =
            if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
                .unwrap();
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
            passage: Mutex::default(),
            quiet_until: AtomicI64::new(0),
            into_the_dark: AtomicI64::new(0),
            broken: Mutex::default(),
            _folder: folder,
        });
        world.start_station();
        world.sign_in();
        world
    }

    pub fn start_station(&self) {
        self.station.open();
        let letters = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let word = self.rng(|r| (0..4).map(|_| char::from(letters[r.usize(..32)])).collect());
        *lock(&self.station.word) = word;
    }

    pub fn station_time(&self) -> Moment {
        Moment::from_millis(self.station_clock())
    }

    pub fn rng<T>(&self, act: impl FnOnce(&mut Rng) -> T) -> T {
        act(&mut lock(&self.rng))
    }

    /// True time since dawn.
    pub fn elapsed_ms(&self) -> i64 {
        self.clock.load(Ordering::Relaxed) - DAWN
    }

    pub fn advance(&self, ms: i64) {
        self.clock.fetch_add(ms.max(0), Ordering::Relaxed);
    }

    /// What the station's clock shows.
    pub fn station_clock(&self) -> i64 {
        DAWN + self.elapsed_ms() + self.off.load(Ordering::Relaxed)
    }

    pub fn set_off(&self, by: i64) {
        self.off.fetch_add(by, Ordering::Relaxed);
        self.quiet_until.store(0, Ordering::Relaxed);
    }

    pub fn log(&self, what: String) {
        lock(&self.trace).add(self.elapsed_ms(), what);
    }

    pub fn break_with(&self, what: String) {
        lock(&self.broken).get_or_insert(what);
    }

    pub fn crash(&self) {
        self.crashed.store(true, Ordering::Relaxed);
        self.quiet_until.store(0, Ordering::Relaxed);
        lock(&self.sum).crashes += 1;
        self.log("the station's program ends".into());
    }

    pub fn is_crashed(&self) -> bool {
        self.crashed.load(Ordering::Relaxed)
    }

    pub fn restart_program(&self) {
        self.advance(30_000);
        self.into_the_dark.store(0, Ordering::Relaxed);
        self.start_station();
        self.crashed.store(false, Ordering::Relaxed);
    }

    /// None when the program ended meanwhile.
    pub async fn until_crash<T>(&self, act: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            _ = self.fell.notified() => None,
            done = act => (!self.is_crashed()).then_some(done),
        }
    }

    pub fn schedule(&self, ms: i64, event: Event) {
        let mut events = lock(&self.events);
        let n = events.keys().map(|(_, n)| n + 1).max().unwrap_or(0).max(10_000);
        events.insert((self.elapsed_ms() + ms, n), event);
    }

    /// The first event that is due, taken out.
    pub fn take_due(&self, of: impl Fn(&Event) -> bool) -> Option<Event> {
        let mut events = lock(&self.events);
        let key = events
            .iter()
            .find(|((at, _), event)| *at <= self.elapsed_ms() && of(event))
            .map(|(key, _)| *key)?;
        events.remove(&key)
    }

    /// On to what comes next: an event, a late request, or `until` by the station's clock. False
    /// when nothing will.
    pub fn jump_to_next(&self, until: Option<i64>) -> bool {
        let event = lock(&self.events).keys().next().map(|(at, _)| *at);
        let late = lock(&self.late).keys().next().map(|(at, _)| *at);
        let own =
            until.map(|at| self.elapsed_ms() + (at - self.station_clock()).clamp(200, 900_000));
        let Some(next) = [event, late, own].into_iter().flatten().min() else { return false };
        self.advance(next - self.elapsed_ms());
        true
    }

    pub fn is_evening(&self) -> bool {
        self.elapsed_ms() >= EVENING && !self.faults.load(Ordering::Relaxed)
    }

    pub fn sign_in(&self) {
        let admit = |far: &Far| {
            let admitted = far.admit_station();
            far.give_numbers();
            (admitted, far.list_numbers())
        };
        let ((credential, permit), numbers) = lock(&self.far).as_ref().map(admit).unwrap();
        self.station.keep_credential(&credential);
        self.station.keep_numbers(&numbers);
        *lock(&self.station.permit) = Some(permit);
        self.quiet_until.store(0, Ordering::Relaxed);
    }
}
