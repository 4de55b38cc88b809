//! What a shell holds: the workplace, the way of a command, the bytes of pages, the loops.
pub mod background;
mod consent;
pub mod dispatch;
mod lock_signals;
mod open_desk;
pub mod pages;
pub mod workplace;
