//! The SQLCipher database: its tables, its versions, and the copy that is made before an upgrade.

pub mod migrations;
pub mod open;
pub mod rows;
pub mod tables;
pub mod upgrade_copy;
