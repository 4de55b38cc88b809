//! The example pack as it is carried: its content, its checks, and finding things in it.

mod content;
mod faults;
mod finding;
mod loading;
mod mutating;
mod scenarios;
