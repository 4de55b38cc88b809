//! Whether this station may turn to an office at all, settled before it does: what the settings name
//! against what the database remembers. And whether who answers is the office that was meant.
use super::Office;
use crate::Failure;
use crate::contract::{FailureCode, Topic};
use crate::station::ids::new_id;
use crate::station::office_identity::{OWN_TRIAL, OfficeIdentity, OfficeKind, find_origin};
use counter_backoffice::{CaseState, Greeting, OfficeError};
use counter_store::{OutboxRow, StationKey};

impl Office {
    /// What keeps this station from turning to an office; none where nothing does.
    pub fn stop_reason(&self) -> Option<FailureCode> {
        *self.stopped.lock()
    }

    /// Settled anew after each change of the settings, and when the store is opened.
    pub fn settle_office(&self, key: Option<&StationKey>) {
        if self.station.environment.office_in_process {
            return;
        }
        let outcome = self.find_standing(key);
        let stop = match outcome {
            Ok(()) => None,
            Err(failure) => {
                tracing::error!(code = failure.code.as_str(), "this station turns to no office");
                Some(failure.code)
            }
        };
        let before = std::mem::replace(&mut *self.stopped.lock(), stop);
        if before != stop {
            self.station.announce(Topic::Status);
        }
    }

    fn find_standing(&self, key: Option<&StationKey>) -> Result<(), Failure> {
        let station = &self.station;
        if station.has_unreadable_centre_file() {
            return Err(Failure::new(FailureCode::CentreUnreadable));
        }
        // A centre's file says the office, whatever has become of the settings.
        if station.joined_centre().is_none() && station.has_unreadable_settings() {
            return Err(Failure::new(FailureCode::SettingsUnreadable));
        }
        let origin = find_origin(&station.settings().office);
        match station.office_identity() {
            Some(identity) if identity.origin == origin => Ok(()),
            Some(_) if origin == OWN_TRIAL && station.is_bound_to_office() => {
                Err(Failure::new(FailureCode::OfficeSettingsGone))
            }
            Some(identity) if !identity.is_at(&origin) && self.count_unsent()? > 0 => {
                Err(Failure::new(FailureCode::OfficeHasUnsent))
            }
            // What was made for an office that this station worked for before is for that one.
            Some(_) if station.resume_office_at(&origin)? => Ok(()),
            Some(_) => self.take_on(origin, true),
            None => self.take_on_first(origin, key),
        }
    }

    /// So many submissions to the office of now are not settled yet. One for an office of before,
    /// of a case that was amended since, keeps this station nowhere: it has a way out of its own.
    pub fn count_unsent(&self) -> Result<usize, Failure> {
        let office = self.station.office_id();
        let rows = self.station.with_store(|store| store.outbox_open())?;
        Ok(rows.iter().filter(|row| row.office == office).count())
    }

    /// The first identity in this database: there may be work of a former program, for the office
    /// that its settings name.
    pub(super) fn take_on_first(
        &self,
        origin: String,
        key: Option<&StationKey>,
    ) -> Result<(), Failure> {
        let rows = self.station.with_store(|store| store.outbox_all())?;
        let is_acknowledged = |row: &&OutboxRow| row.state == "acknowledged";
        let cases: Vec<&str> =
            rows.iter().filter(is_acknowledged).map(|row| row.case.as_str()).collect();
        let credential = self.station.former_credential();
        let is_new = rows.is_empty() && credential.is_none();
        if origin == OWN_TRIAL
            && !is_new
            && !self.is_known_to_trial(&cases, credential.as_deref(), key)
        {
            return Err(Failure::new(FailureCode::OfficeSettingsGone));
        }
        self.take_on(origin, is_new)?;
        let office = self.station.office_id();
        self.station.with_store(|store| store.assign_outbox(&office))?;
        self.station.adopt_former_values(&office)
    }

    fn take_on(&self, origin: String, confirmed: bool) -> Result<(), Failure> {
        let kind = if origin == OWN_TRIAL { OfficeKind::Trial } else { OfficeKind::Unknown };
        let confirmed = confirmed || kind == OfficeKind::Trial;
        let since = Some(self.station.now());
        tracing::info!(confirmed, "an office was taken on");
        self.station.add_office_identity(OfficeIdentity {
            id: new_id(),
            origin,
            kind,
            confirmed,
            since,
            ..OfficeIdentity::default()
        })
    }

    /// Whether the trial office beside the records has every one of these cases and gave the
    /// credential: then there was no other office.
    fn is_known_to_trial(
        &self,
        cases: &[&str],
        credential: Option<&str>,
        key: Option<&StationKey>,
    ) -> bool {
        let folder = self.station.folders.data.join("trial");
        let Some(key) = key.filter(|_| folder.exists()) else { return false };
        super::trial::knows_all(&folder, &key.for_trial_office(), cases, credential)
    }

    /// Whether who answered is the office that this station works for; what is new of it is
    /// remembered. An answer from anybody else is as good as none.
    pub async fn recognize(&self, greeting: &Greeting) -> Result<(), FailureCode> {
        if self.station.environment.office_in_process {
            return Ok(());
        }
        let Some(identity) = self.station.office_identity() else {
            return Err(FailureCode::OfficeNotSettled);
        };
        let kind = if greeting.hello.trial { OfficeKind::Trial } else { OfficeKind::Real };
        let of_centre = self.station.joined_centre();
        let is_of_kind =
            of_centre.is_none_or(|file| file.body().kind.is_of_office(greeting.hello.trial));
        if !is_of_kind || (identity.kind != OfficeKind::Unknown && identity.kind != kind) {
            return Err(FailureCode::OfficeIsAnother);
        }
        if identity.key.is_some() && identity.key != greeting.key {
            return Err(FailureCode::OfficeIsAnother);
        }
        let confirmed = identity.confirmed || self.answers_for_our_case(&identity).await?;
        // The trial of this program's own is made anew with its records.
        let key = greeting.key.clone().filter(|_| confirmed && identity.origin != OWN_TRIAL);
        if (kind, confirmed, &key) != (identity.kind, identity.confirmed, &identity.key) {
            let stored = self.station.update_office_identity(|current| {
                // Meanwhile the station may have gone to another one, or along with this one.
                if current.id == identity.id {
                    (current.kind, current.confirmed, current.key) = (kind, confirmed, key);
                }
            });
            stored.map_err(|failure| failure.code)?;
        }
        Ok(())
    }

    /// The office that a former program's settings name is confirmed by a case that it has of ours.
    /// True where there is none to ask for.
    async fn answers_for_our_case(&self, identity: &OfficeIdentity) -> Result<bool, FailureCode> {
        let rows = self.station.with_store(|store| store.outbox_all());
        let rows = rows.map_err(|failure: Failure| failure.code)?;
        let acknowledged = rows
            .iter()
            .rev()
            .find(|row| row.state == "acknowledged" && row.office == identity.id)
            .and_then(|row| uuid::Uuid::parse_str(&row.case).ok());
        let (Some(case), Some(client)) = (acknowledged, self.client()) else { return Ok(true) };
        let credential = self.station.delivery_credential().unwrap_or_default();
        match client.case_status(&credential, case).await {
            Ok(found) => Ok(found.state == CaseState::Acknowledged),
            Err(OfficeError::Refused { status: 404, .. }) => Err(FailureCode::OfficeIsAnother),
            // An office that does not know the credential any more cannot be asked; the next
            // sign-in brings a new one.
            Err(OfficeError::Unauthorized | OfficeError::InstallationEnded) => Ok(false),
            // Not its word on the case: asked again with the next greeting.
            Err(error) => Err(Failure::from(&error).code),
        }
    }
}
