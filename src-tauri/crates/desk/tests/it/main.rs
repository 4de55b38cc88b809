//! The desk from outside, as a shell calls it: with the real office, reader, worker and store, and without a window.
mod access;
mod bad_input;
mod citizen;
mod contract_types;
mod counter;
mod delivery;
mod holding;
mod keeping;
mod locking;
mod main_story;
mod oddities;
mod practice;
mod revisions;
mod scenarios;
mod supervising;
mod trial_office;
mod turns;
