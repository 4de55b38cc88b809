//! `GET /hello` and `POST /sign-in`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{
    Ability, DemoAccount, Hello, NONCE, OfficeKey, Private, SignIn, SignInRequest,
};

use super::accounts::{Account, find_account};
use super::lockout::Lockout;
use super::password::verify_password;
use super::tokens::{issue_credential, issue_token};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::storage::Storage;

/// How long a station may let its clerks in without the line after a good sign-in.
const OFFLINE_HOURS: u32 = 72;

/// What signing in needs: the records, the office's key, how often each number was wrong, and what a trial shows to
/// everybody.
pub struct Auth {
    storage: Arc<Storage>,
    key: OfficeKey,
    lockout: Mutex<Lockout>,
    demo: Vec<DemoAccount>,
}

impl Auth {
    /// An office that has invented accounts is a trial.
    pub fn new(storage: Arc<Storage>, key: OfficeKey, demo: &[(Account, String)]) -> Self {
        let publish = |(account, password): &(Account, String)| DemoAccount {
            number: account.number.clone(),
            password: password.clone(),
            name: account.name.clone(),
            role: account.role.clone(),
        };
        Auth { storage, key, lockout: Mutex::default(), demo: demo.iter().map(publish).collect() }
    }

    fn is_trial(&self) -> bool {
        !self.demo.is_empty()
    }

    fn lockout(&self) -> MutexGuard<'_, Lockout> {
        self.lockout.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check_and_issue(&self, request: &SignInRequest) -> Result<SignIn, ApiError> {
        let now = self.storage.now();
        if let Some(seconds) = self.lockout().remaining_seconds(&request.number, now.as_second()) {
            let locked = ApiError::new(
                StatusCode::TOO_MANY_REQUESTS,
                "locked_out",
                "Too many wrong passwords.",
            );
            return Err(locked.with_header(header::RETRY_AFTER, seconds));
        }
        let account = find_account(&self.storage.records.get_db()?, &request.number)?;
        let verifier = account.as_ref().map(|(_, verifier)| verifier.as_str());
        if !verify_password(verifier, request.password.expose()) {
            self.lockout().record_failure(&request.number, now.as_second());
            return Err(wrong_password());
        }
        self.lockout().record_success(&request.number);
        let (account, _) = account.ok_or_else(wrong_password)?;
        let change = self.storage.records.begin_change(&account.station_code)?;
        let (token, expires_at) = issue_token(&change, &account.number, now)?;
        let credential = issue_credential(&change, &account.station_code)?;
        change.commit()?;
        Ok(SignIn {
            token: Private::new(token),
            expires_at,
            clerk: account.into(),
            offline_hours: OFFLINE_HOURS,
            delivery_credential: Private::new(credential),
            trial: self.is_trial(),
        })
    }
}

pub async fn get_hello(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let nonce = read_nonce(&headers)?;
    let hello = Hello {
        name: if auth.is_trial() {
            "示例政务服务中心（试用）"
        } else {
            "政务服务中心"
        }
        .to_owned(),
        trial: auth.is_trial(),
        demo_accounts: auth.demo.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        can: Ability::OFFICE.map(|ability| ability.name().to_owned()).into(),
        proof: nonce.map(|nonce| auth.key.prove(nonce)),
    };
    Ok(json_answer(StatusCode::OK, &hello))
}

pub async fn sign_in(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let request: SignInRequest = read_json(&headers, body).await?;
    let answer = run_blocking(|| auth.check_and_issue(&request))?;
    Ok(json_answer(StatusCode::OK, &answer))
}

/// 32 hexadecimal digits. Nothing else is signed: a stranger shall not choose what.
fn read_nonce(headers: &HeaderMap) -> Result<Option<&str>, ApiError> {
    let Some(nonce) = headers.get(NONCE) else { return Ok(None) };
    let is_nonce = |text: &&str| text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let nonce = nonce.to_str().ok().filter(is_nonce);
    nonce.map(Some).ok_or_else(|| {
        ApiError::bad_request("bad_nonce", "Counter-Nonce is not 32 hexadecimal digits.")
    })
}

fn wrong_password() -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "wrong_password", "Number or password is wrong.")
}
