//! Every path of the office, once. The router is made from this table, and a test compares it with `openapi.yaml`.

use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, map_response};
use axum::routing::{MethodRouter, get, head, options, patch, post};

use crate::answer::{Fault, finish};
use crate::drain::hear_out;
use crate::{
    Office, catalogue, certificates, complete, filing, greeting, listing, returns, review, steps, turns, uploads,
};

type Route = (Method, &'static str, MethodRouter<Arc<Office>>);

fn table() -> Vec<Route> {
    vec![
        (Method::GET, "/hello", get(greeting::hello)),
        (Method::POST, "/sign-in", post(greeting::sign_in)),
        (Method::GET, "/catalogue", get(catalogue::catalogue)),
        (Method::POST, "/turns", post(turns::turn)),
        (Method::POST, "/cases", post(filing::submit)),
        (Method::GET, "/cases", get(listing::mine)),
        (Method::GET, "/cases/{case}", get(listing::status)),
        (Method::POST, "/cases/{case}/complete", post(complete::complete)),
        (Method::GET, "/cases/{case}/parts/{sha256}", get(review::part)),
        (Method::POST, "/cases/{case}/revisions", post(filing::revise)),
        (Method::GET, "/cases/{case}/revisions/{n}", get(review::revision)),
        (Method::POST, "/cases/{case}/returns", post(returns::send_back)),
        (Method::GET, "/returns", get(returns::returns)),
        (Method::POST, "/cases/{case}/steps", post(steps::enter)),
        (Method::GET, "/steps", get(steps::after)),
        (Method::GET, "/queue", get(listing::queue)),
        (Method::POST, "/certificates/search", post(certificates::search)),
        (Method::POST, "/certificates/file", post(certificates::file)),
        (Method::OPTIONS, "/uploads", options(uploads::discover)),
        (Method::POST, "/uploads", post(uploads::create)),
        (Method::HEAD, "/uploads/{id}", head(uploads::offset)),
        (Method::PATCH, "/uploads/{id}", patch(uploads::append)),
    ]
}

/// Method and path of every route, to compare with the contract.
pub fn routes() -> Vec<(Method, &'static str)> {
    table().into_iter().map(|(method, path, _)| (method, path)).collect()
}

/// The office as a service, to be called in process or put behind a socket.
pub fn router(office: Arc<Office>) -> Router {
    let router = table().into_iter().fold(Router::new(), |router, (_, path, route)| router.route(path, route));
    router
        .fallback(|| async { Fault::new(StatusCode::NOT_FOUND, "unknown_path", "No such path.") })
        .layer(from_fn(hear_out))
        .layer(map_response(finish))
        .with_state(office)
}
