//! Who is there: the office's greeting, a clerk's sign-in, what is fetched again only when it
//! changed. Not sessions: those are desk's.

use counter_core::private::Private;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ability::Ability;
use super::installation::InstallationState;
use crate::permit::Permit;
use crate::proof::Proof;

/// The office's first word. `demo_accounts` is empty unless this is a trial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    pub name: String,
    pub trial: bool,
    #[serde(default)]
    pub demo_accounts: Vec<DemoAccount>,
    pub version: String,
    /// What this office can do beyond the first version of the contract, by name.
    #[serde(default)]
    pub can: Vec<String>,
    /// Who it is, where the question brought a nonce. An office of the first version has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

impl Hello {
    pub fn can(&self, ability: Ability) -> bool {
        self.can.iter().any(|name| name == ability.name())
    }
}

/// An invented account that a trial office shows to everybody. Never a real one, hence the readable
/// password.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoAccount {
    pub number: String,
    pub password: String,
    pub name: String,
    pub role: String,
}

/// Body of `POST /sign-in`, and nothing beside it: a later field goes to an office alone that names
/// it under `can`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    pub number: String,
    pub password: Private,
    /// The id of the program on this computer. Stations of the first version have none: they get
    /// one of the station's credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation: Option<Uuid>,
    /// Whose station that program is, as far as it knows: a clerk of another one is a guest there,
    /// also where the office has not heard of the installation yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station_code: Option<String>,
}

/// The clerk as the office knows them, and where they sit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clerk {
    pub number: String,
    pub name: String,
    /// `clerk`, `supervisor`, `trainer` or `trainee`.
    pub role: String,
    /// For people, e.g. 三水·西南街道.
    pub station: String,
    /// For machines: scopes the delivery credential and the provisional numbers.
    pub station_code: String,
    pub window: String,
}

/// A good sign-in. The token is the clerk's and short-lived; the delivery credential is the
/// station's, so that what is queued still leaves after the clerk went home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignIn {
    pub token: Private,
    pub expires_at: jiff::Timestamp,
    pub clerk: Clerk,
    /// For how many hours this sign-in may be repeated without the line.
    pub offline_hours: u32,
    /// Empty where the installation is not current: the station keeps the one that it has.
    pub delivery_credential: Private,
    pub trial: bool,
    /// How the installation stands that the request named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation: Option<InstallationState>,
    /// For what is decided here until it ends, with the line or without: it goes with each such
    /// submission. Only where the installation is current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit: Option<Permit>,
}

/// Answer to a question for what changes seldom: the catalogue, the centre file.
#[derive(Debug, Clone, PartialEq)]
pub enum TaggedAnswer {
    /// The one named by the caller's ETag is still the current one.
    Unchanged,
    /// Another one.
    Fresh { etag: String, body: Vec<u8> },
}
