//! Keys and store: opened with the keyring or a passphrase, closed for good. Not what is done once
//! they are open.
use super::Station;
use super::settings::Folders;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::StartState;
use counter_store::keys::KeyringError;
use counter_store::{StationKey, Store, keys};
use std::time::Duration;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::oneshot;

/// After this time without an answer a keyring counts as locked.
const KEYRING_PATIENCE: Duration = Duration::from_secs(10);
/// A question for whose answer nobody at the window waits.
const LATE_PATIENCE: Duration = Duration::from_secs(600);

impl Station {
    /// Runs with the open store; the failure says why there is none.
    pub fn with_store<T, E: Into<Failure>>(
        &self,
        act: impl FnOnce(&mut Store) -> Result<T, E>,
    ) -> Result<T, Failure> {
        leave_async_thread(|| match self.store.lock().as_mut() {
            Some(store) => act(store).map_err(Into::into),
            None => Err(Failure::new(self.start.lock().1.unwrap_or(FailureCode::PassphraseNeeded))),
        })
    }

    /// What an older program left open to others of this computer, or a copy that was brought back.
    pub fn close_files_to_others(&self) {
        let Folders { data, cache, config, logs, runtime, .. } = &self.folders;
        let own = [data, cache, config, logs, runtime];
        let open: usize =
            own.map(|folder| counter_walls::close_to_others(folder).len()).iter().sum();
        if open > 0 {
            tracing::info!(open, "files were open to others and are closed");
        }
    }

    /// How the start went, and the code of what stands in its way.
    pub fn start_state(&self) -> (StartState, Option<FailureCode>) {
        *self.start.lock()
    }

    /// Opens keys and store; the outcome is the start state. Gives the key, for what else is sealed
    /// with it; none where the store was open already or could not be opened. `prepare` runs with
    /// the open store before anybody is told that it is ready. Blocks: Argon2id, or a keyring that
    /// asks somebody for its password.
    pub fn open_store(
        &self,
        passphrase: Option<&str>,
        prepare: impl FnOnce(),
    ) -> Option<StationKey> {
        // A second press meanwhile would find the first one's lock and take it for another
        // window's.
        let _alone = self.opening.lock();
        if self.store.lock().is_some() {
            return None;
        }
        match self.unseal_store(passphrase) {
            Ok((mut store, key)) => {
                // Without a reserve the station works as long as there is room.
                if let Err(error) = store.keep_reserve() {
                    tracing::warn!(code = error.code(), "no room is kept back");
                }
                let mut place = self.store.lock();
                // Closed while the keyring was asking somebody: then this one is closed too.
                if self.is_closed() {
                    return None;
                }
                *place = Some(store);
                *self.key.lock() = Some(key.clone());
                drop(place);
                prepare();
                if self.is_closed() {
                    return None;
                }
                *self.start.lock() = (StartState::Ready, None);
                Some(key)
            }
            Err(failure) => {
                *self.start.lock() = describe_failed_start(failure);
                None
            }
        }
    }

    fn unseal_store(&self, passphrase: Option<&str>) -> Result<(Store, StationKey), Failure> {
        let (home, place) = (&self.environment.home, &self.environment.place);
        // On the first start there is time to give the keyring its password. Later the window says
        // that it is locked, and whoever has unlocked it presses again.
        let ring = match place.db.exists() {
            true => keys::SystemKeyring::with_patience(KEYRING_PATIENCE),
            false => keys::SystemKeyring::new(),
        };
        std::fs::create_dir_all(home).map_err(|_| Failure::new(FailureCode::StoreIo))?;
        let key = keys::station_key(home, place, &ring, passphrase)?;
        Ok((Store::open(place, &key)?, key))
    }

    /// Whether nothing but the keyring's answer keeps the records shut, and nobody asks for it now.
    pub fn waits_for_keyring(&self) -> bool {
        let waits = (StartState::Blocked, Some(FailureCode::KeyringUnavailable));
        self.start_state() == waits && !self.is_closed() && self.opening.try_lock().is_some()
    }

    /// Asks the keyring once more and waits long, on a thread that ends with the program; the
    /// answer is whether it has the key by now.
    pub fn ask_for_key(&self) -> oneshot::Receiver<Result<bool, KeyringError>> {
        let (sender, answer) = oneshot::channel();
        let (home, place) = (self.environment.home.clone(), self.environment.place.clone());
        // Not started, it is as if the keyring had not answered.
        let _ = std::thread::Builder::new().name("late keyring".into()).spawn(move || {
            let ring = keys::SystemKeyring::with_patience(LATE_PATIENCE);
            let _ = sender.send(keys::ask_for_key(&home, &place, &ring));
        });
        answer
    }

    /// The database is unlocked when this returns. Not to be opened again.
    pub fn close_store(&self) {
        *self.start.lock() = (StartState::Blocked, Some(FailureCode::NotSignedIn));
        let mut texts = self.stored_texts.lock();
        self.store.lock().take();
        self.key.lock().take();
        texts.clear();
    }
}

/// A commit waits for the disk. Where that would keep a thread of the runtime from its other work,
/// another one takes that over; commands have a thread of their own anyway.
pub(super) fn leave_async_thread<T>(act: impl FnOnce() -> T) -> T {
    match Handle::try_current() {
        Ok(runtime) if runtime.runtime_flavor() == RuntimeFlavor::MultiThread => {
            tokio::task::block_in_place(act)
        }
        _ => act(),
    }
}

fn describe_failed_start(failure: Failure) -> (StartState, Option<FailureCode>) {
    let state = match failure.code {
        FailureCode::PassphraseNeeded if failure.params.contains_key("new") => {
            StartState::PassphraseNew
        }
        FailureCode::PassphraseNeeded | FailureCode::WrongPassphrase => {
            StartState::PassphraseNeeded
        }
        code => {
            tracing::error!(code = code.as_str(), "the store cannot be opened");
            StartState::Blocked
        }
    };
    (state, Some(failure.code))
}
