//! What a try of the devices shows for a moment: the page that was scanned, a test on the citizen's
//! screen. In memory alone.
use crate::station::ids::new_id;
use parking_lot::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub struct TriedPage {
    pub media: String,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
pub struct SetupTries {
    page: Mutex<Option<(String, TriedPage)>>,
    screen: AtomicBool,
    /// The window was opened for the test, and nobody has said yet whether it stays.
    opened: AtomicBool,
}

impl SetupTries {
    /// The answer is its id.
    pub fn put_page(&self, page: TriedPage) -> String {
        let id = new_id();
        *self.page.lock() = Some((id.clone(), page));
        id
    }

    /// Once: then it is gone.
    pub fn take_page(&self, id: &str) -> Option<TriedPage> {
        let mut page = self.page.lock();
        let is_this = page.as_ref().is_some_and(|(known, _)| known == id);
        page.take_if(|_| is_this).map(|(_, page)| page)
    }

    pub fn show_screen(&self) {
        self.screen.store(true, Ordering::SeqCst);
    }

    pub fn is_screen_shown(&self) -> bool {
        self.screen.load(Ordering::SeqCst)
    }

    pub fn note_opened(&self) {
        self.opened.store(true, Ordering::SeqCst);
    }

    pub fn take_opened(&self) -> bool {
        self.opened.swap(false, Ordering::SeqCst)
    }

    /// Whether the citizen's screen showed something of it.
    pub fn end(&self) -> bool {
        self.page.lock().take();
        self.screen.swap(false, Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_handed_out_once_and_to_its_own_id_alone() {
        let tries = SetupTries::default();
        let page = || TriedPage { media: "image/png".into(), bytes: vec![1] };
        let id = tries.put_page(page());
        assert!(tries.take_page("another").is_none());
        assert!(tries.take_page(&id).is_some_and(|page| page.bytes == [1]));
        assert!(tries.take_page(&id).is_none());
        let id = tries.put_page(page());
        assert!(!tries.end() && tries.take_page(&id).is_none());
        tries.show_screen();
        assert!(tries.end() && !tries.is_screen_shown());
    }
}
