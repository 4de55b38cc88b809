//! The catalogue of items: reading a pack, checking it, finding an item in it.
//! Not the rules that turn answers into a checklist (counter-core), and never the network.
//!
//! The folders stand in one order: `error pack search authoring import scenario`. Each may use those before it.

mod authoring;
mod error;
pub mod import;
mod pack;
mod scenario;
mod search;

pub use authoring::cases::{CaseFailure, ChecklistCase, failures};
pub use authoring::diff::{Difference, Group, ItemChange, Named, Paper, diff};
pub use authoring::generate::generate;
pub use authoring::lint::{Lint, LintCode, lint};
pub use authoring::mutate::{Change, Mutations, Survivor, mutations};
pub use error::CatalogError;
pub use pack::{Brief, Key, LARGEST, LONGEST_FILE, Pack, Source, Trust, newer};
pub use scenario::{Brought, By, Condition, Rule, Scenario, Scenarios, Somebody};
pub use search::{Hit, Search, Why};
