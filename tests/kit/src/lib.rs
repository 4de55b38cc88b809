//! What the tests share: a screen with bus and keyring of its own, the window as a clerk has it,
//! the office and the line as seen from outside. Each story has its own screen, session bus,
//! keyring, home folder and program, so stories do not meet.

mod fault;
pub mod network;
pub mod office;
pub mod place;
mod privacy;
pub mod process;
pub mod reader;
pub mod screen;
mod story;
mod traces;
pub mod wait;

pub use fault::{Fault, TestResult};
pub use place::{demo_folder, program_path};
pub use privacy::{dumps_core, find_open};
pub use screen::desktop::Keyring;
pub use screen::keys::Pressed;
pub use screen::window::Window;
pub use story::{Beside, Story, play_story};
pub use traces::find_traces;
pub use wait::wait_until;
