//! Everything a clerk can do at the counter; the only API that the shell and the command line know.
//! No window, no HTTP of its own, no text for people: views, failures by code, bytes.
pub mod act;
pub mod config;
pub mod contract;
mod deliver;
mod embedded;
pub mod failure;
mod journal;
mod line;
mod lock;
mod machine;
mod numbering;
mod print;
mod progress;
mod returns;
mod serve;
mod session;
mod sheets;
mod show;
mod submission;
mod translate;
pub mod view;
mod witness;

pub use config::Folders;
pub use failure::Failure;
use serde_json::Value;
use std::sync::Arc;

/// How long the window waits for the store before it shows itself.
const OPENING: std::time::Duration = std::time::Duration::from_secs(5);

/// Tells the window that something it may be showing has changed: `case:<id>`, `status`, `outbox`, `session`, `devices`.
pub type Changed = Arc<dyn Fn(&str) + Send + Sync>;

/// Milliseconds since 1970 UTC, as this computer has it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// One station's desk. Cheap to clone; needs a running tokio runtime.
#[derive(Clone)]
pub struct Desk(Arc<session::Inner>);

impl std::ops::Deref for Desk {
    type Target = session::Inner;
    fn deref(&self) -> &session::Inner {
        &self.0
    }
}

impl Desk {
    /// Never fails: what stands in the way becomes the state that `hello` tells.
    pub async fn open(folders: Folders, changed: Changed) -> Desk {
        Desk::open_by(session::system_clock(), folders, changed).await
    }

    /// The same by another clock.
    pub async fn open_by(clock: Clock, folders: Folders, changed: Changed) -> Desk {
        let desk = Desk(Arc::new(session::Inner::new(clock, folders, changed)));
        embedded::start(&desk).await;
        line::connect(&desk);
        // A keyring that asks somebody for its password may take a minute; the window is there sooner and says so.
        let _ = tokio::time::timeout(OPENING, tokio::spawn(session::open(desk.clone(), None))).await;
        deliver::start(&desk);
        desk
    }

    /// One command from a window: checks who may, runs it, writes the audit line.
    pub async fn dispatch(&self, window: &str, name: &str, payload: Value) -> Result<Value, Failure> {
        let access = contract::access(name).ok_or_else(|| Failure::new("unknown_command"))?;
        if window != "main" {
            return Err(Failure::new("role_not_allowed"));
        }
        if let Err(refused) = session::may(self, access).and_then(|()| lock::lets_through(self, name)) {
            session::audit(self, name, Err(&refused.code));
            return Err(session::incident(name, refused));
        }
        let reply = contract::route(self, name, payload).await;
        session::audit(self, name, reply.as_ref().map(|_| ()).map_err(|f| f.code.as_str()));
        reply.map_err(|failure| session::incident(name, failure))
    }

    /// Bytes for `page://`: a page's picture, a form's PDF. Returns media type and content.
    pub async fn bytes(&self, window: &str, path: &str) -> Result<(String, Vec<u8>), Failure> {
        self.window_may(window, contract::Access::Signed)?;
        serve::bytes(self, path).await.map_err(|f| session::incident("bytes", f))
    }

    /// A file that the clerk imports; the reply is the case as it then stands.
    pub async fn upload(&self, window: &str, path: &str, body: Vec<u8>) -> Result<Value, Failure> {
        self.window_may(window, contract::Access::Clerk)?;
        serve::upload(self, path, body).await.map_err(|f| session::incident("upload", f))
    }

    fn window_may(&self, window: &str, access: contract::Access) -> Result<(), Failure> {
        if window != "main" {
            return Err(Failure::new("role_not_allowed"));
        }
        session::may(self, access).and_then(|()| lock::lets_through(self, "bytes"))
    }
}
