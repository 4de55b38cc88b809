//! The rules of the counter: what a case is, which papers it needs, when it is due, who may do what.
//! Not here: any input or output, any clock, any source of chance. Time and randomness come in as arguments.

pub mod calendar;
pub mod case;
pub mod casework;
pub mod certificate;
pub mod clock;
pub mod codes;
pub mod date;
pub mod daysheet;
pub mod fact;
pub mod form;
pub mod hold;
pub mod idnum;
pub mod item;
pub mod keep;
pub mod outbox;
#[doc(hidden)]
pub mod planted;
pub mod state;
pub mod text;
pub mod turn;
pub mod wall;
