//! What belongs to the window and not to one case: first screen, lock, settings, looks, practice,
//! the supervisor, a line that is down.

pub mod bridge;
pub mod catalogue;
pub mod first_screen;
pub mod layouts;
pub mod line_down;
pub mod locking;
pub mod looks;
pub mod oddities;
pub mod practice;
pub mod settings;
pub mod supervising;
