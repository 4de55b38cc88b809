//! Mistakes that a test plants to see that it would be caught: on its own thread, or by name in the environment of a program
//! that it starts. The program asks here whether one is planted; in a release build the answer is a constant, so that
//! neither the question nor the mistake is in it.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    AckReopens,
    SwallowedRefusal,
    ExpiryParks,
    DroppedRetry,
    WaitIgnored,
    WaitUncapped,
    NoJitter,
    ClockBack,
    NumberForgotten,
    NoProbe,
    PagesFirst,
    NewestFirst,
    RevisionsSwapped,
    ParkedBlocks,
    StopIgnored,
    NumberNotLinked,
    AckUnverified,
    AckUnrecorded,
    WrongPiece,
    WholeTooSoon,
    UnknownIsDone,
    KeyReused,
    NumberFromOldDisk,
    RepeatRefused,
    PurgedEarly,
    /// Of the office: an answer that lacks what its contract promises, a door without a lock, a fall over good input.
    ShortAnswer,
    OpenDoor,
    FallsOver,
    /// Of its servers: two offices decide at once, the answer comes before the disk has it, pieces are written over.
    NoLock,
    LazyCommit,
    WritesOver,
}

#[cfg(debug_assertions)]
thread_local! {
    static PLANTED: std::cell::Cell<Option<Mistake>> = const { std::cell::Cell::new(None) };
}

/// On this thread only: tests beside it are not touched.
#[cfg(debug_assertions)]
pub fn with<T>(mistake: Mistake, act: impl FnOnce() -> T) -> T {
    /// Also when a test's assertion ends it.
    struct Pulled;
    impl Drop for Pulled {
        fn drop(&mut self) {
            PLANTED.set(None);
        }
    }
    let _pulled = Pulled;
    PLANTED.set(Some(mistake));
    act()
}

#[cfg(debug_assertions)]
pub fn is(mistake: Mistake) -> bool {
    static NAMED: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    let named = NAMED.get_or_init(|| std::env::var("COUNTER_PLANTED").ok());
    PLANTED.get() == Some(mistake) || named.as_ref().is_some_and(|named| *named == format!("{mistake:?}"))
}

#[cfg(not(debug_assertions))]
pub const fn is(_: Mistake) -> bool {
    false
}
