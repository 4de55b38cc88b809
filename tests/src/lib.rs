//! Stories played in the real window: what a clerk presses and sees, nothing of what lies behind it.
//! Each story has its own screen, session bus, keyring, home folder and program, so stories do not meet.

pub mod archive;
mod axe;
pub mod bench;
pub mod carry;
mod child;
pub mod contract;
pub mod crash;
mod desktop;
mod driver;
mod fault;
pub mod fleet;
mod keys;
#[cfg(test)]
mod layers;
mod meter;
pub mod peer;
mod place;
pub mod relay;
mod storm;
mod story;
mod traces;
mod wait;
mod window;
mod wire;

pub mod stories;

pub use desktop::Keyring;
pub use fault::{Fault, Told};
pub use keys::Pressed;
pub use place::{demo_folder, program};
pub use story::{Beside, Story, play};
pub use traces::traces;
pub use wait::until;
pub use window::Window;
