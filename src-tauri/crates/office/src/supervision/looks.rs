//! Who looked at whose papers: written down before anything is shown.

use uuid::Uuid;

use crate::auth::Person;
use crate::http::ApiError;
use crate::records::values;
use crate::storage::Storage;

/// `subject` says in words what is looked at; ids only, no personal data.
pub fn record_look(
    storage: &Storage,
    case: Uuid,
    person: &Person,
    subject: &str,
) -> Result<(), ApiError> {
    storage.records.get_db()?.execute(
        "INSERT INTO looks (clerk, case_uuid, what, at_ms) VALUES (?1, ?2, ?3, ?4)",
        &values![&person.number, case, subject, storage.now().as_millisecond()],
    )?;
    Ok(())
}
