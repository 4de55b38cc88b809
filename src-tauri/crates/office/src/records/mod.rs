//! The office's records: a file of SQLite, or a database of PostgreSQL. Those who ask write one SQL
//! text for both, with the placeholders ?1, ?2 …; what differs between the two is in this folder.
//!
//! Invariant: the office's answer is committed before it is given, on whichever database; several
//! statements that count together run in `Records::begin_change`, one at a time per case across
//! processes. No connection, no answer: 503, never a guess.

mod db;
mod people_index;
mod pool;
mod postgres;
mod postgres_address;
mod receipt_index;
mod schema;
mod server_runtime;
mod sql_types;
mod sqlite;
mod store;
#[cfg(test)]
mod tests;
mod value;

pub use db::Db;
pub use people_index::{hash_person, insert_people};
pub use receipt_index::insert_receipt_code;
pub use schema::{read_lockout_key, read_office_key};
pub use server_runtime::ServerRuntime;
pub use sqlite::{Key, connect_file};
pub use store::Records;
pub(crate) use value::values;
pub use value::{Row, Value};
