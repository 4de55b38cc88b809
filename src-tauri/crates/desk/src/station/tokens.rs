//! A clerk's token lies in the keyring only; without one it lives as long as the window. Each call
//! may wait for the keyring.
use super::Station;
use counter_core::private::Private;
use counter_store::keys::{self, Keyring};

impl Station {
    pub fn store_token(&self, clerk: &str, token: &str) {
        let keyring = keys::SystemKeyring::new();
        if let Err(error) = keyring.set(&self.environment.token_name(clerk), token.as_bytes()) {
            tracing::info!(code = error.code(), "the token is not kept beyond this window");
        }
    }

    pub fn load_token(&self, clerk: &str) -> Option<Private> {
        let keyring = keys::SystemKeyring::new();
        let token = keyring.get(&self.environment.token_name(clerk)).ok().flatten()?;
        std::str::from_utf8(&token).ok().map(Private::new)
    }

    pub fn forget_token(&self, clerk: &str) {
        let keyring = keys::SystemKeyring::new();
        if let Err(error) = keyring.delete(&self.environment.token_name(clerk)) {
            tracing::info!(code = error.code(), "no token to forget");
        }
    }
}
