//! The emulated reader and its cable, as the wire and the control socket share them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::reader::EmulatedReader;
use super::scenario::Scenario;

pub struct SharedReader {
    state: Mutex<State>,
    changed: Condvar,
}

pub struct State {
    pub reader: EmulatedReader,
    /// What the cable should be.
    plug_in: bool,
    /// What it is.
    plugged: bool,
}

impl SharedReader {
    /// Not plugged in yet, but about to be.
    pub fn new(scenario: Scenario) -> Self {
        let state = State { reader: EmulatedReader::new(scenario), plug_in: true, plugged: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub fn lock_state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Pulls or plugs the cable; returns when that has happened.
    pub fn move_cable(&self, plug_in: bool) {
        let mut state = self.request_cable(plug_in);
        while state.plugged != plug_in {
            state = self.wait_for_change(state);
        }
    }

    /// The same without waiting for it.
    pub fn request_cable(&self, plug_in: bool) -> MutexGuard<'_, State> {
        let mut state = self.lock_state();
        state.plug_in = plug_in;
        self.changed.notify_all();
        state
    }

    pub fn set_plugged(&self, plugged: bool) {
        self.lock_state().plugged = plugged;
        self.changed.notify_all();
    }

    pub fn wait_until_plug_in(&self) {
        let mut state = self.lock_state();
        while !state.plug_in {
            state = self.wait_for_change(state);
        }
    }

    pub fn should_be_plugged(&self) -> bool {
        self.lock_state().plug_in
    }

    fn wait_for_change<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}
