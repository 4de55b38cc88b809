//! What the tests share: a screen with bus and keyring of its own, the window as a clerk has it, the office and the line as
//! seen from outside. Each story has its own screen, session bus, keyring, home folder and program, so stories do not meet.

mod fault;
pub mod network;
pub mod office;
pub mod place;
pub mod process;
pub mod screen;
mod story;
mod traces;
pub mod wait;

pub use fault::{Fault, Told};
pub use place::{demo_folder, program};
pub use screen::desktop::Keyring;
pub use screen::keys::Pressed;
pub use screen::window::Window;
pub use story::{Beside, Story, play};
pub use traces::traces;
pub use wait::until;
