//! Printed papers as data for the typesetter.
pub mod blank;
pub mod day_sheet;
pub mod letters;
pub mod notices;
