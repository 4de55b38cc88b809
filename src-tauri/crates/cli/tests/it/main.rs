//! `counter` from outside, as a technician or a script calls it.
// The office's own tests use more of it.
#[allow(dead_code)]
#[path = "../../../office/tests/it/cluster.rs"]
mod cluster;
mod command;
mod drilling;
mod due;
mod enrolling;
mod judging;
mod office;
mod publishing;
mod thief;
mod verifying;
