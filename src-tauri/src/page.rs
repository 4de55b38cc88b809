//! `page://localhost/<path>`: the bytes of pages and printed forms. GET shows, POST hands over a
//! file; the rest is refused. Command permissions do not cover a scheme, so the window's label is
//! checked here, and again by the desk. A body must be an ArrayBuffer: WebKitGTK 2.50 ends the
//! whole program over a Blob.

use counter_desk::{Failure, Workplace};
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::window;

pub const SCHEME: &str = "page";
const JSON: &str = "application/json";

pub fn answer_request<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let label = context.webview_label().to_owned();
    // A request that comes before the desk is open cannot be from our page.
    let Some(desk) = context.app_handle().try_state::<Workplace>().map(|desk| desk.inner().clone())
    else {
        return responder.respond(empty_response(StatusCode::SERVICE_UNAVAILABLE));
    };
    tauri::async_runtime::spawn(async move {
        let origin = own_origin(&request);
        let response = if label == window::MAIN {
            dispatch(&desk, &label, request).await
        } else {
            empty_response(StatusCode::FORBIDDEN)
        };
        responder.respond(with_origin(response, origin));
    });
}

async fn dispatch(desk: &Workplace, label: &str, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("", |full| full.as_str());
    let path = path.trim_start_matches('/');
    match parts.method {
        Method::GET => match desk.bytes(label, path).await {
            Ok((media, bytes)) => found_response(&media, bytes),
            Err(failure) => refused_response(&failure),
        },
        Method::POST => match desk.upload(label, path, body).await {
            Ok(value) => found_response(JSON, value.to_string().into_bytes()),
            Err(failure) => refused_response(&failure),
        },
        Method::OPTIONS => empty_response(StatusCode::NO_CONTENT),
        _ => empty_response(StatusCode::METHOD_NOT_ALLOWED),
    }
}

fn found_response(media: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    respond_with(StatusCode::OK, media, bytes)
}

/// The same `{code, params, incident}` as a refused command.
fn refused_response(failure: &Failure) -> Response<Vec<u8>> {
    respond_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        JSON,
        serde_json::to_vec(failure).unwrap_or_default(),
    )
}

fn empty_response(status: StatusCode) -> Response<Vec<u8>> {
    respond_with(status, "text/plain", Vec::new())
}

fn respond_with(status: StatusCode, media: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(bytes)
        .unwrap_or_default()
}

/// The page of the program is of another scheme, so its own fetches are cross-origin; only its
/// origin is let in.
fn own_origin(request: &Request<Vec<u8>>) -> Option<header::HeaderValue> {
    let origin = request.headers().get(header::ORIGIN)?;
    matches!(origin.as_bytes(), b"tauri://localhost" | b"http://tauri.localhost")
        .then(|| origin.clone())
}

fn with_origin(
    mut response: Response<Vec<u8>>,
    origin: Option<header::HeaderValue>,
) -> Response<Vec<u8>> {
    let Some(origin) = origin else {
        return response;
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        header::HeaderValue::from_static("GET, POST"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        header::HeaderValue::from_static("content-type"),
    );
    response
}
