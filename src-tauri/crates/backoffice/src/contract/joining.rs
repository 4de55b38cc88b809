//! A station joins its centre: a one-time code for the centre file. Not what the file says, nor
//! whether it is the centre's: `counter-centre` reads it.

use counter_core::private::Private;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Body of `POST /join`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JoinRequest {
    /// As it was typed, or in its one form.
    pub code: Private,
    /// Which station the technician means to set up; another one than the code's is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station_code: Option<String>,
    /// The id of the program on this computer: joining makes it an installation of the station.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub installation: Option<Uuid>,
}

/// Answer to `POST /join`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinAnswer {
    /// The signed file, byte for byte.
    pub centre_file: String,
    /// The installation's own, where the request named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_credential: Option<Private>,
}
