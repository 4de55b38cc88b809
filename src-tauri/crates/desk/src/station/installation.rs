//! This program on this computer, as the office knows it: an id that was drawn once, a credential
//! of its own, and whether the office has ended it.
use super::Station;
use super::ids::new_uuid;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::Topic;
use counter_backoffice::{InstallationState, KnownSignIn, MAX_SIGN_INS, Private, SignInPlace};
use uuid::Uuid;

impl Station {
    /// Drawn when it is asked for first; it stays for as long as this database does.
    pub fn installation_id(&self) -> Result<Uuid, Failure> {
        if let Some(id) = self.stored_value(StoredName::Installation) {
            return Ok(id);
        }
        let id = new_uuid();
        self.store_value(StoredName::Installation, &id)?;
        Ok(id)
    }

    /// What the office hears at a sign-in of where that is, with the word that it gave itself.
    pub fn sign_in_place(&self) -> Result<SignInPlace, Failure> {
        let (installation, station_code) = (self.installation_id()?, self.known_station_code());
        let credential = self.delivery_credential().map(Private::new);
        Ok(SignInPlace { installation, station_code, credential })
    }

    /// The station's word to the office it works for, from an answer of that office.
    pub fn store_credential(&self, credential: &Private) -> Result<(), Failure> {
        let office = self.office_id();
        self.store_text(StoredName::DeliveryCredential(&office), credential.expose())
    }

    /// The office's word that this is that station of its, and a credential by which it delivers.
    pub fn become_station(&self, credential: &Private, station_code: &str) -> Result<(), Failure> {
        self.store_credential(credential)?;
        self.store_text(StoredName::StationCode(&self.office_id()), station_code)?;
        self.note_installation_ended(false)
    }

    /// From a sign-in. A clerk of another station changes nothing of whom this one is, whatever the
    /// office made of it: what waits here is this station's, and only a joining makes it another.
    pub fn take_installation_state(
        &self,
        state: Option<InstallationState>,
        credential: &Private,
        station_code: &str,
    ) -> Result<(), Failure> {
        let is_own = self.known_station_code().is_none_or(|own| own == station_code);
        match state {
            None | Some(InstallationState::Current) if is_own => {
                self.become_station(credential, station_code)
            }
            Some(InstallationState::Ended) => self.note_installation_ended(true),
            None | Some(InstallationState::Current | InstallationState::Elsewhere) => Ok(()),
        }
    }

    /// The office's word: everything stays here, and nothing is taken from it until it joins anew.
    pub fn note_installation_ended(&self, ended: bool) -> Result<(), Failure> {
        if self.is_installation_ended() == ended {
            return Ok(());
        }
        let office = self.office_id();
        let name = StoredName::InstallationEnded(&office);
        match ended {
            true => self.store_text(name, "ended")?,
            false => self.remove_stored(name)?,
        }
        self.announce(Topic::Status);
        Ok(())
    }

    pub fn is_installation_ended(&self) -> bool {
        self.stored_text(StoredName::InstallationEnded(&self.office_id())).is_some()
    }

    /// Who could sign in here without the line, for the office to say whose sign-in is over.
    pub fn list_known_sign_ins(&self) -> Vec<KnownSignIn> {
        let numbers: Vec<String> = self.stored_value(StoredName::SignIns).unwrap_or_default();
        let sign_ins = numbers.into_iter().filter_map(|clerk| {
            let since_ms = self.remembered_sign_in(&clerk)?.since_ms?;
            let since = jiff::Timestamp::from_millisecond(since_ms).ok()?;
            Some(KnownSignIn { clerk, since })
        });
        sign_ins.take(MAX_SIGN_INS).collect()
    }

    /// The office ended the account, or its password is another one now: what stands here of the
    /// old one lets nobody in.
    pub fn end_sign_in(&self, known: &KnownSignIn) -> Result<(), Failure> {
        let number = &known.clerk;
        let since_ms = self.remembered_sign_in(number).and_then(|sign_in| sign_in.since_ms);
        // Whoever has signed in again meanwhile did so by what the account is now.
        if since_ms != Some(known.since.as_millisecond()) {
            return Ok(());
        }
        self.remove_stored(StoredName::SignIn(number))?;
        self.forget_token(number);
        if self.require_clerk().is_ok_and(|clerk| clerk.number == *number) {
            self.end_session(number);
        }
        tracing::info!("the office ended a sign-in");
        Ok(())
    }
}
