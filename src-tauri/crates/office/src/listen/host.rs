//! Whom a request meant. A page in a browser can make any name lead to this machine and then ask as
//! if it were of that name: what it asks, it asks under the name.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::http::uri::Authority;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};

use crate::auth::{Refusals, Sender};
use crate::http::{ApiError, finish_answer};
use crate::office::Office;

/// A trial, whose passwords everybody knows, answers to addresses and to this machine's own name
/// alone, and to the names it was given. Behind a gateway a real office hears of names that only
/// its administrator knows, so it asks for none unless it was given some.
pub fn check_hosts(router: Router, office: &Office) -> Router {
    let (names, refusals) = (office.hosts.clone(), office.refusals.clone());
    if !office.auth.is_trial() && names.is_empty() {
        return router;
    }
    router.layer(from_fn(move |request: Request, next: Next| {
        let (names, refusals) = (names.clone(), refusals.clone());
        async move { pass_meant(request, next, &names, refusals).await }
    }))
}

async fn pass_meant(
    request: Request,
    next: Next,
    names: &[String],
    refusals: Arc<Refusals>,
) -> Response {
    if is_meant(&request, names) {
        return next.run(request).await;
    }
    let sender = Sender::read(&request);
    // Of the statuses that end no case, also at counters of before.
    let title = "The office is not known by this name.";
    let response = ApiError::forbidden("wrong_host", title).into_response();
    // Here, since the request goes no further.
    refusals.note_answer(&sender, &response);
    finish_answer(response).await
}

fn is_meant(request: &Request, names: &[String]) -> bool {
    let named = match request.uri().authority() {
        Some(authority) => Some(authority.clone()),
        None => {
            let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
            host.and_then(|host| host.parse::<Authority>().ok())
        }
    };
    named.is_some_and(|authority| is_own(authority.host(), names))
}

fn is_own(host: &str, names: &[String]) -> bool {
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
        || host.eq_ignore_ascii_case("localhost")
        || names.iter().any(|name| name.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn addresses_this_machine_and_given_names_are_meant() {
        let names = ["office.town.example".to_owned()];
        let asked = |uri: &str, host: Option<&str>| {
            let mut request = axum::http::Request::get(uri);
            if let Some(host) = host {
                request = request.header(header::HOST, host);
            }
            is_meant(&request.body(Body::empty()).expect("request"), &names)
        };
        for host in [
            "127.0.0.1",
            "127.0.0.1:8720",
            "[::1]:8720",
            "192.0.2.7:80",
            "localhost:1",
            "LOCALHOST",
            "Office.Town.Example:443",
        ] {
            assert!(asked("/hello", Some(host)), "{host}");
        }
        for host in ["evil.example", "evil.example:8720", "localhost.evil.example", "", "a b", "@"]
        {
            assert!(!asked("/hello", Some(host)), "{host}");
        }
        assert!(!asked("/hello", None));
        assert!(!asked("http://evil.example/hello", Some("127.0.0.1")), "what is asked counts");
        assert!(asked("http://127.0.0.1/hello", None));
    }
}
