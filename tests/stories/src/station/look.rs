//! A screen looked at at the sizes that counters have, and what was found there.

use kit::{Fault, Story, TestResult, Window};

const SCREENS: [(u32, u32); 3] = [(1024, 768), (1366, 768), (1920, 1080)];
const PERCENTS: [u32; 4] = [100, 125, 150, 200];
/// The window's own title and the desktop's bar are not the page's.
const BARS: u32 = 56;
/// Where the story goes on between two looks.
const USUAL: (u32, u32) = (1366, 768);

/// A screen, and how large its text is in percent.
pub(super) type Size = (u32, u32, u32);

pub(super) fn list_sizes() -> impl Iterator<Item = Size> {
    SCREENS.into_iter().flat_map(|(width, height)| {
        PERCENTS.into_iter().map(move |percent| (width, height, percent))
    })
}

/// The two that leave the least room, and the smallest as it comes.
pub(super) fn is_pictured((width, _, percent): Size) -> bool {
    matches!((width, percent), (1024, 100 | 200) | (1366, 150))
}

/// What is left to a page of this size.
pub(super) fn page_of((width, height, percent): Size) -> (u32, u32) {
    (width * 100 / percent, (height - BARS) * 100 / percent)
}

pub struct Look<'a> {
    story: &'a mut Story,
    faults: Vec<String>,
}

impl<'a> Look<'a> {
    pub fn new(story: &'a mut Story) -> Self {
        Self { story, faults: Vec::new() }
    }

    pub fn window(&mut self) -> TestResult<&mut Window> {
        self.story.window()
    }

    /// This screen at every size.
    pub async fn look_at(&mut self, screen: &str) -> TestResult {
        for size in list_sizes() {
            self.look_at_size(screen, size).await?;
        }
        self.window()?.resize_page(USUAL.0, USUAL.1).await
    }

    async fn look_at_size(&mut self, screen: &str, size: Size) -> TestResult {
        let (w, h) = page_of(size);
        self.window()?.resize_page(w, h).await?;
        let mut faults = self.window()?.find_unreadable().await?;
        // A page that is still being laid out anew is looked at once it stands.
        if !faults.is_empty() {
            self.window()?.resize_page(w, h).await?;
            faults = self.window()?.find_unreadable().await?;
        }
        self.note(screen, size, faults);
        if is_pictured(size) {
            let (width, _, percent) = size;
            self.story.take_picture(&format!("{screen}-{width}-{percent}")).await?;
        }
        Ok(())
    }

    pub(super) fn note(&mut self, screen: &str, size: Size, faults: Vec<String>) {
        let (width, height, percent) = size;
        let place = format!("{screen}, {width}×{height} at {percent} %");
        self.faults.extend(faults.into_iter().map(|fault| format!("{place}: {fault}")));
    }

    /// # Errors
    /// `Wrong`, with each fault that was found.
    pub fn end(self) -> TestResult {
        match self.faults.len() {
            0 => Ok(()),
            count => Err(Fault::wrong(format!("{count} faults:\n{}", self.faults.join("\n")))),
        }
    }
}
