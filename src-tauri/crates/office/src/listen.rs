//! The office on a socket, by hyper: how many lines, how long for a head, whom a request may have
//! meant, and finishing what was begun. Not TLS: in front of a real office stands the town's
//! gateway.

mod host;
mod line;

use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::auth::Peer;
use crate::limits::{Crowd, Limits, MAX_HEAD_BYTES};
use crate::office::Office;
use crate::service::build_paced_router;
use host::check_hosts;
use line::{LineState, PatientLine};

/// How long no line is taken where the machine has no descriptor left for one.
const PAUSE: Duration = Duration::from_secs(1);

/// Answers on a socket until `stop` is done, then finishes what was begun.
pub async fn serve(
    listener: TcpListener,
    office: Arc<Office>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_within(listener, office, Limits::default(), stop).await
}

/// The same within other limits.
pub async fn serve_within(
    listener: TcpListener,
    office: Arc<Office>,
    limits: Limits,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = check_hosts(build_paced_router(&office, limits.body), &office);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_header_size(MAX_HEAD_BYTES)
        .max_buf_size(2 * MAX_HEAD_BYTES);
    let (slots, peers) = (Arc::new(Semaphore::new(limits.lines)), Crowd::default());
    let ending = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (line, peer, slot) = tokio::select! {
            taken = take_line(&listener, &slots) => taken,
            () = &mut stop => break,
        };
        // Cut at once: it would only hold what others wait for.
        let Some(place) = peers.enter(peer, find_most_lines(peer, &limits)) else {
            let refusals = office.refusals.clone();
            tokio::spawn(async move { refusals.note_line(Peer(peer), "too_many_lines", 0) });
            continue;
        };
        let state = Arc::new(LineState::default());
        let line = TokioIo::new(PatientLine::new(line, limits.answers, state.clone()));
        let service = TowerToHyperService::new(router.clone().layer(Extension(Peer(peer))));
        let answering = ending.watch(http.serve_connection(line, service));
        let refusals = office.refusals.clone();
        tokio::spawn(async move {
            let outcome = answering.await;
            // Room for another one before anything is written down.
            drop((place, slot));
            if let Some((code, status)) = outcome.err().and_then(|error| name_end(&error, &state)) {
                refusals.note_line(Peer(peer), code, status);
            }
        });
    }
    drop(listener);
    ending.shutdown().await;
    Ok(())
}

/// The next line once there is room for it, and whose it is.
async fn take_line(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, IpAddr, OwnedSemaphorePermit) {
    let Ok(slot) = slots.clone().acquire_owned().await else {
        // Nobody closes it.
        return std::future::pending().await;
    };
    loop {
        match listener.accept().await {
            Ok((line, peer)) => return (line, peer.ip().to_canonical(), slot),
            // Gone before it was taken.
            Err(error) if is_of_the_line(&error) => {}
            Err(error) => {
                tracing::error!(code = "office_accept", kind = ?error.kind(), "no line is taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

fn find_most_lines(peer: IpAddr, limits: &Limits) -> usize {
    if peer.is_loopback() { limits.own_lines } else { limits.lines_of_a_peer }
}

/// The code and the status with which a line was refused, of which no request came. A line that
/// breaks, or falls silent between two requests, is its caller's own affair.
fn name_end(error: &hyper::Error, state: &LineState) -> Option<(&'static str, u16)> {
    if error.is_parse_too_large() {
        return Some(("head_too_large", 431));
    }
    if error.is_parse() {
        // To who speaks HTTP/2 nothing is said.
        return Some(("bad_head", if error.is_parse_version_h2() { 0 } else { 400 }));
    }
    if state.is_cut() {
        return Some(("answer_not_taken", 0));
    }
    (error.is_timeout() && !state.is_idle()).then_some(("head_late", 0))
}

fn is_of_the_line(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_so_many_lines_and_this_machine_all() {
        let limits = Limits::default();
        let most = |peer: &str| {
            find_most_lines(peer.parse::<IpAddr>().expect("address").to_canonical(), &limits)
        };
        for own in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(most(own), limits.own_lines, "{own}");
        }
        for other in ["192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7"] {
            assert_eq!(most(other), limits.lines_of_a_peer, "{other}");
        }
        assert!(limits.lines_of_a_peer < limits.lines);
        assert_eq!(limits.own_lines, limits.lines, "a gateway here may bring all there are");
    }
}
