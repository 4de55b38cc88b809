//! The tables, one file each: how it is created and the few statements that touch it. No table
//! decides anything.

pub(crate) mod audit;
pub(crate) mod case_keys;
pub(crate) mod document_numbers;
pub(crate) mod entries;
pub(crate) mod heads;
pub(crate) mod numbers;
pub(crate) mod older_cases;
pub(crate) mod outbox;
pub(crate) mod pages;
pub(crate) mod series;
pub(crate) mod settings;
