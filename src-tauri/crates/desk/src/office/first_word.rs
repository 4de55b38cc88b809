//! An office's first word, for whoever only looks: nothing is noted of the answer, and nothing
//! depends on it.
use super::greeting::{GREETING_PATIENCE, ask_hello};
use super::way::{find_pin_at, open_client};
use counter_backoffice::{Greeting, OfficeError, TransportError};
use counter_centre::CentreFile;

/// At this address, held to what the file says of the line there.
///
/// # Errors
/// Outside: no way there could be opened, so nobody was asked. Inside: what came of asking.
pub async fn ask_office(
    address: &str,
    file: Option<&CentreFile>,
) -> Result<Result<Greeting, OfficeError>, TransportError> {
    let client = open_client(address, find_pin_at(file, address).as_ref())?;
    let answer = tokio::time::timeout(GREETING_PATIENCE, ask_hello(&client)).await;
    Ok(answer.unwrap_or(Err(OfficeError::TimedOut)))
}
