//! Whether the sealed records open, and the few words in them that other checks need. They are read
//! from a copy, and only where nobody has to be asked for anything.
use super::keyring::Answer;
use super::lock::Lock;
use super::{Condition, Finding};
use crate::records::Records;
use crate::station::centre::CentreState;
use crate::station::office_identity::{OfficeIdentity, OfficeKind};
use crate::station::settings::Folders;
use crate::station::stored::StoredName;
use counter_core::trusted_time::Reckoning;
use serde::de::DeserializeOwned;
use std::path::Path;

/// What the records say; where there are none, nothing of all this.
#[derive(Default)]
pub struct Memory {
    pub centre: CentreState,
    pub office: Option<OfficeIdentity>,
    pub was_ever_real: bool,
    pub reckoning: Option<Reckoning>,
}

pub async fn read_records(
    folders: &Folders,
    lock: Lock,
    keyring: Answer,
    is_window_open: bool,
) -> (Finding, Option<Memory>) {
    if let Some(condition) = find_hindrance(lock, keyring, is_window_open) {
        let memory = (condition == Condition::RecordsNone).then(Memory::default);
        return (Finding::new(condition), memory);
    }
    let data = folders.data.clone();
    let reading = tokio::task::spawn_blocking(move || read_memory(&data)).await;
    match reading.unwrap_or(Err("internal")) {
        Ok(memory) => (Finding::new(Condition::RecordsOpen), Some(memory)),
        Err(code) => (judge_refusal(code), None),
    }
}

/// What keeps them from being opened; none where nothing does.
fn find_hindrance(lock: Lock, keyring: Answer, is_window_open: bool) -> Option<Condition> {
    match (lock, keyring) {
        _ if is_window_open => Some(Condition::RecordsInUse),
        (Lock::Nothing, _) => Some(Condition::RecordsNone),
        (Lock::Passphrase, _) => Some(Condition::RecordsUnderPassphrase),
        (Lock::Keyring, Answer::Open) => None,
        (Lock::Keyring, _) => Some(Condition::RecordsLocked),
    }
}

fn read_memory(data: &Path) -> Result<Memory, &'static str> {
    let records = Records::open(data, None)?;
    let centre = records.stored_text(StoredName::CentreFile)?;
    let offices: Vec<OfficeIdentity> =
        read_value(&records, StoredName::OfficeIdentities)?.unwrap_or_default();
    Ok(Memory {
        centre: CentreState::read(centre.as_deref()),
        was_ever_real: offices.iter().any(|office| office.kind == OfficeKind::Real),
        office: offices.last().cloned(),
        reckoning: read_value(&records, StoredName::ClockReckoning)?,
    })
}

fn read_value<T: DeserializeOwned>(
    records: &Records,
    name: StoredName,
) -> Result<Option<T>, &'static str> {
    let text = records.stored_text(name)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// By the codes of `Records::open`.
fn judge_refusal(code: &'static str) -> Finding {
    match code {
        "already_open" => Finding::new(Condition::RecordsInUse),
        "passphrase_needed" => Finding::new(Condition::RecordsUnderPassphrase),
        "keyring_unavailable" => Finding::new(Condition::RecordsLocked),
        "key_missing" | "key_missing_for_existing_database" => Finding::new(Condition::KeyMissing),
        "newer_database" => Finding::new(Condition::RecordsNewer),
        "disk_full" | "no_scratch" | "io" | "internal" => {
            Finding::new(Condition::RecordsUncopied).with("code", code)
        }
        code => Finding::new(Condition::RecordsDamaged).with("code", code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_opened_only_where_nobody_has_to_be_asked() {
        for (lock, keyring, window, expected) in [
            (Lock::Keyring, Answer::Open, false, None),
            (Lock::Keyring, Answer::Open, true, Some(Condition::RecordsInUse)),
            (Lock::Keyring, Answer::Untold, false, Some(Condition::RecordsLocked)),
            (Lock::Keyring, Answer::Locked, false, Some(Condition::RecordsLocked)),
            (Lock::Passphrase, Answer::Open, false, Some(Condition::RecordsUnderPassphrase)),
            (Lock::Nothing, Answer::Open, false, Some(Condition::RecordsNone)),
        ] {
            assert_eq!(find_hindrance(lock, keyring, window), expected, "{lock:?} {keyring:?}");
        }
    }

    #[test]
    fn a_refusal_is_told_by_what_it_means() {
        for (code, condition) in [
            ("already_open", Condition::RecordsInUse),
            ("key_missing_for_existing_database", Condition::KeyMissing),
            ("newer_database", Condition::RecordsNewer),
            ("no_scratch", Condition::RecordsUncopied),
            ("wrong_key", Condition::RecordsDamaged),
            ("database_damaged", Condition::RecordsDamaged),
        ] {
            assert_eq!(judge_refusal(code).condition, condition, "{code}");
        }
    }
}
