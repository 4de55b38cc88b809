//! How the centre file comes here: by a one-time code, by the file that an administrator of this
//! computer put down, and, once joined, by the office on line. Whether a file may take the place of
//! another, `counter-centre` says.
//!
//! Invariant: no network is believed. A code names the centre's key, a replacement is signed by the
//! key that counts here, and nothing moves a station to another office while anything waits for the
//! one before.
//! Held by `a_station_joins_by_a_code_and_believes_no_network` (desk).
use super::Office;
use super::client::wait_for_answer;
use super::way::{find_line_pin, find_pin_at, open_client};
use crate::Failure;
use crate::contract::{FailureCode, Topic};
use crate::station::audit::SetBy;
use crate::station::stored::StoredName;
use counter_backoffice::OfficeError;
use counter_centre::{
    CentreError, CentreFile, Code, Kind, Purpose, check_first, check_join_code, check_replacement,
};
use serde::{Deserialize, Serialize};
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
        let pin = find_pin_at(self.station.joined_centre().as_deref(), address);
        let client = open_client(address, pin.as_ref())
            .map_err(|_| Failure::new(FailureCode::OfficeAddressWrong))?;
        let attempt = self.name_joining(&code)?;
        let station_code = self.name_station(address);
        let code_text = code.printable_text();
        let installation = self.station.installation_id()?;
        let _alone = self.renewal.lock().await;
        let answer = wait_for_answer(client.join_as(
            installation,
            &code_text,
            station_code.as_deref(),
            attempt,
        ));
        let answer = answer.await.map_err(|error| explain_refusal(&error))?;
        let file = CentreFile::read(answer.centre_file.as_bytes())
            .map_err(|error| Failure::from(&error))?;
        check_join_code(&code, &file)?;
        self.check_offer(&file, false)?;
        self.claim_former_work(&file, answer.delivery_credential.as_ref()).await?;
        self.follow_office(&file).await?;
        let station_code = file.body().station.code.to_string();
        self.take_centre_file(file, SetBy::Window)?;
        if let Some(credential) = answer.delivery_credential {
            self.station.become_station(&credential, &station_code)?;
            // What waited because the credential of before was no longer good goes with this one.
            self.with_breaker(|breaker| *breaker = Default::default());
            self.report_soon();
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
            // Nobody knows whose the work here is: whoever is joined must answer for some of it.
            None if self.has_unclaimed_work()? => self.find_witness().map(drop),
            None => self.check_move(address),
        }
    }

    /// For the office, which then makes no other station of this one. Another office than the one that
    /// it works for does not know it by that name.
    fn name_station(&self, address: &str) -> Option<String> {
        let is_known = self.station.joined_centre().is_some() || self.is_same_office(address);
        self.station.known_station_code().filter(|_| is_known)
    }

    /// Not even the same office takes from one of its stations what another one decided.
    fn check_other_station(&self, file: &CentreFile) -> Result<(), Failure> {
        let code = &*file.body().station.code;
        match self.station.known_station_code() {
            Some(known) if known != code => self.require_all_sent(),
            _ => Ok(()),
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
    pub(super) fn take_centre_file(&self, file: CentreFile, by: SetBy) -> Result<(), Failure> {
        let station = &self.station;
        self.check_move(&file.body().office.address)?;
        self.check_other_station(&file)?;
        let before = station.joined_centre();
        let body = file.body();
        let (way, centre) = ((body.office.clone(), body.catalogue_key.clone()), name_centre(&file));
        let line = describe(&file);
        station.store_centre_file(file)?;
        self.settle_office(None);
        station.update_office_identity(|office| office.centre = Some(centre))?;
        station.audit_setting(
            by,
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
