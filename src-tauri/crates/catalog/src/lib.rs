//! The catalogue of items: reading a pack, checking it, finding an item in it.
//! Not the rules that turn answers into a checklist (counter-core), and never the network.

mod cases;
mod error;
mod lint;
mod mutate;
mod pack;
mod scenario;
mod search;

pub use cases::{CaseFailure, ChecklistCase, failures};
pub use error::CatalogError;
pub use lint::{Lint, LintCode, lint};
pub use mutate::{Change, Mutations, Survivor, mutations};
pub use pack::Pack;
pub use scenario::{Brought, By, Condition, Rule, Scenario, Scenarios, Somebody};
pub use search::{Hit, Search, Why};
