//! `GET /hello`: who the office is, and the proof of it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Ability, Hello, NONCE};

use super::context::Auth;
use crate::http::{ApiError, json_answer};

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

/// 32 hexadecimal digits. Nothing else is signed: a stranger shall not choose what.
fn read_nonce(headers: &HeaderMap) -> Result<Option<&str>, ApiError> {
    let Some(nonce) = headers.get(NONCE) else { return Ok(None) };
    let is_nonce = |text: &&str| text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let nonce = nonce.to_str().ok().filter(is_nonce);
    nonce.map(Some).ok_or_else(|| {
        ApiError::bad_request("bad_nonce", "Counter-Nonce is not 32 hexadecimal digits.")
    })
}
