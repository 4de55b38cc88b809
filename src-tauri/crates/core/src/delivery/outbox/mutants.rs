//! The mutants of the outbox's rules.

crate::declare_mutants! {
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
    EventFirst,
    ParkedBlocks,
    ReplacedBlocks,
    StopIgnored,
}
