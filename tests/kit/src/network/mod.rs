//! Lines between the program and the office: one with weather, one with a meter.

pub mod meter;
pub mod relay;
mod storm;
