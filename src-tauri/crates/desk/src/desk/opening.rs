//! Opening a desk and closing it for good: its parts in order, and in reverse.
use super::Desk;
use super::crossing::Crossing;
use crate::contract::Topic;
use crate::contract::views::StartState;
use crate::station::ChangeListener;
use crate::station::clock::Clock;
use crate::station::environment::Environment;
use crate::station::settings::Folders;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How long the window waits for the store before it shows itself.
const PATIENCE: Duration = Duration::from_secs(5);

impl Desk {
    /// Never fails: what stands in the way becomes the state that `hello` tells.
    pub async fn open(
        base: (Clock, Folders, ChangeListener),
        environment: Environment,
        crossing: Weak<Crossing>,
    ) -> Arc<Desk> {
        counter_walls::keep_files_private();
        let desk = Arc::new(Desk::new(base, environment, crossing));
        desk.office.connect();
        // A keyring that asks somebody for its password may take a minute; the window is there
        // sooner and says so.
        let opener = desk.clone();
        let opening = tokio::spawn(async move { opener.open_records(None).await });
        let _ = tokio::time::timeout(PATIENCE, opening).await;
        desk
    }

    /// Nothing of this desk goes on: no request, no device, no open store. Whoever still has it
    /// finds nobody signed in.
    pub async fn close(&self) {
        self.station.begin_closing();
        self.office.disconnect();
        self.sign_out();
        self.station.close_store();
        self.delivery.wake();
        self.devices.close();
        self.office.stop_own();
    }

    pub fn sign_out(&self) {
        if let Some(clerk) = self.station.sign_out_clerk() {
            self.station.forget_token(&clerk.number);
        }
        self.station.in_use.show_case(false);
        self.forget_people();
    }

    /// The store, and with its key the office that stands in. A window that is shown already learns
    /// of it.
    pub async fn open_records(&self, passphrase: Option<String>) {
        let (station, upkeep) = (self.station.clone(), self.upkeep.clone());
        let (catalog, cases) = (self.catalog.clone(), self.cases.clone());
        // Argon2id, or a keyring that asks somebody for its password: not on the thread that serves
        // the window.
        let key = tokio::task::spawn_blocking(move || {
            station.close_files_to_others();
            let key = station.open_store(passphrase.as_deref(), || {
                station.load_centre_file();
                catalog.open();
                cases.fill_summaries();
            });
            if station.start_state().0 == StartState::Ready {
                station.resume_reckoning();
                station.seal_key_for_recovery();
                upkeep.check_marks();
            }
            key
        });
        let key = key.await.ok().flatten();
        if let Some(key) = key.filter(|_| !self.station.is_closed()) {
            let (office, known) = (self.office.clone(), key.clone());
            let settling = tokio::task::spawn_blocking(move || office.settle_office(Some(&known)));
            let _ = settling.await;
            self.office.take_system_file().await;
            self.office.open_stand_in(&key).await;
            self.office.connect();
            self.office.note_settled();
        }
        self.station.announce(Topic::Session);
    }
}
