//! The office on a socket. Not TLS: in front of a real one stands the town's gateway.

use std::future::Future;
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::Office;
use crate::router;

/// Answers until `stop` is done, then finishes what was begun.
pub async fn serve(
    listener: TcpListener,
    office: Arc<Office>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(office)).with_graceful_shutdown(stop).await
}
