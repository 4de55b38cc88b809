//! Frames of the pipe to a child, and what is said in them.

use counter_devices::{Answer, Call};
use counter_documents::wire::{self, Reply, Request};
use serde::de::DeserializeOwned;

/// All that comes until the pipe is closed, by both sides of both programs.
pub fn read_frames(bytes: &[u8]) {
    let mut from = bytes;
    while let Ok(Some(frame)) = wire::LIMITS.read_frame(&mut from) {
        parse::<Request>(&frame.header);
        parse::<Reply>(&frame.header);
    }
    let mut from = bytes;
    while let Ok(Some(frame)) = counter_devices::LIMITS.read_frame(&mut from) {
        parse::<Call>(&frame.header);
        parse::<Answer>(&frame.header);
    }
    // A side that greets as another version is not read further.
    let _ = wire::LIMITS.greet_parent(&mut &bytes[..], &mut Vec::<u8>::new());
}

fn parse<T: DeserializeOwned>(header: &[u8]) {
    let _ = serde_json::from_slice::<T>(header);
}
