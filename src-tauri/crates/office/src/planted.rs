//! Mistakes that tests make on purpose, to see that they would be found. Named by the environment, and only in builds for
//! development: in what users get, `is` is a constant `false`.

/// The contract's examiner must find each of these.
pub const SHORT_ANSWER: &str = "office_short_answer";
pub const OPEN_DOOR: &str = "office_open_door";
pub const FALLS_OVER: &str = "office_falls_over";
/// The tests on servers must fail with each of these.
pub const NO_LOCK: &str = "office_no_lock";
pub const LAZY_COMMIT: &str = "office_lazy_commit";
pub const WRITES_OVER: &str = "office_writes_over";

pub fn is(mistake: &str) -> bool {
    cfg!(debug_assertions) && std::env::var("COUNTER_PLANTED").is_ok_and(|planted| planted == mistake)
}
