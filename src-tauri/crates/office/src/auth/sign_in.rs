//! `POST /sign-in`: a token for the clerk, and a credential for where they sit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{InstallationState, Private, SignIn, SignInRequest};
use jiff::Timestamp;
use uuid::Uuid;

use super::accounts::{Account, StoredAccount, find_account};
use super::admission::{OFFLINE_HOURS, admit_installation, sign_permit};
use super::context::Auth;
use super::enrolment::begin_account_change;
use super::installations::begin_installation_change;
use super::password::verify_password;
use super::tokens::{issue_credential, issue_token};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::storage::Storage;

#[cfg(test)]
mod tests;

pub async fn sign_in(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let request: SignInRequest = read_json(&headers, body).await?;
    let answer = run_blocking(|| {
        let now = auth.storage.now();
        let checked = check_password(&auth, &request, now)?;
        issue_sign_in(&auth, &checked, &request, now)
    })?;
    Ok(json_answer(StatusCode::OK, &answer))
}

fn check_password(
    auth: &Auth,
    request: &SignInRequest,
    now: Timestamp,
) -> Result<StoredAccount, ApiError> {
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
    account.ok_or_else(wrong_password)
}

fn issue_sign_in(
    auth: &Auth,
    checked: &StoredAccount,
    request: &SignInRequest,
    now: Timestamp,
) -> Result<SignIn, ApiError> {
    let storage = &auth.storage;
    let (account, token, expires_at) = admit_clerk(storage, checked, request.installation, now)?;
    let (change, credential, state) = match request.installation {
        Some(id) => {
            let change = begin_installation_change(storage, id)?;
            let known_station = request.station_code.as_deref();
            let (credential, state) =
                admit_installation(&change, id, known_station, &account, now)?;
            (change, credential, Some(state))
        }
        None => {
            let change = storage.records.begin_change(&account.station_code)?;
            let credential = issue_credential(&change, &account.station_code)?;
            (change, credential, None)
        }
    };
    change.commit()?;
    let current = request.installation.filter(|_| state == Some(InstallationState::Current));
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

/// A token for the clerk, and who they are by now. The password was checked outside of any lock, and
/// that takes its time: an account that has ended meanwhile, or has another password, lets nobody in.
fn admit_clerk(
    storage: &Storage,
    checked: &StoredAccount,
    installation: Option<Uuid>,
    now: Timestamp,
) -> Result<(Account, String, Timestamp), ApiError> {
    let number = &checked.account.number;
    let change = begin_account_change(storage, number)?;
    let stored = find_account(&change, number)?
        .filter(|stored| stored.ended_at.is_none() && stored.verifier == checked.verifier)
        .ok_or_else(wrong_password)?;
    let (token, expires_at) = issue_token(&change, number, installation, now)?;
    change.commit()?;
    Ok((stored.account, token, expires_at))
}

fn wrong_password() -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "wrong_password", "Number or password is wrong.")
}
