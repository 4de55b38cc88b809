//! The keys that a clerk presses for each item that can be filed, told once: a script of steps,
//! each with its keys out of the window's own tables. The desk's tests play it with the commands
//! that the keys call, the stories with the keys themselves; both count. It knows neither desk nor
//! window.

mod count;
mod effort;
mod read;
mod report;
mod script;
mod situation;
mod step;
mod table;

pub use count::Count;
pub use effort::estimate_effort;
pub use report::{Row, write_table};
pub use script::{Script, lay_cards, read_scripts};
pub use step::{Choice, Filling, Move, Press, Step};
