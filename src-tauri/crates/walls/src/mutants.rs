//! Walls that a test leaves out, to see that they are what stops an attack.

counter_core::declare_mutants! {
    /// None is built.
    WallsLeftOut,
    /// Only Landlock stands.
    CallsLeftOpen,
    /// Only the limits stand.
    LimitsAlone,
    /// Two seconds of the processor instead of an hour.
    ShortHour,
    MemoryWithoutEnd,
}
