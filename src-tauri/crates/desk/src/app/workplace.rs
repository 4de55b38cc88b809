//! The clerk's place as a shell holds it.
use super::background::start_loops;
use super::dispatch::{log_incident, run_off_thread};
use super::pages;
use crate::Failure;
use crate::contract::views::PaintingView;
use crate::contract::{Access, Topic};
use crate::desk::Desk;
use crate::desk::crossing::Crossing;
use crate::office::recovery::RecoveryWord;
use crate::station::ChangeListener;
use crate::station::clock::{Clock, system_clock};
use crate::station::environment::Environment;
use crate::station::settings::Folders;
use serde_json::Value;
use std::sync::Arc;

/// Cheap to clone; needs a running tokio runtime. A program starts at the counter, always.
#[derive(Clone)]
pub struct Workplace(Arc<Crossing>);

impl Workplace {
    /// The window is made meanwhile: its first commands wait until the desk is open.
    pub fn start(folders: Folders, listener: ChangeListener) -> Workplace {
        let crossing = Arc::new(Crossing::new(start_loops));
        let (workplace, nobody_crosses) = (Workplace(crossing.clone()), crossing.claim_start());
        tokio::spawn(async move {
            let desk = open_counter(&crossing, system_clock(), folders, listener).await;
            drop(nobody_crosses);
            // What was shown of no desk is shown of this one.
            desk.station.announce(Topic::Session);
            desk.station.announce(Topic::Status);
        });
        workplace
    }

    /// Never fails: what stands in the way becomes the state that `hello` tells.
    pub async fn open(folders: Folders, listener: ChangeListener) -> Workplace {
        Workplace::open_by_clock(system_clock(), folders, listener).await
    }

    pub async fn open_by_clock(
        clock: Clock,
        folders: Folders,
        listener: ChangeListener,
    ) -> Workplace {
        let crossing = Arc::new(Crossing::new(start_loops));
        open_counter(&crossing, clock, folders, listener).await;
        Workplace(crossing)
    }

    /// Told by the shell, for the settings page: who draws the windows since the start, and why.
    pub fn note_painting(&self, painting: PaintingView) {
        self.0.note_painting(painting);
    }

    /// Told by the shell: the version of the library that shows the windows.
    pub fn note_webview(&self, version: String) {
        self.0.note_webview(version);
    }

    /// A word to show wherever this window is shown, where there is one.
    pub fn mark(&self) -> Option<&'static str> {
        self.0.current_desk()?.station.environment.mark
    }

    /// Whether this window has a second screen, for the citizen.
    pub fn has_citizen_screen(&self) -> bool {
        self.0.current_desk().is_some_and(|desk| desk.station.settings().citizen_screen)
    }

    /// Where the records are a copy of a rescued disk: whether the office knows.
    pub fn recovery_word(&self) -> RecoveryWord {
        self.0.current_desk().map_or(RecoveryWord::Owed, |desk| desk.office.recovery_word())
    }

    /// One round of the care that comes by itself every few seconds, for whoever cannot wait for it.
    pub async fn look_after_data(&self) -> Result<(), Failure> {
        self.0.wait_for_desk().await?.upkeep.look_after_data().await;
        Ok(())
    }

    /// One command from a window: checks who may, runs it, writes the audit line.
    pub async fn dispatch(
        &self,
        window: &str,
        name: &str,
        payload: Value,
    ) -> Result<Value, Failure> {
        self.0.wait_for_desk().await?.dispatch(window, name, payload).await
    }

    /// Bytes for `page://`: a page's picture, a form's PDF. Returns media type and content.
    pub async fn bytes(&self, window: &str, path: &str) -> Result<(String, Vec<u8>), Failure> {
        let desk = self.0.wait_for_desk().await?;
        desk.require_window(window, pages::access_to(path))?;
        let path = path.to_owned();
        let bytes = run_off_thread(async move { pages::read_bytes(&desk, &path).await }).await;
        bytes.map_err(|failure| log_incident("bytes", failure))
    }

    /// A file that the clerk imports; the reply is the case as it then stands.
    pub async fn upload(&self, window: &str, path: &str, body: Vec<u8>) -> Result<Value, Failure> {
        let desk = self.0.wait_for_desk().await?;
        desk.require_window(window, Access::Clerk)?;
        let path = path.to_owned();
        let view =
            run_off_thread(async move { pages::take_upload(&desk, &path, body).await }).await;
        view.map_err(|failure| log_incident("upload", failure))
    }
}

async fn open_counter(
    crossing: &Arc<Crossing>,
    clock: Clock,
    folders: Folders,
    listener: ChangeListener,
) -> Arc<Desk> {
    let environment = Environment::counter(&folders);
    let base = (clock, folders, listener);
    let desk = Desk::open(base, environment, Arc::downgrade(crossing)).await;
    crossing.put_desk(desk.clone());
    desk
}
