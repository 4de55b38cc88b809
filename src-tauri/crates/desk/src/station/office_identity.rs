//! For which office this station works. The database remembers it, and what was made for one office
//! (its credential and sign-ins, submissions, what was heard of it) carries its id and counts for no
//! other.
//!
//! Invariant: a submission goes only to the office that it was made for, and only that office's
//! word acknowledges it. Another office is taken on only while nothing waits for the one before; a
//! station that once worked for a real office never starts the trial of its own.
use super::Station;
use super::stored::StoredName;
use crate::Failure;
use counter_core::date::Moment;
use serde::{Deserialize, Serialize};

/// The origin of the office that this program brings along.
pub const OWN_TRIAL: &str = "trial";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// It has not introduced itself yet.
    #[default]
    Unknown,
    Trial,
    Real,
}

/// Stored: a field that is added needs a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficeIdentity {
    /// Drawn when the station took the office on.
    pub id: String,
    /// Scheme, host and port, or `trial`.
    pub origin: String,
    /// Another origin, where it proved its key as well: whatever names that one from here on names
    /// the same office.
    pub proved_at: Option<String>,
    pub kind: OfficeKind,
    /// Its public key, once it proved to have it. From then on nobody else is believed.
    pub key: Option<String>,
    /// False for one that a former program's settings named, until it answers for a case of ours.
    pub confirmed: bool,
    /// Code of the centre that sent this station there, and the fingerprint of its key.
    pub centre: Option<String>,
    pub since: Option<Moment>,
}

impl OfficeIdentity {
    pub fn is_at(&self, origin: &str) -> bool {
        self.origin == origin || self.proved_at.as_deref() == Some(origin)
    }
}

impl Station {
    /// The current one last.
    fn office_identities(&self) -> Vec<OfficeIdentity> {
        self.stored_value(StoredName::OfficeIdentities).unwrap_or_default()
    }

    /// None before the first start with an open store has settled it.
    pub fn office_identity(&self) -> Option<OfficeIdentity> {
        self.office_identities().pop()
    }

    /// What belongs to the office is stored under it.
    pub fn office_id(&self) -> String {
        self.office_identity().map(|identity| identity.id).unwrap_or_default()
    }

    /// Whether a submission is for the office that this station works for now.
    pub fn works_for(&self, office: &str) -> bool {
        office == self.office_id()
    }

    /// Whether any office can be told by its key, wherever it is met.
    pub fn knows_office_key(&self) -> bool {
        self.office_identities().iter().any(|identity| identity.key.is_some())
    }

    pub fn was_ever_real(&self) -> bool {
        self.office_identities().iter().any(|identity| identity.kind == OfficeKind::Real)
    }

    /// A real office was heard here, or a former program worked for one.
    pub fn is_bound_to_office(&self) -> bool {
        let is_unconfirmed = self.office_identity().is_some_and(|identity| !identity.confirmed);
        is_unconfirmed || self.was_ever_real()
    }

    /// False for an office that a former program's settings name, until it answers for a case of ours.
    pub fn is_office_confirmed(&self) -> bool {
        let is_confirmed = || self.office_identity().is_some_and(|identity| identity.confirmed);
        self.environment.office_in_process || is_confirmed()
    }

    /// Nothing that is done here counts: the key that everybody has is good enough, devices may be
    /// invented.
    pub fn is_without_effect(&self) -> bool {
        self.environment.office_in_process || self.is_trial()
    }

    /// What has effect nowhere says so, also while the line is down.
    pub fn is_trial(&self) -> bool {
        self.office_identity().is_some_and(|identity| identity.kind == OfficeKind::Trial)
    }

    /// What a former program left unnamed is of the office that was taken on first.
    pub fn is_of_current_office(&self, office: &str) -> bool {
        match self.office_identities().as_slice() {
            [] => office.is_empty(),
            [only] => office == only.id || office.is_empty(),
            [.., current] => office == current.id,
        }
    }

    /// Another office from here on.
    pub fn add_office_identity(&self, identity: OfficeIdentity) -> Result<(), Failure> {
        let mut all = self.office_identities();
        all.push(identity);
        self.store_value(StoredName::OfficeIdentities, &all)
    }

    /// Whoever proved this key at that origin just now, if it is an office of before or of now.
    pub fn note_proof_at(&self, origin: &str, key: &str) -> Result<(), Failure> {
        let mut all = self.office_identities();
        let mut latest_first = all.iter_mut().rev();
        match latest_first.find(|identity| identity.key.as_deref() == Some(key)) {
            Some(identity) => identity.proved_at = Some(origin.to_owned()),
            None => return Ok(()),
        }
        self.store_value(StoredName::OfficeIdentities, &all)
    }

    /// The office that was at this origin before, or has proved there who it is, is the current one
    /// from here on. False where none is known there.
    pub fn resume_office_at(&self, origin: &str) -> Result<bool, Failure> {
        let mut all = self.office_identities();
        let Some(at) = all.iter().rposition(|identity| identity.is_at(origin)) else {
            return Ok(false);
        };
        let former = all.remove(at);
        all.push(OfficeIdentity { origin: origin.to_owned(), proved_at: None, ..former });
        self.store_value(StoredName::OfficeIdentities, &all)?;
        Ok(true)
    }

    /// What became known of the office.
    pub fn update_office_identity(
        &self,
        change: impl FnOnce(&mut OfficeIdentity),
    ) -> Result<(), Failure> {
        let mut all = self.office_identities();
        match all.last_mut() {
            Some(identity) => change(identity),
            None => return Ok(()),
        }
        self.store_value(StoredName::OfficeIdentities, &all)
    }
}

/// Scheme, host and port of an address, so that one address written in two ways is one; without an
/// address the trial of this program's own.
pub fn find_origin(address: &str) -> String {
    if address.is_empty() {
        return OWN_TRIAL.to_owned();
    }
    let lower = address.trim().to_lowercase();
    let (scheme, rest) = lower.split_once("://").unwrap_or(("https", &lower));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let default = if scheme == "http" { ":80" } else { ":443" };
    let path = rest.strip_prefix(host).unwrap_or_default().trim_end_matches('/');
    format!("{scheme}://{}{path}", host.strip_suffix(default).unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_in_two_spellings_is_one_origin() {
        for (a, b) in [
            ("https://Office.Example/", "https://office.example:443"),
            (" http://10.0.0.5:80", "http://10.0.0.5/"),
            ("https://office.example/town/", "https://office.example/town"),
        ] {
            assert_eq!(find_origin(a), find_origin(b));
        }
        for (a, b) in [
            ("https://office.example", "http://office.example"),
            ("https://office.example", "https://office.example:8443"),
            ("https://office.example", "https://office.example.cn"),
            ("https://office.example/a", "https://office.example/b"),
        ] {
            assert_ne!(find_origin(a), find_origin(b));
        }
    }
}
