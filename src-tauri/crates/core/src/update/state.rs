//! What a computer knows of its updates, in one file that root writes and the window reads.

use serde::{Deserialize, Serialize};

use super::manifest::Manifest;
use super::outcome::UpdateCode;
use super::rules::{Here, Offer};
use super::version::is_newer_version;
use crate::time::date::Moment;

/// What an older program did not write has its default; a word of a later one is kept as a word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateState {
    /// Drawn once, for the share. Nobody else knows it.
    pub id: String,
    pub highest_number: u64,
    pub highest_version: Option<String>,
    pub waiting: Option<WaitingUpdate>,
    /// `UpdateCode` of the last run.
    pub result: Option<String>,
    pub result_at: Option<Moment>,
    /// When a run last had an answer, whatever it was; before any, when the first had none.
    pub answered_at: Option<Moment>,
    /// By the last run that installed something.
    pub installed: Option<InstalledUpdate>,
}

/// Here, checked, and not installed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingUpdate {
    pub version: String,
    pub forced: bool,
    pub since: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalledUpdate {
    pub version: String,
    pub at: Moment,
    #[serde(default)]
    pub news: Vec<String>,
}

impl UpdateState {
    pub fn here<'a>(&'a self, installed: &'a str) -> Here<'a> {
        Here {
            installed,
            highest_number: self.highest_number,
            highest_version: self.highest_version.as_deref(),
        }
    }

    /// Of a manifest that counts, before anything is done with it.
    pub fn note_seen(&mut self, manifest: &Manifest, offer: &Offer) {
        self.highest_number = self.highest_number.max(manifest.number);
        let version = &offer.package.version;
        if self.highest_version.as_ref().is_none_or(|highest| is_newer_version(version, highest)) {
            self.highest_version = Some(version.clone());
        }
    }

    /// The same version waits since it waited first.
    pub fn note_waiting(&mut self, offer: &Offer, now: Moment) {
        let version = offer.package.version.clone();
        let before = self.waiting.take().filter(|waiting| waiting.version == version);
        let since = before.map_or(now, |waiting| waiting.since);
        self.waiting = Some(WaitingUpdate { version, forced: offer.is_forced, since });
    }

    pub fn note_installed(&mut self, manifest: &Manifest, offer: &Offer, now: Moment) {
        let version = offer.package.version.clone();
        self.installed = Some(InstalledUpdate { version, at: now, news: manifest.news.clone() });
    }

    /// How the run ended. Without an answer what waited still does.
    pub fn note_result(&mut self, code: UpdateCode, now: Moment) {
        if !matches!(code, UpdateCode::WaitingInUse | UpdateCode::NoAnswer) {
            self.waiting = None;
        }
        if self.answered_at.is_none() || code != UpdateCode::NoAnswer {
            self.answered_at = Some(now);
        }
        self.result = Some(code.word());
        self.result_at = Some(now);
    }
}
