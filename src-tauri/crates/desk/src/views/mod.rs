//! What the screens show, made of what the folders before this one know. Reads; never writes.
pub mod amendment;
pub mod case;
pub mod catalog_news;
pub mod clock;
pub mod day_sheet;
pub mod decision;
pub mod form;
pub mod item;
pub mod lists;
pub mod materials;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod practice;
pub mod readiness;
pub mod signing;
pub mod status;
