//! Walks a machine beside its model, and says where they part.
use proptest::test_runner::{Config, RngSeed, TestRunner};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

/// The same walks every time. A walk that parts is made short only where somebody will read it.
pub fn walk<T: StateMachineTest>(walks: u32, shrinks: u32) -> Result<(), String>
where
    <T::Reference as ReferenceStateMachine>::State: 'static,
    <T::Reference as ReferenceStateMachine>::Transition: 'static,
{
    let config = Config {
        cases: walks,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_122),
        max_shrink_iters: shrinks,
        ..Config::default()
    };
    let mut runner = TestRunner::new(config.clone());
    let walked = runner.run(&T::Reference::sequential_strategy(1..60), |(start, steps, seen)| {
        T::test_sequential(config.clone(), start, steps, seen);
        Ok(())
    });
    walked.map_err(|parted| parted.to_string())
}
