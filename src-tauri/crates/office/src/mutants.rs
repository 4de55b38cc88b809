//! The mutants of the reference office and of its servers.

counter_core::declare_mutants! {
    ShortAnswer,
    OpenDoor,
    FallsOver,
    NoLock,
    LazyCommit,
    WritesOver,
    RepeatRefused,
}
