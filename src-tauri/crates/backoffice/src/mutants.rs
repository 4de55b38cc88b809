//! The mutants of our side of the contract.

counter_core::declare_mutants! {
    KeyReused,
}
