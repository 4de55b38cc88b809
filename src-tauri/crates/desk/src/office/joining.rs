//! How the centre file comes here: by a one-time code, by the file that an administrator of this
//! computer put down, and, once joined, by the office on line. Whether a file may take the place of
//! another, `counter-centre` says.
//!
//! Invariant: no network is believed. A code names the centre's key, a replacement is signed by the
//! key that counts here, and nothing moves a station to another office while anything waits for the
//! one before.
//! Held by `a_station_joins_by_a_code_and_believes_no_network` (desk).
use super::client::wait_for_answer;
use super::{Office, TIMEOUTS};
use crate::Failure;
use crate::contract::{FailureCode, Topic};
use crate::station::office_identity::find_origin;
use crate::station::stored::StoredName;
use counter_backoffice::{Client, HttpTransport, InstallationState, LinePin, OfficeError};
use counter_centre::{
    Authority, CentreError, CentreFile, Code, Kind, Pin, PinnedKeys, Purpose, check_first,
    check_join_code, check_replacement,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// A joining whose answer may have been lost goes by the same name again.
#[derive(Serialize, Deserialize)]
struct Joining {
    code: String,
    attempt: Uuid,
}

impl Office {
    pub async fn join_by_code(&self, address: &str, typed: &str) -> Result<(), Failure> {
        let code = Code::read(typed)?;
        if code.purpose() != Purpose::Join {
            return Err(Failure::new(FailureCode::CodeOtherPurpose));
        }
        self.check_joining(&code, address)?;
        let transport = HttpTransport::new(address, TIMEOUTS)
            .map_err(|_| Failure::new(FailureCode::BadRequest).with("field", "office"))?;
        let client = Client::new(Arc::new(transport));
        let attempt = self.name_joining(&code)?;
        let current = self.station.joined_centre();
        let station_code = current.as_ref().map(|file| &*file.body().station.code);
        let code_text = code.printable_text();
        let installation = self.station.installation_id()?;
        let _alone = self.renewal.lock().await;
        let answer =
            wait_for_answer(client.join_as(installation, &code_text, station_code, attempt));
        let answer = answer.await.map_err(|error| explain_refusal(&error))?;
        let file = CentreFile::read(answer.centre_file.as_bytes())
            .map_err(|error| Failure::from(&error))?;
        check_join_code(&code, &file)?;
        self.check_offer(&file, false)?;
        let station_code = file.body().station.code.to_string();
        self.take_centre_file(file)?;
        if let Some(credential) = answer.delivery_credential {
            let current = Some(InstallationState::Current);
            self.station.take_installation_state(current, &credential, &station_code)?;
            // What waited because the credential of before was no longer good goes with this one.
            self.with_breaker(|breaker| *breaker = Default::default());
        }
        self.station.remove_stored(StoredName::Joining)
    }

    /// Before a code is used up. Whoever has a code of another centre is no technician of this one.
    fn check_joining(&self, code: &Code, address: &str) -> Result<(), Failure> {
        let station = &self.station;
        let is_own = match station.joined_centre() {
            Some(file) => code.is_of_key(file.key()),
            None => !station.is_bound_to_office() || self.is_same_office(address),
        };
        match station.joined_centre() {
            _ if !is_own => Err(Failure::new(FailureCode::CentreOther)),
            // Where the office is, the file says; the address is only where it was asked for.
            Some(_) => Ok(()),
            None => self.check_move(address),
        }
    }

    pub fn is_same_office(&self, address: &str) -> bool {
        let origin = find_origin(address);
        self.station.office_identity().is_none_or(|office| office.origin == origin)
    }

    /// Nothing that waits for one office goes to another.
    pub fn check_move(&self, address: &str) -> Result<(), Failure> {
        let unsent = if self.is_same_office(address) { 0 } else { self.count_unsent()? };
        match unsent {
            0 => Ok(()),
            count => Err(Failure::new(FailureCode::OfficeHasUnsent).with("count", count)),
        }
    }

    fn name_joining(&self, code: &Code) -> Result<Uuid, Failure> {
        let hash = code.sha256();
        let before = self.station.stored_value::<Joining>(StoredName::Joining);
        if let Some(joining) = before.filter(|joining| joining.code == hash) {
            return Ok(joining.attempt);
        }
        let attempt = Uuid::new_v4();
        self.station.store_value(StoredName::Joining, &Joining { code: hash, attempt })?;
        Ok(attempt)
    }

    /// `by_administrator`: whoever may write this computer's own files may take the station to
    /// another centre; back to an older file of the same one, nobody.
    pub(super) fn check_offer(
        &self,
        file: &CentreFile,
        by_administrator: bool,
    ) -> Result<(), Failure> {
        if find_line_pin(file).is_some_and(|pin| pin.check().is_err()) {
            return Err(Failure::new(FailureCode::CentreUnreadable));
        }
        let today = self.station.reckoned_date();
        if !matches!(file.body().kind, Kind::Real | Kind::Trial) {
            return Err((&CentreError::OtherKind).into());
        }
        let outcome = match self.station.joined_centre() {
            None => check_first(file, today),
            // Joined anew, as a station does whose credential was ended.
            Some(current) if *current == *file => Ok(()),
            Some(current) => match check_replacement(&current, file, today) {
                Err(error)
                    if by_administrator && !matches!(error, CentreError::NotNewer { .. }) =>
                {
                    check_first(file, today)
                }
                outcome => outcome,
            },
        };
        outcome.map_err(|error| (&error).into())
    }

    /// From here on it counts.
    pub(super) fn take_centre_file(&self, file: CentreFile) -> Result<(), Failure> {
        let station = &self.station;
        self.check_move(&file.body().office.address)?;
        let before = station.joined_centre();
        let body = file.body();
        let (way, centre) = ((body.office.clone(), body.catalogue_key.clone()), name_centre(&file));
        let line = describe(&file);
        station.store_centre_file(file)?;
        self.settle_office(None);
        station.update_office_identity(|office| office.centre = Some(centre))?;
        station.audit_setting(
            "centre",
            &before.as_deref().map_or_else(String::new, describe),
            &line,
        );
        let is_same_way = before.is_some_and(|file| {
            (&file.body().office, &file.body().catalogue_key) == (&way.0, &way.1)
        });
        if !is_same_way {
            self.connect();
        }
        station.announce(Topic::Session);
        station.announce(Topic::Status);
        Ok(())
    }
}

/// By what the line to the office is known, as the centre says.
pub(super) fn find_line_pin(file: &CentreFile) -> Option<LinePin> {
    Some(match file.body().office.pin.clone()? {
        Pin::Authority(Authority { pem, sha256 }) => LinePin::Authority { pem, sha256 },
        Pin::Keys(PinnedKeys { current, next }) => LinePin::Keys { current, next },
    })
}

fn name_centre(file: &CentreFile) -> String {
    format!("{} {}", &*file.body().centre.code, file.key().fingerprint())
}

fn describe(file: &CentreFile) -> String {
    let body = file.body();
    format!(
        "{} {} {} {}",
        name_centre(file),
        &*body.station.code,
        body.version,
        body.office.address
    )
}

fn explain_refusal(error: &OfficeError) -> Failure {
    match error {
        OfficeError::Refused { status, code } => {
            let codes = ["code_unknown", "code_used", "code_ended", "no_centre_file"];
            let failure = codes.contains(&code.as_str()).then(|| FailureCode::find(code)).flatten();
            // An office of the first version knows no such path.
            match failure.or_else(|| (*status == 404).then_some(FailureCode::NoCentreFile)) {
                Some(code) => Failure::new(code),
                None => error.into(),
            }
        }
        error => error.into(),
    }
}
