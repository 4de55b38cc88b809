//! One day from its seed, to the end of all delivery.
use crate::invariants;
use crate::plan::{EVENING, MINUTE};
use crate::world::{World, hold};
use counter_core::outbox::Step;
use counter_desk::courier::{self, Post, Round};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Far more than a bad day takes. Who never rests hammers the office.
const MOST_STEPS: u32 = 6_000;

#[derive(Default, Clone)]
pub struct Sum {
    pub days: u64,
    pub cases: u64,
    pub requests: u64,
    pub faults: u64,
    pub crashes: u64,
    pub restores: u64,
    pub parked: u64,
}

impl Sum {
    pub fn request(&mut self, fault: bool) {
        self.requests += 1;
        self.faults += u64::from(fault);
    }

    pub fn add(&mut self, other: &Sum) {
        self.days += other.days;
        self.cases += other.cases;
        self.requests += other.requests;
        self.faults += other.faults;
        self.crashes += other.crashes;
        self.restores += other.restores;
        self.parked += other.parked;
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sum { days, cases, requests, faults, crashes, restores, parked } = self;
        write!(
            f,
            "{days} days, each played twice: {cases} cases, {requests} requests, {faults} of them hit by a fault, \
             {crashes} ends of the program, {restores} old disks, {parked} cases set aside"
        )
    }
}

pub struct Told {
    pub hash: String,
    pub trace: Vec<String>,
    pub broken: Option<String>,
    pub sum: Sum,
}

pub fn play(seed: u64) -> Told {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let world = World::new(seed);
    let lived = runtime.block_on(live(&world));
    if let Err(what) = lived.and_then(|()| invariants::hold_all(&world)) {
        world.break_with(what);
    }
    let broken = hold(&world.broken).clone();
    world.say(format!("the end: {broken:?}"));
    let mut sum = hold(&world.sum).clone();
    (sum.days, sum.cases) = (1, world.cases.len() as u64);
    let trace = hold(&world.trace);
    Told { hash: trace.hash(), trace: trace.lines.clone(), broken, sum }
}

async fn live(world: &Arc<World>) -> Result<(), String> {
    let mut round = Round::default();
    for _ in 0..MOST_STEPS {
        if hold(&world.broken).is_some() {
            return Ok(());
        }
        if world.is_crashed() {
            world.rise();
            round = Round::default();
        }
        for case in world.work() {
            // As the window does: only when the lamp is green.
            if world.lamp.load(Ordering::Relaxed) && !world.is_crashed() {
                let _ = world.guard(courier::first(&**world, &case)).await;
            }
        }
        if world.is_crashed() {
            continue;
        }
        world.deliver_late().await;
        match world.guard(courier::step(&**world, &mut round)).await {
            None => {}
            Some(Ok(Step::Nothing)) if !world.jump(None) => return Ok(()),
            Some(Ok(Step::Nothing)) => {}
            Some(Ok(Step::Wait { until_ms })) => drop(world.jump(Some(until_ms))),
            Some(Ok(_)) => {}
            Some(Err(_)) => world.advance(5_000),
        }
        if world.now() > EVENING + 3 * 60 * MINUTE {
            let left = world.store(|s| s.outbox_open()).unwrap_or_default();
            return Err(format!("never delivered: {left:?}"));
        }
    }
    Err("no rest".to_owned())
}
