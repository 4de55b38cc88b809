//! The operating system's keyring: a seam, and the system's own store behind it (on Linux the
//! Secret Service). It stores bytes under a name and decides nothing.

use keyring_core::{CredentialStore, Entry, Error};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;
use zeroize::Zeroizing;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// No session bus, no service on it, or no answer.
    #[error("there is no keyring")]
    Unavailable,
    #[error("the keyring is locked")]
    Locked,
    /// Several entries under one name, or one that cannot be read.
    #[error("the entry in the keyring is not usable")]
    Unusable,
}

impl KeyringError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unavailable => "keyring_unavailable",
            Self::Locked => "keyring_locked",
            Self::Unusable => "keyring_entry_unusable",
        }
    }
}

/// A place for small secrets. `get` cannot tell a locked keyring from an empty one on every system.
pub trait Keyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyringError>;
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError>;
    /// Deleting what is not there is fine.
    fn delete(&self, name: &str) -> Result<(), KeyringError>;
}

/// The keyring of the signed-in user: on Linux the session's Secret Service (GNOME Keyring, KWallet
/// and others).
#[derive(Debug, Clone)]
pub struct SystemKeyring {
    patience: Duration,
}

const SERVICE: &str = "counter-workstation";
/// The service may be asking the user for the keyring's password meanwhile.
const PATIENCE: Duration = Duration::from_secs(60);

impl Default for SystemKeyring {
    fn default() -> Self {
        Self { patience: PATIENCE }
    }
}

impl SystemKeyring {
    pub fn new() -> Self {
        Self::default()
    }

    /// With a patience of one's own: what is not answered by then may be asked again.
    pub fn with_patience(patience: Duration) -> Self {
        Self { patience }
    }

    /// On a thread of its own: the bus library blocks in its own way, which must neither meet the
    /// caller's event loop nor hold the caller for ever.
    fn ask<T: Send + 'static>(
        &self,
        name: &str,
        question: impl Fn(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, KeyringError> {
        let (sender, receiver) = mpsc::channel();
        let name = name.to_owned();
        let thread = thread::Builder::new().name("keyring".into()).spawn(move || {
            // Nobody listening any more is no failure.
            let _ = sender.send(ask_store(&name, question));
        });
        thread.map_err(|_| KeyringError::Unavailable)?;
        match receiver.recv_timeout(self.patience) {
            Ok(Ok(answer)) => Ok(Some(answer)),
            Ok(Err(error)) => condition(&error),
            Err(_) => Err(KeyringError::Unavailable),
        }
    }
}

/// The connection to the keyring, kept while it answers: a new one costs an exchange of keys.
static CONNECTION: Mutex<Option<Arc<CredentialStore>>> = Mutex::new(None);

fn ask_store<T>(
    name: &str,
    question: impl Fn(&Entry) -> keyring_core::Result<T>,
) -> keyring_core::Result<T> {
    // Taken, not shared: a question that waits for a password must not hold another one up.
    let connection = CONNECTION.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(store) = connection {
        let answer = ask_over(store, name, &question);
        // The keyring may have been started anew since.
        if !matches!(answer, Err(Error::PlatformFailure(_))) {
            return answer;
        }
    }
    ask_over(connect()?, name, &question)
}

fn ask_over<T>(
    store: Arc<CredentialStore>,
    name: &str,
    question: impl Fn(&Entry) -> keyring_core::Result<T>,
) -> keyring_core::Result<T> {
    // What a person reads in the keyring's own window; other systems show the service.
    let label = HashMap::from([("label", SERVICE)]);
    let answer =
        question(&store.build(SERVICE, name, cfg!(target_os = "linux").then_some(&label))?);
    if matches!(answer, Ok(_) | Err(Error::NoEntry)) {
        *CONNECTION.lock().unwrap_or_else(PoisonError::into_inner) = Some(store);
    }
    answer
}

/// The store that `keyring` chooses for this system. It does so once, and a session's service may
/// come later or be started anew: from then on each connection is made here.
#[cfg(target_os = "linux")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    if keyring::Entry::store_status().is_ok()
        && let Some(store) = keyring_core::unset_default_store()
    {
        return Ok(store);
    }
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// The store that `keyring` chooses for this system: it has no connection that could be lost.
#[cfg(not(target_os = "linux"))]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    match keyring::Entry::store_status() {
        Ok(()) => keyring_core::get_default_store().ok_or(Error::NoDefaultStore),
        Err(_) => Err(Error::NoDefaultStore),
    }
}

fn condition<T>(error: &Error) -> Result<Option<T>, KeyringError> {
    match error {
        Error::NoEntry => Ok(None),
        Error::NoStorageAccess(_) => Err(KeyringError::Locked),
        Error::PlatformFailure(_) | Error::NoDefaultStore => Err(KeyringError::Unavailable),
        _ => Err(KeyringError::Unusable),
    }
}

impl Keyring for SystemKeyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyringError> {
        self.ask(name, |entry| entry.get_secret())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        let secret = Zeroizing::new(secret.to_vec());
        self.ask(name, move |entry| entry.set_secret(&secret))?.ok_or(KeyringError::Unusable)
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.ask(name, |entry| entry.delete_credential()).map(|_| ())
    }
}
