//! The centre file by which this station joined, and what follows from it here. Not how it comes:
//! that is `office::joining`.
//!
//! Invariant: what the centre's file settles counts whatever `settings.json` says, and nobody
//! changes it at the station.
//! Held by `what_the_centre_settles_counts_and_is_nobodys_to_change` (desk).
use super::Station;
use super::session_times::SessionTimes;
use super::settings::Settings;
use super::stored::StoredName;
use crate::contract::FailureCode;
use crate::contract::views::{CentreView, StaffRole};
use crate::{Failure, station::office_identity::OWN_TRIAL};
use counter_centre::{CentreFile, Kind, Standing, Word, sign_example_file};
use counter_core::code::variant_code;
use counter_core::date::{Date, Moment, date_text};
use counter_core::item::WindowScope;
use std::sync::Arc;

/// The file that this station took last.
#[derive(Clone, Debug, Default)]
pub enum CentreState {
    /// It joined no centre.
    #[default]
    None,
    Joined(Arc<CentreFile>),
    /// There is one, and this program cannot read it: it is older than the one that took it.
    Unreadable,
}

impl CentreState {
    /// From what the records have of it.
    pub fn read(text: Option<&str>) -> CentreState {
        let Some(text) = text else { return CentreState::None };
        CentreFile::read(text.as_bytes()).map_or_else(
            |error| {
                tracing::error!(code = error.code(), "the centre file cannot be read");
                CentreState::Unreadable
            },
            |file| CentreState::Joined(Arc::new(file)),
        )
    }
}

impl Station {
    /// The store is open.
    pub fn load_centre_file(&self) {
        let text = self.stored_text(StoredName::CentreFile);
        *self.centre.write() = CentreState::read(text.as_deref());
    }

    pub fn store_centre_file(&self, file: CentreFile) -> Result<(), Failure> {
        self.store_text(StoredName::CentreFile, file.text())?;
        *self.centre.write() = CentreState::Joined(Arc::new(file));
        self.seal_key_for_recovery();
        Ok(())
    }

    pub fn joined_centre(&self) -> Option<Arc<CentreFile>> {
        match &*self.centre.read() {
            CentreState::Joined(file) => Some(file.clone()),
            CentreState::None | CentreState::Unreadable => None,
        }
    }

    pub fn has_unreadable_centre_file(&self) -> bool {
        matches!(*self.centre.read(), CentreState::Unreadable)
    }

    /// Where this station stands with a real centre; none where nothing has effect.
    pub fn centre_standing(&self) -> Option<Standing> {
        let file = self.joined_centre();
        let is_real = match &file {
            Some(file) => file.body().kind == Kind::Real,
            None => self.was_ever_real(),
        };
        let today = self.reckoned_date();
        (is_real && !self.environment.fixed).then(|| Standing::judge_file(file.as_deref(), today))
    }

    /// By the count of time that no setting of the clock takes back.
    pub fn reckoned_date(&self) -> Date {
        Moment::from_millis(self.reckoned_ms()).date()
    }

    /// What the file says in the place of the settings.
    pub fn apply_centre_file(&self, settings: Settings) -> Settings {
        let Some(file) = self.joined_centre() else { return settings };
        let body = file.body();
        Settings {
            office: body.office.address.clone(),
            catalogue_key: body.catalogue_key.clone().unwrap_or(settings.catalogue_key),
            keep_days: body.retention.unwrap_or(settings.keep_days),
            ..settings
        }
    }

    /// Names of the settings that the file says.
    pub fn list_settled(&self) -> Vec<&'static str> {
        let Some(file) = self.joined_centre() else { return Vec::new() };
        let body = file.body();
        let fields = [
            ("office", true),
            ("catalogue_key", body.catalogue_key.is_some()),
            ("keep_days", body.retention.is_some()),
        ];
        fields.into_iter().filter(|(_, is_settled)| *is_settled).map(|(name, _)| name).collect()
    }

    pub fn session_times(&self) -> SessionTimes {
        let default = SessionTimes::default();
        let Some(file) = self.joined_centre() else { return default };
        let Some(times) = &file.body().times else { return default };
        SessionTimes {
            idle_minutes: times.idle_lock_minutes.unwrap_or(default.idle_minutes),
            session_hours: times.session_hours.unwrap_or(default.session_hours),
            ..default
        }
    }

    /// Whether somebody of this role works at this window.
    pub fn require_role_at_window(&self, role: StaffRole) -> Result<(), Failure> {
        let Some(file) = self.joined_centre() else { return Ok(()) };
        let window = file.body().window.as_ref();
        let Some(roles) = window.and_then(|window| window.roles.as_ref()) else { return Ok(()) };
        let word = variant_code(&role);
        match roles.iter().any(|role| **role == *word) {
            true => Ok(()),
            false => Err(Failure::new(FailureCode::RoleNotAtWindow)),
        }
    }

    /// Where what stays is held: where the place says, or at the window itself.
    pub fn custody_place(&self, window: &str) -> String {
        let file = self.joined_centre();
        let place = file.as_ref().and_then(|file| file.body().place.as_ref());
        let usual = place.and_then(|place| place.custody.as_deref());
        usual.unwrap_or(window).to_owned()
    }

    /// Which items this window takes.
    pub fn window_scope(&self) -> WindowScope {
        let Some(file) = self.joined_centre() else { return WindowScope::default() };
        let Some(window) = &file.body().window else { return WindowScope::default() };
        let texts = |words: &Vec<Word>| words.iter().map(|word| word.to_string()).collect();
        WindowScope {
            classes: window.classes.as_ref().map(texts),
            levels: window.levels.as_ref().map(texts),
        }
    }

    /// Whether the window's scan stands for the citizen's copy: where the file says that it scans, and
    /// nowhere else.
    pub fn scans_papers(&self) -> bool {
        self.file_in_force().and_then(|file| file.body().scans).unwrap_or(false)
    }

    /// By which the place settles things: the centre's, or the one that is made here where nothing has
    /// effect.
    pub(super) fn file_in_force(&self) -> Option<Arc<CentreFile>> {
        self.joined_centre().or_else(|| self.make_own_file().map(Arc::new))
    }

    /// The file that counts here: of the centre, or the one that is made here where nothing has effect.
    pub fn centre_view(&self) -> Option<CentreView> {
        match self.joined_centre() {
            Some(file) => Some(self.describe_centre_file(&file, false)),
            None => self.make_own_file().map(|file| self.describe_centre_file(&file, true)),
        }
    }

    fn make_own_file(&self) -> Option<CentreFile> {
        let (example, code, name) = self.environment.own_centre;
        let is_trial = || self.office_identity().is_some_and(|office| office.origin == OWN_TRIAL);
        if !self.environment.office_in_process && !is_trial() {
            return None;
        }
        sign_example_file(example, code, name, "http://127.0.0.1", self.now())
            .inspect_err(|error| tracing::error!(code = error.code(), "no file for a trial"))
            .ok()
    }

    fn describe_centre_file(&self, file: &CentreFile, own: bool) -> CentreView {
        let body = file.body();
        CentreView {
            kind: body.kind.into(),
            own,
            centre: body.centre.name.to_string(),
            station: body.station.name.to_string(),
            station_code: body.station.code.to_string(),
            office: body.office.address.clone(),
            version: body.version,
            until: date_text(body.until),
            ended: body.is_ended(self.reckoned_date()),
            fingerprint: file.key().fingerprint(),
        }
    }
}
