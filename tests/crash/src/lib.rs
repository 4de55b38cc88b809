//! Crash states: what a program changes on its disk is recorded, the disk after a power cut at each
//! moment is built again, and each such disk is opened by the program. What the clerk had been told
//! must be there; the rest must be whole or absent.

mod content;
mod disk;
mod log;
mod plant;
mod record;
mod reopen;
mod round;
mod states;

pub use disk::Disk;
pub use log::{Change, Step};
pub use plant::{BUGS, Bug, plant_bug};
pub use record::{Recorded, Session};
pub use reopen::{Judge, Seen, check_report};
pub use round::{Verdicts, judge_states};
pub use states::{KINDS, Kind, State, each_state};
