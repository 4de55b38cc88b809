//! The desk of a loop, as long as it is open.
use crate::desk::Desk;
use std::sync::{Arc, Weak};

pub fn upgrade_open(desk: &Weak<Desk>) -> Option<Arc<Desk>> {
    desk.upgrade().filter(|here| !here.station.is_closed())
}
