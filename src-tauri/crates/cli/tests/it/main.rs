//! `counter` from outside, as a technician or a script calls it.
mod command;
mod drilling;
mod thief;
mod verifying;
