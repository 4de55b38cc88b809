//! What an error of the HTTP library means for the line.

use std::error::Error;
use std::io;

use super::TransportError;

pub(super) fn find_condition(error: reqwest::Error) -> TransportError {
    if find_tls_error(&error).is_some_and(is_of_certificate) {
        TransportError::Untrusted
    } else if error.is_timeout() {
        TransportError::TimedOut
    } else if error.is_connect() {
        TransportError::Unreachable
    } else {
        TransportError::Broken
    }
}

/// By its type, not by its words. The libraries between hand it on inside of errors of input and
/// output, whose `source` passes over the very error that they carry.
fn find_tls_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut next = Some(error);
    while let Some(cause) = next {
        let tls_error = cause.downcast_ref::<rustls::Error>();
        if tls_error.is_some() {
            return tls_error;
        }
        next = match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(carried) => Some(carried),
            None => cause.source(),
        };
    }
    None
}

/// Whoever answered did not show that they are the office. A handshake signed by another key than
/// the certificate's is among these, in TLS 1.2 as in 1.3; an old protocol or a garbled record is
/// not.
fn is_of_certificate(error: &rustls::Error) -> bool {
    matches!(error, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
}
