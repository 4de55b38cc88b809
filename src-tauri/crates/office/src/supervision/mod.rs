//! What happens to a case after it was filed: a supervisor's queue, looking at papers and marks,
//! sending back, the words of the deciding office, what a station tells after acceptance, a paper held
//! against the record, and how a case goes on at any window of its station.

mod claims;
mod continuations;
mod departments;
mod events;
mod looks;
mod mark_rows;
mod marks;
mod part;
mod queue;
mod receipt;
mod record;
mod return_rows;
mod returns;
mod review;
mod search;
mod step_rows;
mod step_rules;
mod steps;

pub use claims::{claim_case, end_claim, list_claims};
pub use continuations::list_continuations;
pub use departments::{DepartmentPace, Departments};
pub use events::{complete_event, get_event_status, submit_event};
pub use looks::{ListedLook, list_all_looks, list_looks, record_look};
pub use marks::clear_marks;
pub use part::get_part;
pub use queue::get_queue;
pub use receipt::check_receipt;
pub use record::get_record;
pub use returns::{list_returns, send_back};
pub use review::get_revision;
pub use search::search_cases;
pub use steps::{enter_step, list_steps};
