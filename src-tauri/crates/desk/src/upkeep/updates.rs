//! What this computer's checker of updates left to be told: one that waits, one that is installed,
//! what is new in it, one that was not taken. The window installs nothing and asks nobody.
use super::Upkeep;
use crate::Failure;
use crate::contract::views::{Notice, NoticeKind, StaffRole};
use crate::station::stored::StoredName;
use counter_core::code::parse_variant;
use counter_core::update::{UpdateCode, UpdateState, is_newer_version, is_same_version};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The notices are asked for each second.
pub(super) const READ_EVERY_MS: i64 = 5_000;
const LONGEST: u64 = 256 * 1024;
/// A line is down for days; after so long it is an address that is wrong, or nobody looks any more.
const SILENT_MS: i64 = 21 * 24 * 3_600 * 1_000;
pub(super) const RUNNING: &str = env!("CARGO_PKG_VERSION");

/// As it was read last.
#[derive(Default)]
pub struct UpdateNews {
    read_ms: i64,
    state: UpdateState,
}

/// None where no checker ever ran here.
fn read_state(file: &Path) -> Option<UpdateState> {
    let mut text = Vec::new();
    File::open(file).ok()?.take(LONGEST).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

impl Upkeep {
    pub fn update_notices(&self) -> Vec<Notice> {
        let state = self.update_state();
        let mut notices = Vec::new();
        notices.extend(waiting_notice(&state));
        notices.extend(self.installed_notice(&state));
        notices.extend(self.refused_notice(&state));
        notices
    }

    fn update_state(&self) -> UpdateState {
        self.update_state_within(READ_EVERY_MS)
    }

    /// As it was read no longer ago than that.
    pub(super) fn update_state_within(&self, age_ms: i64) -> UpdateState {
        let now = self.station.now().millis();
        let mut news = self.update_news.lock();
        if news.read_ms == 0 || (now - news.read_ms).abs() >= age_ms {
            let state = read_state(&self.station.folders.update_state()).unwrap_or_default();
            *news = UpdateNews { read_ms: now, state };
        }
        news.state.clone()
    }

    /// Until the window is opened again it is the program before; then what is new is told once.
    fn installed_notice(&self, state: &UpdateState) -> Option<Notice> {
        let installed = state.installed.as_ref()?;
        let version = ("version", installed.version.clone());
        if is_newer_version(&installed.version, RUNNING) {
            return Some(Notice::new(NoticeKind::UpdateInstalled, false, &[version]));
        }
        let is_read = self.station.stored_text(StoredName::UpdateNewsRead).as_deref()
            == Some(installed.version.as_str());
        let is_news = is_same_version(&installed.version, RUNNING) && !installed.news.is_empty();
        let params = [version, ("news", installed.news.join("\n"))];
        (is_news && !is_read && self.station.is_signed_in())
            .then(|| Notice::new(NoticeKind::UpdateNew, true, &params))
    }

    /// For whoever can have it put right; it keeps no clerk from anything.
    fn refused_notice(&self, state: &UpdateState) -> Option<Notice> {
        let code: UpdateCode = parse_variant(state.result.as_deref()?)?;
        let now = self.station.now().millis();
        let is_silent = state.answered_at.is_some_and(|at| now - at.millis() > SILENT_MS);
        let code = if is_silent { UpdateCode::NoAnswer } else { code };
        let clerk = self.station.require_clerk().ok()?;
        let is_theirs =
            clerk.role == StaffRole::Supervisor || self.station.technician_until().is_some();
        ((code.is_refusal() || is_silent) && is_theirs)
            .then(|| Notice::new(NoticeKind::UpdateRefused, false, &[("code", code.word())]))
    }

    /// Of the version that runs: its news are no news any more.
    pub fn mark_update_read(&self) -> Result<(), Failure> {
        let installed = self.update_state().installed;
        let version = installed.map_or_else(|| RUNNING.to_owned(), |installed| installed.version);
        self.station.store_text(StoredName::UpdateNewsRead, &version)
    }
}

/// Installed by itself once nobody is served; below the minimum there is no doing without.
fn waiting_notice(state: &UpdateState) -> Option<Notice> {
    let waiting = state.waiting.as_ref().filter(|it| is_newer_version(&it.version, RUNNING))?;
    let code = match waiting.forced {
        true => NoticeKind::UpdateForced,
        false => NoticeKind::UpdateWaits,
    };
    Some(Notice::new(code, false, &[("version", waiting.version.clone())]))
}
