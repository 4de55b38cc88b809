//! What belongs to the window and not to one case: first screen, lock, settings, looks, practice,
//! the supervisor, a line that is down, the centre that a station joins, an update at the door.

mod audit_trail;
pub mod bridge;
pub mod catalogue;
pub mod centre;
pub mod consent;
pub mod first_case;
pub mod first_screen;
pub mod first_start;
pub mod idle_lock;
pub mod joining;
pub mod lapse;
pub mod layouts;
pub mod layouts_doors;
pub mod layouts_planted;
pub mod layouts_ways;
pub mod line_down;
pub mod locking;
pub mod look;
pub mod looks;
pub mod marked;
pub mod oddities;
mod overlays;
pub mod practice;
pub mod receipt_codes;
pub mod refiling;
pub mod settings;
pub mod supervising;
pub mod technician;
pub mod updating;
pub mod visits;
pub mod window_profile;
