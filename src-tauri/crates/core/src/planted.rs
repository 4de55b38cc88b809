//! Mistakes that a test plants to see that it would be caught. The rules ask here whether one is planted; in a release build
//! the answer is a constant, so that neither the question nor the mistake is in the program.

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
    PLANTED.get() == Some(mistake)
}

#[cfg(not(debug_assertions))]
pub const fn is(_: Mistake) -> bool {
    false
}
