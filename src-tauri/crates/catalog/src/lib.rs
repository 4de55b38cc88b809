//! The catalogue of items: reading a pack, checking it, finding an item in it.
//! Not the rules that turn answers into a checklist (counter-core), and never the network.
//!
//! The folders stand in one order: `error pack search authoring import scenario`. Each may use
//! those before it.

mod authoring;
mod error;
pub mod import;
mod pack;
mod scenario;
mod search;

pub use authoring::cases::{CaseFailure, ChecklistCase, find_failures};
pub use authoring::diff::{Difference, Group, ItemChange, Named, Paper, compare_packs};
pub use authoring::generate::generate_pack;
pub use authoring::lint::{Lint, LintCode, lint_source};
pub use authoring::mutate::{Change, Mutations, Survivor, try_mutations};
pub use error::{CatalogError, PROGRAM};
pub use pack::{Brief, Key, LARGEST, LONGEST_FILE, Pack, Source, Template, Trust, is_newer};
pub use scenario::{Brought, By, Condition, Rule, Scenario, Scenarios, Sequel, Somebody};
pub use search::{Hit, Hits, Search, Why};
