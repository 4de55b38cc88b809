//! `POST /sign-in`: a token for the clerk, and a credential for where they sit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{InstallationState, Permit, PermitBody, Private, SignIn, SignInRequest};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::accounts::{Account, find_account};
use super::context::Auth;
use super::installations::{
    begin_installation_change, enrol_installation, find_standing, renew_credential,
};
use super::password::verify_password;
use super::tokens::{issue_credential, issue_token};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::Db;

/// How long a station may let its clerks in without the line after a good sign-in.
const OFFLINE_HOURS: u32 = 72;

pub async fn sign_in(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let request: SignInRequest = read_json(&headers, body).await?;
    let answer = run_blocking(|| {
        let now = auth.storage.now();
        let account = check_password(&auth, &request, now)?;
        issue_sign_in(&auth, account, request.installation, now)
    })?;
    Ok(json_answer(StatusCode::OK, &answer))
}

fn check_password(
    auth: &Auth,
    request: &SignInRequest,
    now: Timestamp,
) -> Result<Account, ApiError> {
    if let Some(seconds) = auth.lockout().remaining_seconds(&request.number, now.as_second()) {
        let title = "Too many wrong passwords.";
        let locked = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "locked_out", title);
        return Err(locked.with_header(header::RETRY_AFTER, seconds));
    }
    // An account that ended is told apart from an unknown one by nobody.
    let account = find_account(&auth.storage.records.get_db()?, &request.number)?
        .filter(|stored| stored.ended_at.is_none());
    let verifier = account.as_ref().map(|stored| stored.verifier.as_str());
    if !verify_password(verifier, request.password.expose()) {
        auth.lockout().record_failure(&request.number, now.as_second());
        return Err(wrong_password());
    }
    auth.lockout().record_success(&request.number);
    account.map(|stored| stored.account).ok_or_else(wrong_password)
}

fn issue_sign_in(
    auth: &Auth,
    account: Account,
    installation: Option<Uuid>,
    now: Timestamp,
) -> Result<SignIn, ApiError> {
    let storage = &auth.storage;
    let change = match installation {
        Some(id) => begin_installation_change(storage, id)?,
        None => storage.records.begin_change(&account.station_code)?,
    };
    let (token, expires_at) = issue_token(&change, &account.number, now)?;
    let (credential, state) = match installation {
        Some(id) => {
            let (credential, state) = admit_installation(&change, id, &account, now)?;
            (credential, Some(state))
        }
        None => (issue_credential(&change, &account.station_code)?, None),
    };
    change.commit()?;
    let current = installation.filter(|_| state == Some(InstallationState::Current));
    let permit = current.map(|id| sign_permit(auth, &account, id, now)).transpose()?;
    Ok(SignIn {
        token: Private::new(token),
        expires_at,
        clerk: account.into(),
        offline_hours: OFFLINE_HOURS,
        delivery_credential: Private::new(credential),
        trial: auth.is_trial(),
        installation: state,
        permit,
    })
}

/// As long as the sign-in itself may be repeated without the line.
fn sign_permit(
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

/// The installation's credential, and how it stands. The first clerk who signs in at a new one makes
/// it their station's; later ones change nothing of that.
fn admit_installation(
    change: &Db<'_>,
    id: Uuid,
    account: &Account,
    now: Timestamp,
) -> Result<(String, InstallationState), ApiError> {
    let (station_code, window) = (&account.station_code, &account.window);
    match find_standing(change, id)? {
        None => {
            let credential = enrol_installation(change, id, station_code, window, now)?;
            Ok((credential, InstallationState::Current))
        }
        Some(standing) if standing.is_ended => Ok((String::new(), InstallationState::Ended)),
        Some(standing) if standing.is_good_at(station_code) => {
            Ok((renew_credential(change, id, now)?, InstallationState::Current))
        }
        Some(_) => Ok((String::new(), InstallationState::Elsewhere)),
    }
}

fn wrong_password() -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "wrong_password", "Number or password is wrong.")
}
