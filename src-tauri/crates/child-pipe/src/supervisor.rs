//! A child that is started when it is first needed, ended when it takes too long, and started again
//! at the next call. A call that was under way fails; none is repeated by itself.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::timeout;

use crate::error::PipeError;
use crate::frame::Frame;
use crate::link::{Call, Link};
use crate::program::Program;

pub struct Supervisor {
    program: Program,
    link: Mutex<Option<Arc<Link>>>,
    spare: Option<Arc<Spare>>,
}

/// A child that was started ahead, for the supervisor that needs one next: nobody waits for what it
/// loads.
pub struct Spare {
    program: Program,
    link: Mutex<Option<Link>>,
}

impl Spare {
    /// Starts nothing yet.
    pub fn new(program: Program) -> Self {
        Self { program, link: Mutex::new(None) }
    }

    /// Starts one where none waits.
    pub fn prepare_child(&self) {
        let mut waiting = lock(&self.link);
        if waiting.as_ref().is_none_or(|link| !link.is_alive()) {
            *waiting = Link::start(&self.program).ok();
        }
    }

    fn take_child(&self) -> Option<Link> {
        lock(&self.link).take().filter(Link::is_alive)
    }
}

impl Supervisor {
    /// Starts nothing yet: the first call does.
    pub fn new(program: Program) -> Self {
        Self { program, link: Mutex::new(None), spare: None }
    }

    /// One that takes its children from this spare where one waits there.
    pub fn with_spare(spare: Arc<Spare>) -> Self {
        Self { program: spare.program.clone(), link: Mutex::new(None), spare: Some(spare) }
    }

    /// Whether the child runs. One that was never called does not.
    pub fn is_running(&self) -> bool {
        self.lock().as_ref().is_some_and(|link| link.is_alive())
    }

    /// The running child's process number.
    pub fn process_id(&self) -> Option<u32> {
        self.lock().as_ref().filter(|link| link.is_alive())?.process_id()
    }

    /// Starts a call of as many answers as it takes, beside others that are under way.
    pub fn start_call(&self, header: Vec<u8>, body: Arc<Vec<u8>>) -> Result<Call, PipeError> {
        self.connect()?.start_call(header, body)
    }

    /// One request, one answer. The child is ended when that takes longer than `limit`, and when
    /// the caller gives up: nobody wants what it is still at.
    pub async fn call_within(
        &self,
        limit: Duration,
        header: Vec<u8>,
        body: Arc<Vec<u8>>,
    ) -> Result<Frame, PipeError> {
        let link = self.connect()?;
        let mut call = link.start_call(header, body)?;
        let mut overrun = Overrun { link: &link, answered: false };
        let outcome = timeout(limit, call.next_answer()).await.unwrap_or(Err(PipeError::TimedOut));
        overrun.answered = outcome.is_ok();
        outcome
    }

    /// Ends the child, if it runs; the next call has another.
    pub fn end_child(&self) {
        if let Some(link) = self.lock().take() {
            link.kill_child();
        }
    }

    /// Lets the child come to its own end, if it runs; the next call has another.
    pub fn renew_child(&self) {
        self.lock().take();
    }

    fn connect(&self) -> Result<Arc<Link>, PipeError> {
        let mut slot = self.lock();
        if let Some(link) = slot.as_ref().filter(|link| link.is_alive()) {
            return Ok(Arc::clone(link));
        }
        let link = match self.spare.as_ref().and_then(|spare| spare.take_child()) {
            Some(link) => link,
            None => Link::start(&self.program)?,
        };
        Ok(Arc::clone(slot.insert(Arc::new(link))))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Link>>> {
        lock(&self.link)
    }
}

fn lock<T>(link: &Mutex<Option<T>>) -> MutexGuard<'_, Option<T>> {
    link.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Dropped before the answer came, it ends the child.
struct Overrun<'a> {
    link: &'a Link,
    answered: bool,
}

impl Drop for Overrun<'_> {
    fn drop(&mut self) {
        if !self.answered {
            self.link.kill_child();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Limits;
    use crate::link::ANSWERS_AHEAD;

    const LIMITS: Limits = Limits { header: 100, body: 100 };
    const PATIENCE: Duration = Duration::from_secs(20);

    fn supervisor(exe: &str) -> Supervisor {
        Supervisor::new(Program::new(exe.into(), LIMITS))
    }

    fn body(text: &str) -> Arc<Vec<u8>> {
        Arc::new(text.as_bytes().to_vec())
    }

    /// `cat` gives each frame back as it came.
    async fn echo(supervisor: &Supervisor, text: &str) -> Result<Vec<u8>, PipeError> {
        let answer = supervisor.call_within(PATIENCE, b"{}".to_vec(), body(text)).await;
        answer.map(|frame| frame.body)
    }

    #[tokio::test]
    async fn it_is_started_by_the_first_call_and_kept_for_the_next() {
        let cat = supervisor("/bin/cat");
        assert!(!cat.is_running());
        assert_eq!(echo(&cat, "one").await.as_deref(), Ok(b"one".as_slice()));
        let first = cat.process_id();
        assert_eq!(echo(&cat, "two").await.as_deref(), Ok(b"two".as_slice()));
        assert!(first.is_some() && cat.process_id() == first);
    }

    #[tokio::test]
    async fn each_answer_finds_its_call() {
        let cat = supervisor("/bin/cat");
        let mut first = cat.start_call(Vec::new(), body("first")).unwrap();
        let mut second = cat.start_call(Vec::new(), body("second")).unwrap();
        assert_eq!(second.next_answer().await.unwrap().body, b"second");
        first.send_message(Vec::new(), body("more")).unwrap();
        assert_eq!(first.next_answer().await.unwrap().body, b"first");
        assert_eq!(first.next_answer().await.unwrap().body, b"more");
    }

    /// `sort` says nothing before its input ends.
    #[tokio::test]
    async fn one_that_overruns_is_ended_and_the_next_call_has_another() {
        let sort = supervisor("/usr/bin/sort");
        let _first_call = sort.start_call(Vec::new(), body("first")).unwrap();
        let first = sort.process_id();
        let outcome = sort.call_within(Duration::from_millis(20), Vec::new(), body("second")).await;
        assert_eq!((outcome.err(), sort.is_running()), (Some(PipeError::TimedOut), false));
        let _next_call = sort.start_call(Vec::new(), body("third")).unwrap();
        assert!(first.is_some() && sort.is_running() && sort.process_id() != first);
    }

    #[tokio::test]
    async fn a_call_given_up_ends_it_too() {
        let sort = supervisor("/usr/bin/sort");
        let call = sort.call_within(PATIENCE, Vec::new(), body("x"));
        assert!(timeout(Duration::from_millis(20), call).await.is_err());
        assert!(!sort.is_running());
    }

    #[tokio::test]
    async fn one_that_is_ended_by_hand_is_replaced_by_the_next_call() {
        let cat = supervisor("/bin/cat");
        echo(&cat, "one").await.unwrap();
        let first = cat.process_id();
        cat.end_child();
        assert!(!cat.is_running());
        assert_eq!(echo(&cat, "two").await.as_deref(), Ok(b"two".as_slice()));
        assert!(first.is_some() && cat.process_id() != first);
    }

    async fn signal(process: Option<u32>, name: &str) {
        let process = process.unwrap().to_string();
        let sent = tokio::process::Command::new("kill").args(["-s", name, &process]).status().await;
        assert!(sent.unwrap().success());
    }

    #[tokio::test]
    async fn the_signal_that_ends_it_is_told_and_an_end_from_here_is_not() {
        let (sender, mut told) = tokio::sync::mpsc::unbounded_channel();
        let listener = Arc::new(move |signal: i32| {
            let _ = sender.send(signal);
        });
        let program = Program::new("/bin/cat".into(), LIMITS).with_end_listener(listener);
        let cat = Supervisor::new(program);
        for (name, number) in [("SEGV", 11), ("KILL", 9)] {
            echo(&cat, "one").await.unwrap();
            signal(cat.process_id(), name).await;
            assert_eq!(timeout(PATIENCE, told.recv()).await, Ok(Some(number)), "{name}");
            echo(&cat, "two").await.unwrap();
            cat.end_child();
        }
        // Had those ends been told they would have come first.
        echo(&cat, "three").await.unwrap();
        signal(cat.process_id(), "TERM").await;
        assert_eq!(timeout(PATIENCE, told.recv()).await, Ok(Some(15)));
    }

    /// The call that it was at learns of its end first.
    #[tokio::test]
    async fn the_signal_that_ends_it_during_a_call_is_told_too() {
        let (sender, mut told) = tokio::sync::mpsc::unbounded_channel();
        let listener = Arc::new(move |signal: i32| {
            let _ = sender.send(signal);
        });
        // It reads to the end before it answers.
        let program = Program::new("/usr/bin/sort".into(), LIMITS).with_end_listener(listener);
        let sort = Supervisor::new(program);
        let _first_call = sort.start_call(Vec::new(), body("first")).unwrap();
        let process = sort.process_id();
        let call = sort.call_within(PATIENCE, Vec::new(), body("second"));
        let (outcome, ()) = tokio::join!(call, signal(process, "SEGV"));
        assert_eq!(outcome.err(), Some(PipeError::Ended));
        assert_eq!(timeout(PATIENCE, told.recv()).await, Ok(Some(11)));
    }

    #[tokio::test]
    async fn what_is_too_long_is_not_sent_and_costs_no_child() {
        let cat = supervisor("/bin/cat");
        echo(&cat, "one").await.unwrap();
        let first = cat.process_id();
        let long = "x".repeat(LIMITS.body as usize + 1);
        assert_eq!(echo(&cat, &long).await, Err(PipeError::TooLong));
        assert_eq!(echo(&cat, "two").await.as_deref(), Ok(b"two".as_slice()));
        assert_eq!(cat.process_id(), first);
    }

    #[tokio::test]
    async fn one_that_is_renewed_ends_by_itself_and_the_next_was_started_ahead() {
        let spare = Arc::new(Spare::new(Program::new("/bin/cat".into(), LIMITS)));
        let cat = Supervisor::with_spare(Arc::clone(&spare));
        assert_eq!(echo(&cat, "one").await.as_deref(), Ok(b"one".as_slice()));
        let first = cat.process_id();
        spare.prepare_child();
        let waiting = lock(&spare.link).as_ref().and_then(Link::process_id);
        spare.prepare_child();
        assert_eq!(lock(&spare.link).as_ref().and_then(Link::process_id), waiting, "one is enough");
        cat.renew_child();
        assert_eq!(echo(&cat, "two").await.as_deref(), Ok(b"two".as_slice()));
        assert!(waiting.is_some() && cat.process_id() == waiting && waiting != first);
        assert!(lock(&spare.link).is_none());
        let place = format!("/proc/{}", first.unwrap());
        let gone = async {
            while std::path::Path::new(&place).exists() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        assert!(timeout(PATIENCE, gone).await.is_ok(), "its input was closed");
    }

    #[tokio::test]
    async fn a_spare_that_died_waiting_is_not_handed_out() {
        let spare = Arc::new(Spare::new(Program::new("/bin/cat".into(), LIMITS)));
        spare.prepare_child();
        let dead = lock(&spare.link).as_ref().and_then(Link::process_id);
        signal(dead, "KILL").await;
        let is_alive = || lock(&spare.link).as_ref().is_some_and(Link::is_alive);
        let gone = async {
            while is_alive() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        assert!(timeout(PATIENCE, gone).await.is_ok());
        let cat = Supervisor::with_spare(spare);
        assert_eq!(echo(&cat, "one").await.as_deref(), Ok(b"one".as_slice()));
        assert!(dead.is_some() && cat.process_id() != dead);
    }

    /// What cargo tells a test is a variable that a child would inherit.
    #[tokio::test]
    async fn it_has_its_arguments_and_no_variable_of_ours() {
        let script = "test -z \"$CARGO_MANIFEST_DIR\" && exec /bin/cat";
        let words = ["-c", script].map(std::ffi::OsString::from).to_vec();
        let heir = Program::new("/bin/sh".into(), LIMITS).with_arguments(words);
        let bare = Supervisor::new(heir.clone().without_environment());
        assert_eq!(echo(&bare, "one").await.as_deref(), Ok(b"one".as_slice()));
        assert_eq!(echo(&Supervisor::new(heir), "one").await, Err(PipeError::Ended));
    }

    #[tokio::test]
    async fn one_that_is_not_there_or_ends_at_once_is_told_apart() {
        assert_eq!(echo(&supervisor("/nowhere/program"), "x").await, Err(PipeError::NotStarted));
        assert_eq!(echo(&supervisor("/bin/true"), "x").await, Err(PipeError::Ended));
    }

    /// `env` begins with the environment, and no greeting does.
    #[tokio::test]
    async fn one_that_greets_otherwise_is_of_another_version_and_is_not_read() {
        let text = vec![("COUNTER_TEXT".to_owned(), "x".repeat(100))];
        let program = Program::new("/usr/bin/env".into(), LIMITS).with_environment(text);
        let env = Supervisor::new(program);
        for _ in 0..2 {
            assert_eq!(echo(&env, "x").await, Err(PipeError::OtherVersion));
            assert!(!env.is_running(), "the next call looks once more");
        }
    }

    #[tokio::test]
    async fn one_that_sends_more_than_may_wait_is_ended() {
        let cat = supervisor("/bin/cat");
        let mut call = cat.start_call(Vec::new(), body("x")).unwrap();
        for _ in 0..ANSWERS_AHEAD {
            call.send_message(Vec::new(), body("x")).unwrap();
        }
        while cat.is_running() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // What waited when it ended is still there; then the call fails.
        for _ in 0..ANSWERS_AHEAD {
            assert!(call.next_answer().await.is_ok());
        }
        assert_eq!(call.next_answer().await.err(), Some(PipeError::Ended));
    }
}
