//! Everything a clerk can do at the counter; the only API that the shell and the command line know.
//! No window, no HTTP of its own, no text for people: views, failures by code, bytes.
mod act;
mod audit;
mod care;
mod catalogue;
pub mod config;
pub mod contract;
#[doc(hidden)]
pub mod courier;
mod daysheet;
mod deliver;
mod due;
mod embedded;
pub mod failure;
mod gate;
mod journal;
mod line;
mod lock;
mod machine;
#[doc(hidden)]
pub mod numbering;
mod practice;
mod print;
mod progress;
mod records;
mod returns;
mod serve;
mod session;
mod sheets;
mod show;
mod steps;
mod submission;
mod supervise;
mod translate;
mod turn;
pub mod view;
mod witness;
mod workplace;

pub use config::Folders;
pub use failure::Failure;
pub use records::{Records, Report, table};
use serde_json::Value;
use std::sync::{Arc, Weak};
pub use workplace::Workplace;

/// How long the window waits for the store before it shows itself.
const OPENING: std::time::Duration = std::time::Duration::from_secs(5);

/// Tells the window that something it may be showing has changed: `case:<id>`, `status`, `outbox`, `session`, `devices`,
/// `citizen`, `catalogue`.
pub type Changed = Arc<dyn Fn(&str) + Send + Sync>;

/// Milliseconds since 1970 UTC, as this computer has it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// One desk, from its opening to its closing. Cheap to clone; needs a running tokio runtime.
#[derive(Clone)]
pub(crate) struct Desk(Arc<session::Inner>);

impl std::ops::Deref for Desk {
    type Target = session::Inner;
    fn deref(&self) -> &session::Inner {
        &self.0
    }
}

impl Desk {
    /// Never fails: what stands in the way becomes the state that `hello` tells.
    async fn open(
        clock: Clock,
        folders: Folders,
        changed: Changed,
        ground: session::Ground,
        door: Weak<workplace::Door>,
    ) -> Desk {
        let desk = Desk(Arc::new(session::Inner::new(clock, folders, changed, ground, door)));
        embedded::start(&desk).await;
        line::connect(&desk);
        // A keyring that asks somebody for its password may take a minute; the window is there sooner and says so.
        let _ = tokio::time::timeout(OPENING, tokio::spawn(session::open(desk.clone(), None))).await;
        deliver::start(&desk);
        care::start(&desk);
        desk
    }

    /// Nothing of this desk goes on: no request, no device, no open store. Whoever still holds it finds nobody signed in.
    async fn close(&self) {
        self.begin_closing();
        line::shut(self);
        session::close_store(self);
        embedded::stop(self).await;
    }

    async fn dispatch(&self, window: &str, name: &str, payload: Value) -> Result<Value, Failure> {
        let access = contract::access(name).ok_or_else(|| Failure::new("unknown_command"))?;
        if !access.is_from(window) {
            return Err(Failure::new("role_not_allowed"));
        }
        let named = audit::case_of(&payload, None);
        if let Err(refused) = session::may(self, access).and_then(|()| lock::lets_through(self, name)) {
            audit::command(self, name, named, Err(&refused));
            return Err(session::incident(name, refused));
        }
        let reply = contract::route(self, name, payload).await;
        let named = named.or_else(|| audit::case_of(&Value::Null, reply.as_ref().ok()));
        audit::command(self, name, named, reply.as_ref().map(|_| ()));
        reply.map_err(|failure| session::incident(name, failure))
    }

    fn window_may(&self, window: &str, access: contract::Access) -> Result<(), Failure> {
        if !access.is_from(window) {
            return Err(Failure::new("role_not_allowed"));
        }
        session::may(self, access).and_then(|()| lock::lets_through(self, "bytes"))
    }
}
