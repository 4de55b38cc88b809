//! What the screens show, made of what the folders before this one know. Reads; never writes.
pub mod case;
pub mod catalog_news;
pub mod day_sheet;
pub mod decision;
pub mod item;
pub mod notices;
pub mod outbox;
pub mod status;
