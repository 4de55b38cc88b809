//! Which program is started, and how.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use tokio::process::{Child, Command};

use crate::error::PipeError;
use crate::frame::Limits;

/// Told the number of the signal that ended the child, where nobody here ended it.
pub type EndListener = Arc<dyn Fn(i32) + Send + Sync>;

#[derive(Clone)]
pub struct Program {
    exe: PathBuf,
    arguments: Vec<OsString>,
    inherits_environment: bool,
    environment: Vec<(String, String)>,
    keep_stderr: bool,
    limits: Limits,
    end_listener: Option<EndListener>,
}

impl Program {
    /// Without arguments, in this process's environment; what it writes to standard error is thrown
    /// away.
    pub fn new(exe: PathBuf, limits: Limits) -> Self {
        Self {
            exe,
            arguments: Vec::new(),
            inherits_environment: true,
            environment: Vec::new(),
            keep_stderr: false,
            limits,
            end_listener: None,
        }
    }

    /// With these arguments.
    pub fn with_arguments(self, arguments: Vec<OsString>) -> Self {
        Self { arguments, ..self }
    }

    /// Without any variable of this process: what a child is not told it cannot tell.
    pub fn without_environment(self) -> Self {
        Self { inherits_environment: false, ..self }
    }

    /// With these variables besides.
    pub fn with_environment(self, environment: Vec<(String, String)>) -> Self {
        Self { environment, ..self }
    }

    /// What it writes to standard error goes where this process's own does.
    pub fn with_stderr(self) -> Self {
        Self { keep_stderr: true, ..self }
    }

    /// Somebody wants to know when a signal ends it: a fault of its own, or the system's.
    pub fn with_end_listener(self, listener: EndListener) -> Self {
        Self { end_listener: Some(listener), ..self }
    }

    pub(crate) fn end_listener(&self) -> Option<EndListener> {
        self.end_listener.clone()
    }

    /// The lengths that both sides keep to.
    pub fn frame_limits(&self) -> Limits {
        self.limits
    }

    pub(crate) fn spawn_child(&self) -> Result<Child, PipeError> {
        let mut command = Command::new(&self.exe);
        if !self.inherits_environment {
            command.env_clear();
        }
        command
            .args(&self.arguments)
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(if self.keep_stderr { Stdio::inherit() } else { Stdio::null() })
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| PipeError::NotStarted)
    }
}
