//! Who may use whom, among the crates and among the folders of each; and what may stand where.

mod crates;
mod documents;
mod folders;
mod installer;
mod invariants;
mod orders;
mod planted;
mod practice;
