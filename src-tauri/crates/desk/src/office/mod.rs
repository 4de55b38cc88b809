//! The way to the office: the address or the router in this process, the clients that use it,
//! whether the line is up, signing in. Not what is sent: that is `delivery` and `review`.
pub mod centre_news;
pub mod client;
pub mod first_word;
pub mod gate;
pub mod greeting;
pub mod installation;
pub mod joining;
pub mod line;
pub mod moving;
mod numbers;
pub mod practice;
pub mod recovery;
pub mod sign_in;
pub mod standing;
pub mod trial;
mod trial_numbers;
mod way;

use crate::contract::FailureCode;
use crate::contract::views::DemoAccount;
use crate::station::Station;
use centre_news::CentreNews;
use counter_backoffice::{Client, Timeouts, Transport};
use counter_core::case::EventKind;
use counter_core::outbox::Breaker;
use counter_office::InProcess;
use gate::Gate;
use installation::Reports;
use line::{LineNews, LineState};
use parking_lot::{Mutex, RwLock};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use way::{find_line_pin, open_way};

/// A clerk waits for these.
pub const TIMEOUTS: Timeouts =
    Timeouts { connect: Duration::from_secs(3), answer: Duration::from_secs(10) };
/// Nobody waits for the loop, and an office that takes half a minute for each answer must still get
/// its cases.
const UNHURRIED: Timeouts =
    Timeouts { connect: Duration::from_secs(3), answer: Duration::from_secs(60) };

/// The office as it introduced itself.
#[derive(Clone, Default)]
pub struct OfficeIntroduction {
    pub name: Option<String>,
    pub trial: bool,
    pub demo_accounts: Vec<DemoAccount>,
    /// It takes a revision in the place of one that it did not.
    pub can_replace: bool,
    /// It gives out centre files.
    pub gives_centre_files: bool,
    /// Each installation has a credential of its own there.
    pub knows_installations: bool,
    /// It writes down that a station's disk was recovered.
    pub knows_recoveries: bool,
    /// It keeps the words of a decision, and what came for each row.
    pub keeps_words: bool,
    /// It says of a receipt's code whether the record is as it was.
    pub checks_receipts: bool,
    /// It tells a supervisor who looked at the papers of their station.
    pub tells_looks: bool,
    /// It tells the older cases of a list, page by page.
    pub tells_older_cases: bool,
    /// It gives an installation 文号 in advance.
    pub gives_numbers: bool,
    /// It lets a case go on at any window of its station, and tells where one did.
    pub serves_any_window: bool,
    /// Kinds of what happens after acceptance that it takes.
    pub takes_events: Vec<EventKind>,
}

/// Where the office is asked. Each connection may lead to another office: what one brought says
/// nothing of the next.
#[derive(Clone, Default)]
struct Connection {
    number: u64,
    client: Option<Arc<Client>>,
    /// The same office, asked by the loop that nobody waits for.
    delivery_client: Option<Arc<Client>>,
}

pub struct Office {
    pub(crate) station: Arc<Station>,
    connection: RwLock<Connection>,
    gates: Mutex<Vec<Arc<Gate>>>,
    line: Mutex<LineState>,
    news: watch::Sender<LineNews>,
    introduction: Mutex<OfficeIntroduction>,
    /// Whether anything is sent to the office just now.
    breaker: Mutex<Breaker>,
    centre_news: Mutex<CentreNews>,
    reports: Mutex<Reports>,
    /// Held while a new credential is under way: of two answers the last one made counts.
    renewal: tokio::sync::Mutex<()>,
    /// Why this station turns to no office.
    stopped: Mutex<Option<FailureCode>>,
    /// The office in this very process, once the key is known: no socket leads to it.
    own: Mutex<Option<Arc<counter_office::Office>>>,
    /// Whether it is known, with the records, where the office is.
    settled: watch::Sender<bool>,
}

impl Office {
    pub fn new(station: Arc<Station>) -> Office {
        Office {
            station,
            connection: RwLock::default(),
            gates: Mutex::default(),
            line: Mutex::default(),
            news: watch::Sender::default(),
            introduction: Mutex::default(),
            breaker: Mutex::new(Breaker::unproven()),
            centre_news: Mutex::default(),
            reports: Mutex::default(),
            renewal: tokio::sync::Mutex::default(),
            stopped: Mutex::new(Some(FailureCode::OfficeNotSettled)),
            own: Mutex::default(),
            settled: watch::Sender::default(),
        }
    }

    /// To the office that is configured, else to the one in this process. An older way is shut.
    pub fn connect(&self) {
        let address = self.station.settings().office;
        let mut gates = self.gates.lock();
        gates.drain(..).for_each(|old| old.shut());
        let is_closed = self.station.is_closed() || self.is_stopped();
        let mut client = |timeouts| {
            let transport = self.transport(&address, timeouts).filter(|_| !is_closed)?;
            let gate = Arc::new(Gate::new(transport));
            gates.push(gate.clone());
            Some(Arc::new(Client::new(gate)))
        };
        let (client, delivery_client) = (client(TIMEOUTS), client(UNHURRIED));
        drop(gates);
        let mut connection = self.connection.write();
        let number = connection.number + 1;
        *connection = Connection { number, client, delivery_client };
        let mut line = self.line.lock();
        *line = LineState::of_connection(number);
        *self.introduction.lock() = OfficeIntroduction::default();
        drop(line);
        drop(connection);
        *self.breaker.lock() = Breaker::unproven();
        self.news.send_modify(|news| *news = LineNews { connection: number, up: None });
    }

    /// With the records it is known where the office is, and the way there is open.
    pub fn note_settled(&self) {
        self.settled.send_replace(true);
    }

    /// Waits while records are being opened; not for ever, as an address may not answer.
    pub(super) async fn wait_until_settled(&self) {
        let mut settled = self.settled.subscribe();
        let _ = tokio::time::timeout(TIMEOUTS.answer, settled.wait_for(|settled| *settled)).await;
    }

    /// The office in this very process is nobody else's.
    fn is_stopped(&self) -> bool {
        !self.station.environment.office_in_process && self.stopped.lock().is_some()
    }

    fn transport(&self, address: &str, timeouts: Timeouts) -> Option<Arc<dyn Transport>> {
        if address.is_empty() {
            let office = self.own.lock().clone()?;
            return Some(Arc::new(InProcess::new(office)));
        }
        let pin = self.station.joined_centre().and_then(|file| find_line_pin(&file));
        Some(Arc::new(open_way(address, timeouts, pin.as_ref()).ok()?))
    }

    /// Two unlocks at a time open the same office twice; the first one stays.
    fn keep_own(&self, office: counter_office::Office) {
        let mut own = self.own.lock();
        if own.is_none() {
            *own = Some(Arc::new(office));
        }
    }

    /// The one in this process is over, once the way to it is shut.
    pub fn stop_own(&self) {
        self.own.lock().take();
    }

    /// Nothing of this desk reaches an office from here on.
    pub fn disconnect(&self) {
        self.gates.lock().drain(..).for_each(|gate| gate.shut());
        *self.connection.write() = Connection::default();
    }

    fn current_connection(&self) -> Connection {
        self.connection.read().clone()
    }

    pub fn client(&self) -> Option<Arc<Client>> {
        self.connection.read().client.clone()
    }

    pub fn delivery_client(&self) -> Option<Arc<Client>> {
        self.connection.read().delivery_client.clone()
    }

    pub fn introduction(&self) -> OfficeIntroduction {
        self.introduction.lock().clone()
    }

    /// Over the connection of now.
    pub fn is_introduced(&self) -> bool {
        self.introduction.lock().name.is_some()
    }

    /// False once this office has introduced itself without the ability. One that was not heard yet
    /// is asked when it comes to it.
    pub fn may_replace(&self) -> bool {
        let introduction = self.introduction.lock();
        introduction.name.is_none() || introduction.can_replace
    }

    /// The same of an event of this kind: the courier asks once more before it sends one.
    pub fn may_take_event(&self, kind: EventKind) -> bool {
        let introduction = self.introduction.lock();
        introduction.name.is_none() || introduction.takes_events.contains(&kind)
    }

    pub fn with_breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut self.breaker.lock())
    }
}
