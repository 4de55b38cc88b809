//! Whether this computer's settings can be read.
use super::{Condition, Finding};
use crate::station::settings::{Folders, Settings};

pub fn judge_settings(folders: &Folders, settings: Option<&Settings>) -> Finding {
    match settings {
        Some(_) => Finding::new(Condition::SettingsRead),
        None => {
            Finding::new(Condition::SettingsUnreadable).with("folder", folders.config.display())
        }
    }
}
