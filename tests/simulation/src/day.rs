//! One day from its seed, to the end of all delivery.
use crate::invariants;
use crate::plan::{EVENING, MINUTE};
use crate::sync::lock;
use crate::totals::Totals;
use crate::world::World;
use counter_core::outbox::Step;
use counter_desk::courier::{self, Post, Round};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Far more than a bad day takes. Who never rests hammers the office.
const MOST_STEPS: u32 = 6_000;

pub struct DayReport {
    pub hash: String,
    pub trace: Vec<String>,
    pub broken: Option<String>,
    pub sum: Totals,
}

pub fn play_day(seed: u64) -> DayReport {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let world = World::new(seed);
    let lived = runtime.block_on(live_through(&world));
    if let Err(what) = lived.and_then(|()| invariants::check_all(&world)) {
        world.break_with(what);
    }
    let broken = lock(&world.broken).clone();
    world.log(format!("the end: {broken:?}"));
    let mut sum = lock(&world.sum).clone();
    (sum.days, sum.cases) = (1, world.cases.len() as u64);
    let trace = lock(&world.trace);
    DayReport { hash: trace.hash(), trace: trace.lines.clone(), broken, sum }
}

async fn live_through(world: &Arc<World>) -> Result<(), String> {
    let mut round = Round::default();
    for _ in 0..MOST_STEPS {
        if lock(&world.broken).is_some() {
            return Ok(());
        }
        if world.is_crashed() {
            world.restart_program();
            round = Round::default();
        }
        for case in world.do_due_work() {
            // As the window does: only when the lamp is green.
            if world.lamp.load(Ordering::Relaxed) && !world.is_crashed() {
                let _ = world.until_crash(courier::first(&**world, &case)).await;
            }
        }
        if world.is_crashed() {
            continue;
        }
        world.deliver_late().await;
        match world.until_crash(courier::step(&**world, &mut round)).await {
            None => {}
            Some(Ok(Step::Nothing)) if !world.jump_to_next(None) => return Ok(()),
            Some(Ok(Step::Nothing)) => {}
            Some(Ok(Step::Wait { until_ms })) => drop(world.jump_to_next(Some(until_ms))),
            Some(Ok(_)) => {}
            Some(Err(_)) => world.advance(5_000),
        }
        if world.elapsed_ms() > EVENING + 3 * 60 * MINUTE {
            let waiting = world.store(|s| s.outbox_open()).unwrap_or_default();
            return Err(format!("never delivered: {waiting:?}"));
        }
    }
    Err("no rest".to_owned())
}
