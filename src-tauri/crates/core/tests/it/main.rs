//! The rules against small models of themselves, by long random walks from a fixed seed.
mod case_machine;
mod conditions;
mod outbox_machine;
mod outbox_model;
mod walk;
