//! What goes on where the disk is full. The audit trail and the case on the screen draw upon the
//! reserve; when only its last share is left, that case alone, so that it can be finished.

use super::Store;
use crate::database::open;
use crate::error::StoreError;
use crate::files::reserve::{LAST_SHARE, Reserve};
use crate::files::space::disk_space;

/// With so much room the disk counts as full no more.
const ROOM_AGAIN: u64 = 16 << 20;
/// Tries of a password, where numbers come from: what no step goes on without. A pack is longer.
const SMALL_SETTING: usize = 4096;

/// How much of the reserve a write may take.
#[derive(Clone, Copy)]
pub(super) enum Share {
    Nothing,
    /// All but the last share.
    First,
    Whole,
}

impl Store {
    /// Takes room beforehand; none where there is little anyway.
    pub fn keep_reserve(&mut self) -> Result<(), StoreError> {
        self.reserve = Reserve::keep(&open::beside(&self.path, ".reserve"))?;
        Ok(())
    }

    /// This is the case on the screen.
    pub fn favour_case(&mut self, case: &str) {
        if self.favoured.as_deref() != Some(case) {
            self.favoured = Some(case.to_owned());
        }
    }

    /// Whether what is left is for the case on the screen, and this is another, or none.
    pub fn is_out_of_room(&mut self, case: Option<&str>) -> bool {
        if self.is_out_of_room || self.reserve.is_drawn_upon() {
            self.reserve.fill();
            let folder = self.path.parent().map(disk_space);
            let free = folder.and_then(Result::ok).map_or(0, |space| space.free);
            self.is_out_of_room &= free < ROOM_AGAIN;
        }
        self.is_out_of_room && (case.is_none() || self.favoured.as_deref() != case)
    }

    /// For a paper of the case on the screen that is a file beside the records. Whether there was
    /// something to give.
    pub fn make_room(&mut self, bytes: u64) -> bool {
        self.draw(Share::Whole, bytes)
    }

    pub(super) fn share_of_case(&self, case: &str) -> Share {
        if self.favoured.as_deref() == Some(case) { Share::Whole } else { Share::Nothing }
    }

    pub(super) fn share_of_line(&self, case: Option<&str>) -> Share {
        if case.is_some_and(|case| self.favoured.as_deref() == Some(case)) {
            Share::Whole
        } else {
            Share::First
        }
    }

    pub(super) fn share_of_setting(&self, value: &str) -> Share {
        if value.len() <= SMALL_SETTING { Share::Whole } else { Share::Nothing }
    }

    /// Papers are pages as well; a picture leaves the last share to them.
    pub(super) fn share_of_page(&self, case: &str, media: &str) -> Share {
        match self.share_of_case(case) {
            Share::Whole if media.starts_with("image/") => Share::First,
            share => share,
        }
    }

    /// Writes, and where the disk is full once more with so many bytes from the reserve, as long as
    /// this share of it has some.
    pub(super) fn write_from<T>(
        &mut self,
        share: Share,
        bytes: u64,
        mut write: impl FnMut(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        loop {
            let outcome = write(self);
            let is_full = matches!(outcome, Err(StoreError::DiskFull));
            if !is_full || !self.draw(share, bytes) {
                return outcome;
            }
        }
    }

    fn draw(&mut self, share: Share, bytes: u64) -> bool {
        let floor = match share {
            Share::Nothing => return false,
            Share::First => LAST_SHARE,
            Share::Whole => 0,
        };
        let is_given = self.reserve.give_back(bytes, floor);
        self.is_out_of_room |= !is_given || self.reserve.left() <= LAST_SHARE;
        is_given
    }
}
