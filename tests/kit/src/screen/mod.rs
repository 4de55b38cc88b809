//! A screen of a story's own and what is on it: desktop, driver, window and keys.

mod axe;
mod citizen;
pub mod desktop;
pub mod driver;
pub mod keys;
mod layout;
pub mod window;
