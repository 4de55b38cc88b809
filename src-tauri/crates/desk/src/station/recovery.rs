//! A copy of this station's key for the day on which only its disk is left: sealed to the recovery
//! key of the centre's file, beside the records. Nobody here can open it; how a disk is recovered,
//! `records::rescue` says.
use super::Station;
use super::store::leave_async_thread;
use counter_store::{RecoveryError, RecoveryKey, keys};

impl Station {
    /// Whenever a centre's file is taken, and at each start: what lies there may be of a recovery
    /// key of before, damaged, or missing. A copy that cannot be made shuts no window; it is tried
    /// again at the next start.
    pub fn seal_key_for_recovery(&self) {
        let file = self.joined_centre();
        let Some(text) = file.as_ref().and_then(|file| file.body().recovery_key.as_deref()) else {
            return;
        };
        match leave_async_thread(|| self.seal_to(text)) {
            Ok(None) => {}
            Ok(Some(fingerprint)) => {
                tracing::info!("the station's key was sealed for recovery");
                self.audit_recovery_seal(&fingerprint);
            }
            Err(error) => {
                tracing::error!(
                    code = error.code(),
                    "the station's key is not sealed for recovery"
                );
            }
        }
    }

    /// The fingerprint of the recovery key, where the copy was made now.
    fn seal_to(&self, text: &str) -> Result<Option<String>, RecoveryError> {
        let Some(key) = self.key.lock().clone() else { return Ok(None) };
        let recovery_key = RecoveryKey::read(text)?;
        let (home, place) = (&self.environment.home, &self.environment.place);
        let is_new = keys::seal_for_recovery(home, place, &key, &recovery_key)?;
        Ok(is_new.then(|| recovery_key.fingerprint()))
    }
}
