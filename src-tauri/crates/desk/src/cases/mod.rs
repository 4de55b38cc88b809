//! A case as it is worked: its journal read and written, how far it is, its number, its submission.
//! Not the commands, and not what a screen shows of it.
pub mod case_file;
pub mod clock;
pub mod continuing;
pub mod damage;
pub mod due;
pub mod entrusted;
pub mod event;
pub mod hold;
pub mod journal;
pub mod masking;
pub mod numbering;
pub mod opening;
pub mod proposals;
pub mod receipt;
pub mod sealed_pages;
pub mod signing;
pub mod strokes;
pub mod submission;
pub mod summary;
pub mod summary_upgrade;

use crate::catalog::Catalog;
use crate::station::Station;
use due::DueCount;
use parking_lot::Mutex;
use proposals::{CardRead, EntrustedProposal, PendingReading, Proposal};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub struct Cases {
    pub station: Arc<Station>,
    pub catalog: Arc<Catalog>,
    proposals: Mutex<HashMap<String, Proposal>>,
    entrusted: Mutex<HashMap<String, EntrustedProposal>>,
    pending_readings: Mutex<HashMap<String, PendingReading>>,
    card_read: Mutex<Option<CardRead>>,
    due_count: Mutex<DueCount>,
    /// The mark of the calendar by which the deadlines of the lists were last looked through.
    counted_by: Mutex<String>,
    /// By case.
    damaged: Mutex<HashMap<String, BTreeSet<String>>>,
}

impl Cases {
    pub fn new(station: Arc<Station>, catalog: Arc<Catalog>) -> Cases {
        Cases {
            station,
            catalog,
            proposals: Mutex::default(),
            entrusted: Mutex::default(),
            pending_readings: Mutex::default(),
            card_read: Mutex::default(),
            due_count: Mutex::default(),
            counted_by: Mutex::default(),
            damaged: Mutex::default(),
        }
    }
}
