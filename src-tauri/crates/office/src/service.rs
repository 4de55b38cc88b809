//! Every path of the office, once. The router is made from this table, and a test compares it with `openapi.yaml`.

use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, map_response};
use axum::routing::{MethodRouter, get, head, options, patch, post};

use crate::Office;
use crate::auth::sign_in;
use crate::filing::complete;
use crate::filing::listing;
use crate::filing::submit;
use crate::filing::turns;
use crate::filing::uploads;
use crate::http::answer::{Fault, finish};
use crate::http::catalog;
use crate::http::drain::hear_out;
use crate::library::search;
use crate::supervision::returns;
use crate::supervision::review;
use crate::supervision::steps;

type Route = (Method, &'static str, MethodRouter<Arc<Office>>);

fn table() -> Vec<Route> {
    vec![
        (Method::GET, "/hello", get(sign_in::hello)),
        (Method::POST, "/sign-in", post(sign_in::sign_in)),
        (Method::GET, "/catalogue", get(catalog::catalogue)),
        (Method::POST, "/turns", post(turns::turn)),
        (Method::POST, "/cases", post(submit::submit)),
        (Method::GET, "/cases", get(listing::mine)),
        (Method::GET, "/cases/{case}", get(listing::status)),
        (Method::POST, "/cases/{case}/complete", post(complete::complete)),
        (Method::GET, "/cases/{case}/parts/{sha256}", get(review::part)),
        (Method::POST, "/cases/{case}/revisions", post(submit::revise)),
        (Method::GET, "/cases/{case}/revisions/{n}", get(review::revision)),
        (Method::POST, "/cases/{case}/returns", post(returns::send_back)),
        (Method::GET, "/returns", get(returns::returns)),
        (Method::POST, "/cases/{case}/steps", post(steps::enter)),
        (Method::GET, "/steps", get(steps::after)),
        (Method::GET, "/queue", get(listing::queue)),
        (Method::POST, "/certificates/search", post(search::search)),
        (Method::POST, "/certificates/file", post(search::file)),
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
