//! `GET /hello` and `POST /sign-in`.

use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{Hello, Private, SignIn, SignInRequest};

use crate::Office;
use crate::auth::access;
use crate::auth::accounts;
use crate::http::answer::{Fault, json, read_json};
use crate::office::at_leisure;

/// How long a station may let its clerks in without the line after a good sign-in.
const OFFLINE_HOURS: u32 = 72;

pub async fn hello(State(office): State<Arc<Office>>) -> Response {
    let hello = Hello {
        name: if office.trial { "示例政务服务中心（试用）" } else { "政务服务中心" }.to_owned(),
        trial: office.trial,
        demo_accounts: office.demo.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    json(StatusCode::OK, &hello)
}

pub async fn sign_in(State(office): State<Arc<Office>>, headers: HeaderMap, body: Body) -> Result<Response, Fault> {
    let asked: SignInRequest = read_json(&headers, body).await?;
    let answer = at_leisure(|| judge(&office, &asked))?;
    Ok(json(StatusCode::OK, &answer))
}

fn judge(office: &Office, asked: &SignInRequest) -> Result<SignIn, Fault> {
    let now = office.now();
    let lockout = || office.lockout.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(seconds) = lockout().wait(&asked.number, now.as_second()) {
        let locked = Fault::new(StatusCode::TOO_MANY_REQUESTS, "locked_out", "Too many wrong passwords.");
        return Err(locked.with(header::RETRY_AFTER, seconds));
    }
    let found = accounts::find(&office.records.get()?, &asked.number)?;
    let verifier = found.as_ref().map(|(_, verifier)| verifier.as_str());
    if !accounts::matches(verifier, asked.password.expose()) {
        lockout().wrong(&asked.number, now.as_second());
        return Err(wrong_password());
    }
    lockout().right(&asked.number);
    let (account, _) = found.ok_or_else(wrong_password)?;
    let change = office.records.change(&account.station_code)?;
    let (token, expires_at) = access::issue_token(&change, &account.number, now)?;
    let credential = access::issue_credential(&change, &account.station_code)?;
    change.commit()?;
    Ok(SignIn {
        token: Private::new(token),
        expires_at,
        clerk: account.into(),
        offline_hours: OFFLINE_HOURS,
        delivery_credential: Private::new(credential),
        trial: office.trial,
    })
}

fn wrong_password() -> Fault {
    Fault::new(StatusCode::UNAUTHORIZED, "wrong_password", "Number or password is wrong.")
}
