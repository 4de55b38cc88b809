//! Why a story could not go on: names the step, so that the report can be read without the code.

use fantoccini::error::{CmdError, NewSessionError};

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{0} did not start: {1}")]
    NotStarted(&'static str, std::io::Error),
    #[error("the window could not be opened: {0}")]
    NoWindow(#[from] NewSessionError),
    #[error("the window refused {what}: {cause}")]
    Window { what: String, cause: CmdError },
    #[error("waited in vain for {0}")]
    InVain(String),
    #[error("unknown key {0}")]
    UnknownKey(String),
    #[error("{0}")]
    Wrong(String),
    #[error(transparent)]
    Files(#[from] std::io::Error),
}

pub type TestResult<T = ()> = Result<T, Fault>;

impl Fault {
    /// What was seen is not what the story says.
    pub fn wrong(what: impl Into<String>) -> Self {
        Fault::Wrong(what.into())
    }

    pub fn window(action: impl Into<String>) -> impl FnOnce(CmdError) -> Self {
        let action = action.into();
        move |cause| Fault::Window { what: action, cause }
    }
}
