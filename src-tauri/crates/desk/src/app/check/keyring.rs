//! Whether the session's keyring answers. Nobody is made to type its password: it is asked whether it
//! is locked, and for an entry that is not there.
use super::lock::Lock;
use super::{Condition, Finding};
use counter_store::keys::{Keyring, KeyringError, SystemKeyring};
use std::time::Duration;
use zbus::Connection;
use zbus::zvariant::OwnedValue;

/// Nobody is waited for who may be typing the keyring's password.
const PATIENCE: Duration = Duration::from_secs(5);
const NO_ENTRY: &str = "check";

const SERVICE: &str = "org.freedesktop.secrets";
const DEFAULT: &str = "/org/freedesktop/secrets/aliases/default";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const LOCKED: (&str, &str) = ("org.freedesktop.Secret.Collection", "Locked");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Open,
    /// It answers, and does not tell whether it is locked.
    Untold,
    Locked,
    /// No session bus, no service on it, or no answer.
    Silent,
}

pub async fn ask_keyring() -> Answer {
    let answer = tokio::time::timeout(PATIENCE, read_lock()).await;
    let is_locked = answer.ok().and_then(Result::ok);
    if is_locked == Some(true) {
        return Answer::Locked;
    }
    let asking =
        tokio::task::spawn_blocking(|| SystemKeyring::with_patience(PATIENCE).get(NO_ENTRY));
    match (asking.await, is_locked) {
        (Ok(Ok(_)), Some(false)) => Answer::Open,
        (Ok(Ok(_)), _) => Answer::Untold,
        (Ok(Err(KeyringError::Locked)), _) => Answer::Locked,
        _ => Answer::Silent,
    }
}

async fn read_lock() -> zbus::Result<bool> {
    let bus = Connection::session().await?;
    let reply = bus.call_method(Some(SERVICE), DEFAULT, Some(PROPERTIES), "Get", &LOCKED).await?;
    let value: OwnedValue = reply.body().deserialize()?;
    Ok(bool::try_from(value)?)
}

/// A window that is open has the key; where its keyring is, this session may not know.
pub fn judge_keyring(lock: Lock, answer: Answer, is_window_open: bool) -> Finding {
    Finding::new(match (lock, answer) {
        (Lock::Passphrase, _) => Condition::PassphraseUsed,
        (_, Answer::Open | Answer::Untold) => Condition::KeyringAnswers,
        (_, Answer::Locked) => Condition::KeyringLocked,
        (_, Answer::Silent) if is_window_open => Condition::KeyringUnasked,
        (Lock::Keyring, Answer::Silent) => Condition::KeyringWithheld,
        (Lock::Nothing, Answer::Silent) => Condition::KeyringSilent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_keyring_matters_by_what_lies_in_it() {
        for (lock, answer, condition) in [
            (Lock::Nothing, Answer::Open, Condition::KeyringAnswers),
            (Lock::Nothing, Answer::Silent, Condition::KeyringSilent),
            (Lock::Keyring, Answer::Silent, Condition::KeyringWithheld),
            (Lock::Keyring, Answer::Locked, Condition::KeyringLocked),
            (Lock::Keyring, Answer::Untold, Condition::KeyringAnswers),
            (Lock::Passphrase, Answer::Silent, Condition::PassphraseUsed),
        ] {
            let outcome = judge_keyring(lock, answer, false).condition;
            assert_eq!(outcome, condition, "{lock:?} {answer:?}");
        }
        let beside = judge_keyring(Lock::Keyring, Answer::Silent, true).condition;
        assert_eq!(beside, Condition::KeyringUnasked);
    }
}
