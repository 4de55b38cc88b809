//! A screen looked at at the sizes that counters have, and what was found there.

use kit::{Fault, Story, TestResult, Window};

const SCREENS: [(u32, u32); 3] = [(1024, 768), (1366, 768), (1920, 1080)];
const PERCENTS: [u32; 4] = [100, 125, 150, 200];
/// The window's own title and the desktop's bar are not the page's.
const BARS: u32 = 56;
/// Where the story goes on between two looks.
const USUAL: (u32, u32) = (1366, 768);

/// For what opens over a screen or stands in its foot, and for the citizen's window: the largest and
/// the smallest as they come, and the two that leave the least room.
pub(super) const CORNERS: [Size; 4] =
    [(1920, 1080, 100), (1024, 768, 100), (1366, 768, 150), (1024, 768, 200)];

/// A screen, and how large its text is in percent.
pub(super) type Size = (u32, u32, u32);

/// What is left to a page of this size.
pub(super) fn page_of((width, height, percent): Size) -> (u32, u32) {
    (width * 100 / percent, (height - BARS) * 100 / percent)
}

pub(super) struct Look<'a> {
    story: &'a mut Story,
    faults: Vec<String>,
}

impl<'a> Look<'a> {
    pub(super) fn new(story: &'a mut Story) -> Self {
        Self { story, faults: Vec::new() }
    }

    pub(super) fn window(&mut self) -> TestResult<&mut Window> {
        self.story.window()
    }

    /// This screen at every size.
    pub(super) async fn look_at(&mut self, screen: &str) -> TestResult {
        for (width, height) in SCREENS {
            for percent in PERCENTS {
                self.look_at_size(screen, (width, height, percent)).await?;
            }
        }
        self.window()?.resize_page(USUAL.0, USUAL.1).await
    }

    /// The same at four of them.
    pub(super) async fn look_at_corners(&mut self, screen: &str) -> TestResult {
        for size in CORNERS {
            self.look_at_size(screen, size).await?;
        }
        self.window()?.resize_page(USUAL.0, USUAL.1).await
    }

    /// Pictures of the two that leave the least room.
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
        let (width, _, percent) = size;
        if let (1024, 100 | 200) | (1366, 150) = (width, percent) {
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
    pub(super) fn end(self) -> TestResult {
        match self.faults.len() {
            0 => Ok(()),
            count => Err(Fault::wrong(format!("{count} faults:\n{}", self.faults.join("\n")))),
        }
    }
}
