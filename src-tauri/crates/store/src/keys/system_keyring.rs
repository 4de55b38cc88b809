//! The operating system's keyring: a seam, and the Secret Service behind it. It stores bytes under a name and decides nothing.

use keyring_core::Entry;
use keyring_core::api::CredentialStoreApi;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroizing;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    /// No session bus, no service on it, or no answer.
    #[error("there is no keyring")]
    Unavailable,
    #[error("the keyring is locked")]
    Locked,
    /// Several entries under one name, or one that cannot be read.
    #[error("the entry in the keyring is not usable")]
    Unusable,
}

impl RingError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unavailable => "keyring_unavailable",
            Self::Locked => "keyring_locked",
            Self::Unusable => "keyring_entry_unusable",
        }
    }
}

/// A place for small secrets. `get` cannot tell a locked keyring from an empty one on every system.
pub trait Ring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, RingError>;
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), RingError>;
    /// Deleting what is not there is fine.
    fn delete(&self, name: &str) -> Result<(), RingError>;
}

/// The Secret Service of the session (GNOME Keyring, KWallet and others).
#[derive(Debug, Clone)]
pub struct SecretService {
    patience: Duration,
}

const SERVICE: &str = "counter-workstation";
/// The service may be asking the user for the keyring's password meanwhile.
const PATIENCE: Duration = Duration::from_secs(60);

impl Default for SecretService {
    fn default() -> Self {
        Self { patience: PATIENCE }
    }
}

impl SecretService {
    pub fn new() -> Self {
        Self::default()
    }

    /// With a patience of one's own: what is not answered by then may be asked again.
    pub fn with_patience(patience: Duration) -> Self {
        Self { patience }
    }

    /// On a thread of its own: the bus library blocks in its own way, which must neither meet the caller's event loop nor
    /// hold the caller for ever.
    fn ask<T: Send + 'static>(
        &self,
        name: &str,
        question: impl Fn(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, RingError> {
        let (tell, hear) = mpsc::channel();
        let name = name.to_owned();
        let started = thread::Builder::new().name("keyring".into()).spawn(move || {
            // Nobody listening any more is no failure.
            let _ = tell.send(asked(&name, question));
        });
        started.map_err(|_| RingError::Unavailable)?;
        match hear.recv_timeout(self.patience) {
            Ok(Ok(answer)) => Ok(Some(answer)),
            Ok(Err(error)) => condition(&error),
            Err(_) => Err(RingError::Unavailable),
        }
    }
}

/// The way to the keyring, kept while it answers: a new one costs a connection and an exchange of keys.
static WAY: Mutex<Option<Arc<Store>>> = Mutex::new(None);

fn asked<T>(name: &str, question: impl Fn(&Entry) -> keyring_core::Result<T>) -> keyring_core::Result<T> {
    let kept = WAY.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(way) = kept {
        let answer = asked_by(way, name, &question);
        // The keyring may have been started anew since.
        if !matches!(answer, Err(keyring_core::Error::PlatformFailure(_))) {
            return answer;
        }
    }
    asked_by(Store::new()?, name, &question)
}

fn asked_by<T>(
    way: Arc<Store>,
    name: &str,
    question: impl Fn(&Entry) -> keyring_core::Result<T>,
) -> keyring_core::Result<T> {
    let label = HashMap::from([("label", SERVICE)]);
    let answer = question(&way.build(SERVICE, name, Some(&label))?);
    if matches!(answer, Ok(_) | Err(keyring_core::Error::NoEntry)) {
        *WAY.lock().unwrap_or_else(PoisonError::into_inner) = Some(way);
    }
    answer
}

fn condition<T>(error: &keyring_core::Error) -> Result<Option<T>, RingError> {
    use keyring_core::Error as E;
    match error {
        E::NoEntry => Ok(None),
        E::NoStorageAccess(_) => Err(RingError::Locked),
        E::PlatformFailure(_) | E::NoDefaultStore => Err(RingError::Unavailable),
        _ => Err(RingError::Unusable),
    }
}

impl Ring for SecretService {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, RingError> {
        self.ask(name, |entry| entry.get_secret())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), RingError> {
        let secret = Zeroizing::new(secret.to_vec());
        self.ask(name, move |entry| entry.set_secret(&secret))?.ok_or(RingError::Unusable)
    }

    fn delete(&self, name: &str) -> Result<(), RingError> {
        self.ask(name, |entry| entry.delete_credential()).map(|_| ())
    }
}
