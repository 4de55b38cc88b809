//! Everything a clerk can do at the counter; the only API that the shell and the command line know.
//! No window, no HTTP of its own, no text for people: views, failures by code, bytes.
mod app;
mod cases;
mod catalog;
mod commands;
pub mod contract;
#[doc(hidden)]
pub mod delivery;
mod devices;
mod office;
mod papers;
mod practice;
mod records;
mod review;
mod station;
mod upkeep;
mod views;

pub use app::workplace::Workplace;
pub use cases::numbering;
pub use contract::failure::{self, Failure};
pub use contract::views as view;
pub use delivery::courier;
pub use records::{Records, Report, table};
use serde_json::Value;
pub use station::settings::{self as config, Folders};
use std::sync::{Arc, Weak};

/// How long the window waits for the store before it shows itself.
const OPENING: std::time::Duration = std::time::Duration::from_secs(5);

/// Tells the window that something it may be showing has changed: `case:<id>`, `status`, `outbox`, `session`, `devices`,
/// `citizen`, `catalogue`.
pub type Changed = Arc<dyn Fn(&str) + Send + Sync>;

/// Milliseconds since 1970 UTC, as this computer has it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// One desk, from its opening to its closing. Cheap to clone; needs a running tokio runtime.
#[derive(Clone)]
pub(crate) struct Desk(Arc<station::session::Inner>);

impl std::ops::Deref for Desk {
    type Target = station::session::Inner;
    fn deref(&self) -> &station::session::Inner {
        &self.0
    }
}

impl Desk {
    /// Never fails: what stands in the way becomes the state that `hello` tells.
    async fn open(
        clock: Clock,
        folders: Folders,
        changed: Changed,
        ground: station::session::Ground,
        door: Weak<app::workplace::Door>,
    ) -> Desk {
        let desk = Desk(Arc::new(station::session::Inner::new(clock, folders, changed, ground, door)));
        office::trial::start(&desk).await;
        office::line::connect(&desk);
        // A keyring that asks somebody for its password may take a minute; the window is there sooner and says so.
        let _ = tokio::time::timeout(OPENING, tokio::spawn(station::session::open(desk.clone(), None))).await;
        delivery::outbox::start(&desk);
        upkeep::retention::start(&desk);
        desk
    }

    /// Nothing of this desk goes on: no request, no device, no open store. Whoever still holds it finds nobody signed in.
    async fn close(&self) {
        self.begin_closing();
        office::line::shut(self);
        station::session::close_store(self);
        office::trial::stop(self).await;
    }

    async fn dispatch(&self, window: &str, name: &str, payload: Value) -> Result<Value, Failure> {
        let access = contract::access(name).ok_or_else(|| Failure::new("unknown_command"))?;
        if !access.is_from(window) {
            return Err(Failure::new("role_not_allowed"));
        }
        let named = station::audit::case_of(&payload, None);
        if let Err(refused) = station::session::may(self, access).and_then(|()| station::lock::lets_through(self, name))
        {
            station::audit::command(self, name, named, Err(&refused));
            return Err(station::session::incident(name, refused));
        }
        let reply = contract::route(self, name, payload).await;
        let named = named.or_else(|| station::audit::case_of(&Value::Null, reply.as_ref().ok()));
        station::audit::command(self, name, named, reply.as_ref().map(|_| ()));
        reply.map_err(|failure| station::session::incident(name, failure))
    }

    fn window_may(&self, window: &str, access: contract::Access) -> Result<(), Failure> {
        if !access.is_from(window) {
            return Err(Failure::new("role_not_allowed"));
        }
        station::session::may(self, access).and_then(|()| station::lock::lets_through(self, "bytes"))
    }
}
