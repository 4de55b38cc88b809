//! The reference office over real loopback HTTP, asked by the real client. Every request of every test passes the
//! `watched` transport, which compares the answer with the published contract.

mod access;
mod catalogue;
mod contract;
mod filing;
mod migration;
mod refusals;
mod returns;
mod review;
mod revisions;
mod story;
mod support;
mod turns;
mod uploads;
mod watched;
