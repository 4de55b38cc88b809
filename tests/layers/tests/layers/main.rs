//! Who may use whom, among the crates and among the folders of each.

mod crates;
