//! The office's records: a file of SQLite, or a database of PostgreSQL. Those who ask write one SQL
//! text for both, with the placeholders ?1, ?2 …; what differs between the two is in this folder.

mod db;
mod pool;
mod postgres;
mod postgres_address;
mod schema;
mod server_runtime;
mod sql_types;
mod sqlite;
mod store;
#[cfg(test)]
mod tests;
mod value;

pub use db::Db;
pub use server_runtime::ServerRuntime;
pub use sqlite::{Key, connect_file};
pub use store::Records;
pub(crate) use value::values;
pub use value::{Row, Value};
