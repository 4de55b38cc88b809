//! What a sign-in brings the installation where it happens: how it stands, its credential, and the
//! office's word on who decides there.

use counter_backoffice::{InstallationState, Permit, PermitBody};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::accounts::Account;
use super::context::Auth;
use super::installations::{enrol_installation, find_standing, renew_credential};
use crate::http::ApiError;
use crate::records::Db;

/// How long a station may let its clerks in without the line after a good sign-in.
pub const OFFLINE_HOURS: u32 = 72;

/// The installation's credential, and how it stands. The first clerk who signs in at a new one makes
/// it their station's, unless the program there knows that it is another's: what waits there is for
/// that one. Later ones change nothing.
pub fn admit_installation(
    change: &Db<'_>,
    id: Uuid,
    known_station: Option<&str>,
    account: &Account,
    now: Timestamp,
) -> Result<(String, InstallationState), ApiError> {
    let (station_code, window) = (&account.station_code, &account.window);
    let is_own = known_station.is_none_or(|code| code == station_code.as_str());
    match find_standing(change, id)? {
        Some(standing) if standing.is_ended => Ok((String::new(), InstallationState::Ended)),
        None if is_own => {
            let credential = enrol_installation(change, id, station_code, window, now)?;
            Ok((credential, InstallationState::Current))
        }
        Some(standing) if is_own && standing.is_good_at(station_code) => {
            Ok((renew_credential(change, id, now)?, InstallationState::Current))
        }
        _ => Ok((String::new(), InstallationState::Elsewhere)),
    }
}

/// As long as the sign-in itself may be repeated without the line.
pub fn sign_permit(
    auth: &Auth,
    account: &Account,
    installation: Uuid,
    now: Timestamp,
) -> Result<Permit, ApiError> {
    let body = PermitBody {
        clerk: account.number.clone(),
        role: account.role.clone(),
        station_code: account.station_code.clone(),
        installation,
        from: now,
        until: now + SignedDuration::from_hours(OFFLINE_HOURS.into()),
    };
    auth.key.sign_permit(&body).map_err(|_| ApiError::internal())
}
