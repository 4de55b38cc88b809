//! The catalogue of items: reading a pack, checking it, finding an item in it.
//! Not the rules that turn answers into a checklist (counter-core), and never the network.

mod cases;
mod diff;
mod error;
mod generate;
pub mod import;
mod lint;
mod mutate;
mod pack;
mod scenario;
mod search;
mod situations;

pub use cases::{CaseFailure, ChecklistCase, failures};
pub use diff::{Difference, Group, ItemChange, Named, Paper, diff};
pub use error::CatalogError;
pub use generate::generate;
pub use lint::{Lint, LintCode, lint};
pub use mutate::{Change, Mutations, Survivor, mutations};
pub use pack::{Brief, Key, LARGEST, LONGEST_FILE, Pack, Source, Trust, newer};
pub use scenario::{Brought, By, Condition, Rule, Scenario, Scenarios, Somebody};
pub use search::{Hit, Search, Why};
