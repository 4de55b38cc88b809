//! Why a call brought no answer.

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PipeError {
    #[error("the program could not be started")]
    NotStarted,
    /// Also when it broke the agreement about frames: it is ended then.
    #[error("the program ended while it was at work")]
    Ended,
    /// It was replaced while this one ran, by an update: nothing of what it says is read.
    #[error("the program is of another version than this one")]
    OtherVersion,
    #[error("the program took too long and was ended")]
    TimedOut,
    /// Nothing was sent.
    #[error("the request is longer than a frame may be")]
    TooLong,
}
