//! What the screens show, made of what is known.
pub mod case;
pub mod decision;
pub mod item;
pub mod notices;
