//! The mutants of delivery.

counter_core::declare_mutants! {
    NumberNotLinked,
    AckUnverified,
    AckUnrecorded,
    WrongPiece,
    WholeTooSoon,
    UnknownIsDone,
}
