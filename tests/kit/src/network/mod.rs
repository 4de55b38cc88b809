//! Lines between the program and the office: one with weather, one with a meter, one with a
//! gateway; and ports where nobody listens.

mod gateway;
mod message;
mod meter;
mod relay;
mod storm;

use std::net::{Ipv4Addr, TcpListener};

pub use gateway::{Gateway, Rules, SignIn, Traffic};
pub use meter::Meter;
pub use relay::{Relay, Weather};

use crate::TestResult;

/// A port where nobody listens: connections are refused.
///
/// # Errors
/// No port is free.
pub fn free_port() -> TestResult<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
