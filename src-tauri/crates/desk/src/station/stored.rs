//! What the station's database keeps beside cases: small values by name, each name written once.
use super::Station;
use crate::Failure;
use crate::contract::FailureCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Where a program before offices had identities kept its credential.
pub const FORMER_CREDENTIAL: &str = "delivery_credential";

#[derive(Clone, Copy, Debug)]
pub enum StoredName<'a> {
    LastClerk,
    /// What the last good sign-in of a clerk left.
    SignIn(&'a str),
    /// Verifier of a clerk's short secret for the locked screen.
    ScreenSecret(&'a str),
    /// Every office that this station has worked for, the newest last.
    OfficeIdentities,
    /// Clerks who may sign in here without the line.
    SignIns,
    /// Id of this program on this computer.
    Installation,
    /// The office, by its id, has ended this installation.
    InstallationEnded(&'a str),
    /// These records are a copy of a rescued disk, and no office has said yet that it knows.
    Recovered,
    /// The day on which the credential was renewed last.
    CredentialDay,
    /// The signed file by which this station joined its centre.
    CentreFile,
    /// The joining that was begun last: its code's hash, and the name it goes by at the office.
    Joining,
    /// Hash of the administrator's file that was taken last.
    SystemFileTaken,
    /// Hashes of technicians' codes that were shown here.
    TechnicianCodesUsed,
    /// What an office gave, by its id.
    StationCode(&'a str),
    DeliveryCredential(&'a str),
    /// Tries of a clerk's secrets since the last good one.
    Tries(&'a str),
    /// What failed before a good one, until the clerk has read of it.
    FailedTries(&'a str),
    /// The same of the passphrase, until anybody has.
    FailedPassphrases,
    ClockReckoning,
    /// The zone that a clerk has read of.
    ZoneRead,
    /// Letters of this installation in its provisional numbers.
    NumberingPlace,
    /// A pack as its publisher signed it, by version.
    Pack(&'a str),
    PackCurrent,
    /// The version in use before: what changed is told against it.
    PackBefore,
    /// What the office, by its id, calls the pack that was taken last.
    PackEtag(&'a str),
    /// The newest version that was taken from the office, by its id.
    PackNewest(&'a str),
    PackNews,
    PackNewsRead,
    /// Items a clerk opened cases for lately.
    RecentItems(&'a str),
    /// The day on which packs were looked through last, and pages.
    PacksDay,
    RetentionDay,
    DeliveryPaused,
    /// What the gateway before the office lets pass.
    OfficePassage,
    OfficeSteps,
    /// What other windows filed: the last that was heard.
    OfficeContinuations,
    /// Cases of other windows that this one has in hand.
    OfficeClaims,
    OfficeStepsUnread,
    OfficeQueue(&'a str),
    /// Deadlines that a clerk has read of.
    DeadlinesRead(&'a str),
    /// Replaced revisions that a supervisor has opened.
    ReplacementsRead,
    /// The mark that moves on with the database.
    DataMark,
    OldCopy,
    /// The office's number of a case that is still a draft here.
    FiledAlready(&'a str),
    PracticeRuns,
    /// The version of the program whose news were read.
    UpdateNewsRead,
    /// The version whose installation somebody did not wait for.
    UpdateSkipped,
    /// Reports of faults that somebody has read of.
    CrashesRead,
    /// What was tried while this computer was set up.
    Setup,
}

impl StoredName<'_> {
    pub fn text(self) -> Cow<'static, str> {
        match self {
            StoredName::LastClerk => "last_clerk".into(),
            StoredName::SignIn(number) => format!("sign_in.{number}").into(),
            StoredName::ScreenSecret(number) => format!("screen_secret.{number}").into(),
            StoredName::OfficeIdentities => "office.identities".into(),
            StoredName::SignIns => "sign_ins".into(),
            StoredName::Installation => "installation".into(),
            StoredName::InstallationEnded(office) => format!("installation.ended.{office}").into(),
            StoredName::Recovered => "recovered".into(),
            StoredName::CredentialDay => "installation.renewed".into(),
            StoredName::CentreFile => "centre.file".into(),
            StoredName::SystemFileTaken => "centre.system_file".into(),
            StoredName::Joining => "centre.joining".into(),
            StoredName::TechnicianCodesUsed => "centre.technician_codes".into(),
            StoredName::StationCode(office) => format!("station_code.{office}").into(),
            StoredName::DeliveryCredential(office) => {
                format!("{FORMER_CREDENTIAL}.{office}").into()
            }
            StoredName::Tries(number) => format!("tries.{number}").into(),
            StoredName::FailedTries(number) => format!("tries_failed.{number}").into(),
            StoredName::FailedPassphrases => "passphrases_failed".into(),
            StoredName::ClockReckoning => "clock.reckoning".into(),
            StoredName::ZoneRead => "zone.read".into(),
            StoredName::NumberingPlace => "numbering".into(),
            StoredName::Pack(version) => format!("pack.{version}").into(),
            StoredName::PackCurrent => "pack.current".into(),
            StoredName::PackBefore => "pack.before".into(),
            StoredName::PackNewest(office) => format!("pack_newest.{office}").into(),
            StoredName::PackEtag(office) => format!("pack_etag.{office}").into(),
            StoredName::PackNews => "pack.news".into(),
            StoredName::PackNewsRead => "pack.news.read".into(),
            StoredName::RecentItems(number) => format!("recent.{number}").into(),
            StoredName::PacksDay => "care.packs".into(),
            StoredName::RetentionDay => "care.day".into(),
            StoredName::DeliveryPaused => "delivery.paused".into(),
            StoredName::OfficePassage => "office.passage".into(),
            StoredName::OfficeSteps => "office.steps".into(),
            StoredName::OfficeContinuations => "office.continuations".into(),
            StoredName::OfficeClaims => "office.claims".into(),
            StoredName::OfficeStepsUnread => "office.steps.unread".into(),
            StoredName::OfficeQueue(office) => format!("office_queue.{office}").into(),
            StoredName::DeadlinesRead(number) => format!("deadlines_read.{number}").into(),
            StoredName::ReplacementsRead => "replacements.read".into(),
            StoredName::DataMark => "witness".into(),
            StoredName::OldCopy => "old_image".into(),
            StoredName::FiledAlready(case) => format!("filed.{case}").into(),
            StoredName::PracticeRuns => "practice.runs".into(),
            StoredName::UpdateNewsRead => "update.news.read".into(),
            StoredName::UpdateSkipped => "update.skipped".into(),
            StoredName::CrashesRead => "crashes.read".into(),
            StoredName::Setup => "setup".into(),
        }
    }
}

impl Station {
    /// None also while the store is closed. What was read or stored once is not asked of the disk
    /// again: beside packs of tens of megabytes each question costs the database a walk over them,
    /// and nobody else writes here.
    pub fn stored_text(&self, name: StoredName) -> Option<String> {
        let key = name.text();
        // A pack is read once for each start, and too large to be kept twice.
        if matches!(name, StoredName::Pack(_)) {
            return self.with_store(|store| store.setting(&key)).ok().flatten();
        }
        // Held over the question, so that an older answer never takes the place of what is stored
        // meanwhile.
        let mut texts = self.stored_texts.lock();
        if let Some(text) = texts.get(&*key) {
            return text.clone();
        }
        let text = self.with_store(|store| store.setting(&key)).ok()?;
        texts.insert(key.into_owned(), text.clone());
        text
    }

    /// None also where an older or newer program left something that this one cannot read.
    pub fn stored_value<T: DeserializeOwned>(&self, name: StoredName) -> Option<T> {
        serde_json::from_str(&self.stored_text(name)?).ok()
    }

    pub fn store_text(&self, name: StoredName, text: &str) -> Result<(), Failure> {
        let key = name.text();
        let mut texts = self.stored_texts.lock();
        self.with_store(|store| store.put_setting(&key, text))?;
        if !matches!(name, StoredName::Pack(_)) {
            texts.insert(key.into_owned(), Some(text.to_owned()));
        }
        Ok(())
    }

    pub fn store_value<T: Serialize>(&self, name: StoredName, value: &T) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(|_| Failure::new(FailureCode::Internal))?;
        self.store_text(name, &text)
    }

    pub fn remove_stored(&self, name: StoredName) -> Result<(), Failure> {
        let key = name.text();
        let mut texts = self.stored_texts.lock();
        self.with_store(|store| store.remove_setting(&key))?;
        texts.insert(key.into_owned(), None);
        Ok(())
    }

    /// Whose station this is: as the centre says or, where it joined none, as the office said at the
    /// first sign-in. None before both.
    pub fn known_station_code(&self) -> Option<String> {
        if let Some(file) = self.joined_centre() {
            return Some(file.body().station.code.to_string());
        }
        let code = self.stored_text(StoredName::StationCode(&self.office_id()));
        code.filter(|code| !code.is_empty())
    }

    pub fn station_code(&self) -> String {
        self.known_station_code().unwrap_or_default()
    }

    /// The station's own word to the office that gave it, good whoever is signed in.
    pub fn delivery_credential(&self) -> Option<String> {
        self.stored_text(StoredName::DeliveryCredential(&self.office_id()))
    }

    /// What a program before offices had identities left of one.
    pub fn former_credential(&self) -> Option<String> {
        self.with_store(|store| store.setting(FORMER_CREDENTIAL)).ok().flatten()
    }

    /// It belongs to the office that this station was taken over for.
    pub fn adopt_former_values(&self, office: &str) -> Result<(), Failure> {
        for (former, name) in [
            (FORMER_CREDENTIAL, StoredName::DeliveryCredential(office)),
            ("station_code", StoredName::StationCode(office)),
        ] {
            if let Some(text) = self.with_store(|store| store.setting(former))? {
                self.store_text(name, &text)?;
                self.with_store(|store| store.remove_setting(former))?;
            }
        }
        Ok(())
    }
}
