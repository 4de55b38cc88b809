//! What a shell holds: the workplace, the way of a command, the bytes of pages, the loops, and
//! what is wrong with the computer.
pub mod background;
pub mod check;
mod colleague;
mod consent;
pub mod dispatch;
mod lock_signals;
mod open_desk;
pub mod pages;
pub mod workplace;
