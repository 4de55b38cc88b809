//! The example pack as it is carried: its content, its checks, and finding things in it.

mod comparing;
mod content;
mod faults;
mod finding;
mod importing;
mod load;
mod loading;
mod mutating;
mod scenarios;
mod schema;
mod signing;
