//! The store as its users see it: through its public calls, real files, a real full disk, a real kill and a real keyring.

mod cases;
mod full_disk;
mod keyring;
mod killed;
mod leaks;
mod pages;
mod station;
