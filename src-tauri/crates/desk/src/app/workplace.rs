//! The clerk's place as a shell holds it: the desk that stands there now, and how another one takes its stand. Knows of no
//! difference between desks.
use crate::app::pages;
use crate::contract::Access;
use crate::station::session::{self, Ground};
use crate::station::settings::Folders;
use crate::{Changed, Clock, Desk, Failure};
use serde_json::Value;
use std::sync::{Arc, PoisonError, RwLock};

/// Cheap to clone; needs a running tokio runtime. A program starts at the counter, always.
#[derive(Clone)]
pub struct Workplace(Arc<Door>);

/// Held weakly by the desk itself, so that a workplace that is let go closes its store.
pub struct Door {
    here: RwLock<Option<Desk>>,
    crossing: tokio::sync::Mutex<()>,
}

impl Door {
    fn here(&self) -> Option<Desk> {
        self.here.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, desk: Desk) {
        *self.here.write().unwrap_or_else(PoisonError::into_inner) = Some(desk);
    }
}

impl Workplace {
    /// Never fails: what stands in the way becomes the state that `hello` tells.
    pub async fn open(folders: Folders, changed: Changed) -> Workplace {
        Workplace::open_by(session::system_clock(), folders, changed).await
    }

    /// The same by another clock.
    pub async fn open_by(clock: Clock, folders: Folders, changed: Changed) -> Workplace {
        let door = Arc::new(Door { here: RwLock::new(None), crossing: tokio::sync::Mutex::default() });
        let ground = Ground::counter(&folders);
        door.put(Desk::open(clock, folders, changed, ground, Arc::downgrade(&door)).await);
        Workplace(door)
    }

    /// While one desk takes the place of another there is none: who comes then waits for the new one.
    async fn desk(&self) -> Result<Desk, Failure> {
        let _nobody_crosses = self.0.crossing.lock().await;
        self.0.here().ok_or_else(|| Failure::new("internal"))
    }

    /// A word to show wherever this window is shown, where there is one.
    pub fn mark(&self) -> Option<&'static str> {
        self.0.here()?.ground.mark
    }

    /// Whether this window has a second screen, for the citizen.
    pub fn has_citizen_screen(&self) -> bool {
        self.0.here().is_some_and(|desk| desk.settings().citizen_screen)
    }

    /// One command from a window: checks who may, runs it, writes the audit line.
    pub async fn dispatch(&self, window: &str, name: &str, payload: Value) -> Result<Value, Failure> {
        self.desk().await?.dispatch(window, name, payload).await
    }

    /// Bytes for `page://`: a page's picture, a form's PDF. Returns media type and content.
    pub async fn bytes(&self, window: &str, path: &str) -> Result<(String, Vec<u8>), Failure> {
        let desk = self.desk().await?;
        desk.window_may(window, Access::Signed)?;
        pages::bytes(&desk, path).await.map_err(|f| session::incident("bytes", f))
    }

    /// A file that the clerk imports; the reply is the case as it then stands.
    pub async fn upload(&self, window: &str, path: &str, body: Vec<u8>) -> Result<Value, Failure> {
        let desk = self.desk().await?;
        desk.window_may(window, Access::Clerk)?;
        pages::upload(&desk, path, body).await.map_err(|f| session::incident("upload", f))
    }
}

impl Desk {
    /// Closes this desk for good and opens one on other ground in its place. `prepare` runs while neither is open.
    pub async fn cross(&self, prepare: impl FnOnce() -> Ground + Send + 'static) -> Result<Desk, Failure> {
        let door = self.door.upgrade().ok_or_else(|| Failure::new("internal"))?;
        let _one_at_a_time = door.crossing.lock().await;
        if !door.here().is_some_and(|desk| Arc::ptr_eq(&desk.0, &self.0)) {
            return Err(Failure::new("conflict"));
        }
        self.close().await;
        let ground = tokio::task::spawn_blocking(prepare).await.map_err(|_| Failure::new("internal"))?;
        let (clock, folders, changed) = (self.clock.clone(), self.folders.clone(), self.changed.clone());
        let next = Desk::open(clock, folders, changed, ground, Arc::downgrade(&door)).await;
        door.put(next.clone());
        next.notify("session");
        Ok(next)
    }
}
