//! `POST /sign-in`: a token for the clerk, and a credential for where they sit.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{InstallationState, Private, SignIn, SignInRequest};
use counter_core::limits::is_within;
use jiff::Timestamp;
use uuid::Uuid;

use super::accounts::{Account, StoredAccount, find_account};
use super::admission::{OFFLINE_HOURS, admit_installation, sign_permit};
use super::caller::identify_caller;
use super::context::Auth;
use super::enrolment::begin_account_change;
use super::installations::begin_installation_change;
use super::password::verify_password;
use super::tokens::{issue_credential, issue_token};
use crate::http::{ApiError, json_answer, read_strangers_json, run_blocking};
use crate::limits::{MAX_NUMBER_CHARS, MAX_PASSWORD_BYTES, STRANGERS_TRIES};
use crate::storage::Storage;

#[cfg(test)]
mod tests;

pub async fn sign_in(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let request: SignInRequest = read_strangers_json(&headers, body).await?;
    check_lengths(&request)?;
    let known = run_blocking(|| find_known_installation(&auth.storage, &headers, &request))?;
    let now = auth.storage.now();
    let work = || {
        let checked = check_password(&auth, &request, known, now)?;
        issue_sign_in(&auth, &checked, &request, now)
    };
    let answer = match known {
        Some(_) => auth.checks.run(true, work).await?,
        None => check_stranger(&auth, now, work).await,
    };
    Ok(json_answer(StatusCode::OK, &answer?))
}

fn check_lengths(request: &SignInRequest) -> Result<(), ApiError> {
    if !is_within(&request.number, MAX_NUMBER_CHARS) {
        return Err(ApiError::unprocessable("number_too_long", "No number is as long."));
    }
    if request.password.expose().len() > MAX_PASSWORD_BYTES {
        return Err(ApiError::unprocessable("password_too_long", "No password is as long."));
    }
    Ok(())
}

/// The installation that shows its own credential. Whoever shows none, or one that is good no more,
/// is a stranger.
fn find_known_installation(
    storage: &Storage,
    headers: &HeaderMap,
    request: &SignInRequest,
) -> Result<Option<Uuid>, ApiError> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    match identify_caller(storage, headers) {
        Ok(caller) => Ok(caller.installation().filter(|id| request.installation == Some(*id))),
        Err(error) if error.status == StatusCode::UNAUTHORIZED => Ok(None),
        Err(error) => Err(error),
    }
}

/// Strangers have an allowance of wrong passwords, all together. It is taken before anybody judges
/// one; a right one, and what nobody judged, gives it back.
async fn check_stranger(
    auth: &Auth,
    now: Timestamp,
    work: impl FnOnce() -> Result<SignIn, ApiError>,
) -> Result<SignIn, ApiError> {
    let spent = auth.strangers_tries().spend(STRANGERS_TRIES, now.as_millisecond());
    if let Err(wait_ms) = spent {
        let title = "Too many wrong passwords of callers that the office does not know.";
        let slowed = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_sign_ins", title);
        let seconds = u64::try_from(wait_ms).unwrap_or_default().div_ceil(1000);
        return Err(slowed.with_header(header::RETRY_AFTER, seconds));
    }
    let outcome = auth.checks.run(false, work).await.flatten();
    let is_wrong = matches!(&outcome, Err(error) if error.status.is_client_error());
    if !is_wrong {
        auth.strangers_tries().give_back(STRANGERS_TRIES);
    }
    outcome
}

fn check_password(
    auth: &Auth,
    request: &SignInRequest,
    known: Option<Uuid>,
    now: Timestamp,
) -> Result<StoredAccount, ApiError> {
    let (storage, number) = (&auth.storage, &request.number);
    // An account that ended is told apart from an unknown one by nobody.
    let account = find_account(&storage.records.get_db()?, number)?
        .filter(|stored| stored.ended_at.is_none());
    let known_number = account.as_ref().map(|stored| stored.account.number.as_str());
    // Before it is verified: tries side by side are as many as tries one after the other.
    if let Some(seconds) = auth.lockout.count_try(storage, known, number, now)? {
        let title = "Too many wrong passwords.";
        let locked = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "locked_out", title);
        return Err(locked.of_account(known_number).with_header(header::RETRY_AFTER, seconds));
    }
    let verifier = account.as_ref().map(|stored| stored.verifier.as_str());
    if !verify_password(verifier, request.password.expose()) {
        return Err(wrong_password().of_account(known_number));
    }
    auth.lockout.forget_tries(storage, known, number)?;
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
    for given in [&token, &credential] {
        storage.note_credential(given);
    }
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
