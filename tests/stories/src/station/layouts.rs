//! Every screen at the sizes that counters have: nothing cut, nothing over another, no word
//! upright. A text twice as large leaves the page half as many points, so each size of text is a
//! size of the page.

use serde_json::json;

use super::corners::{
    EXPIRED_CARD, look_at_bars, look_at_citizen, look_at_confirm_card, look_at_held,
    look_at_mandate, look_at_result,
};
use crate::station::locking::lock_screen;
use crate::station::practice::{list_ready, sign_in_to_practice};
use crate::station::supervising::{reveal, sign_in_as, sign_out};
use crate::steps::*;
use kit::reader::Reader;
use kit::{Fault, Story, TestResult, Window, wait_until};

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

/// In Chinese, with the usual size of type.
pub async fn every_size_in_chinese(story: &mut Story) -> TestResult {
    walk_through(story, "zh-CN", "normal").await
}

/// In English, whose words are longer, with the large type of the settings.
pub async fn every_size_in_english(story: &mut Story) -> TestResult {
    walk_through(story, "en", "large").await
}

async fn walk_through(story: &mut Story, language: &str, text_size: &str) -> TestResult {
    let folder = story.home().join("config");
    std::fs::create_dir_all(&folder)?;
    let reader = Reader::open(&story.everything_written().join("reader"), EXPIRED_CARD).await?;
    let settings = json!({
        "language": language, "text_size": text_size, "scan_resolution": 100,
        "reader_port": reader.port().to_string_lossy(), "reader_speed": 115_200,
    });
    std::fs::write(folder.join("settings.json"), settings.to_string())?;
    story.start().await?.find("sign-in").await?;
    let mut look = Look::new(story);
    look_at_doors(&mut look).await?;
    reader.send_command("place applicant")?;
    look_at_case(&mut look, &reader).await?;
    look_at_lists(&mut look).await?;
    look_at_confirm_card(&mut look, &reader).await?;
    look_at_citizen(&mut look, &reader).await?;
    look_at_supervisor(&mut look).await?;
    look_at_practice(&mut look).await?;
    look_at_result(&mut look).await?;
    look.end()
}

/// What is open to whoever has not signed in.
async fn look_at_doors(look: &mut Look<'_>) -> TestResult {
    look.look_at("sign-in").await?;
    for (link, keys, mark) in [("to-join", "Alt+J", "join"), ("to-setup", "Alt+7", "setup")] {
        look.window()?.find(link).await?;
        look.window()?.press(keys).await?;
        look.window()?.find(mark).await?;
        look.look_at(mark).await?;
        look.window()?.press("Esc").await?;
        look.window()?.find("sign-in").await?;
    }
    Ok(())
}

async fn look_at_case(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    sign_in(look.window()?).await?;
    choose_item(look.window()?, &PENSION_BY_AGENT).await?;
    look.look_at("list").await?;
    look.window()?.press("Ctrl+Enter").await?;
    wait_step(look.window()?, "read_card").await?;
    look.look_at("people").await?;
    look_at_mandate(look, reader).await?;
    go_on(look.window()?, "receive").await?;
    go_on(look.window()?, "scan").await?;
    wait_step(look.window()?, "check_original").await?;
    look.look_at("materials").await?;
    look.window()?.press("Ctrl+H").await?;
    look.window()?.find("hold-bar").await?;
    look.look_at("hold").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("hold-bar").await?;
    go_on(look.window()?, "check_original").await?;
    scan_letter(look.window()?).await?;
    wait_enabled(look.window()?, "give-back-all").await?;
    look.look_at("give_back").await?;
    give_back(look.window()?).await?;
    wait_step(look.window()?, "fill").await?;
    look.look_at("form").await?;
    look_at_held(look).await?;
    look.window()?.press("Alt+5").await?;
    look.window()?.find("lacks").await?;
    look.look_at("lacks").await?;
    look.window()?.press("Alt+4").await?;
    fill_fields(look.window()?, true).await?;
    show_form(look.window()?).await?;
    look.look_at("form-shown").await?;
    sign_form(look.window()?).await?;
    wait_enabled(look.window()?, "decide").await?;
    look.look_at("decision").await?;
    look.window()?.press("F9").await?;
    wait_drawn(look.window()?, "preview-image").await?;
    look.look_at("preview").await?;
    wait_enabled(look.window()?, "issue").await?;
    look.window()?.press("F9").await?;
    look.window()?.find("issued").await?;
    wait_delivered(look.window()?).await?;
    look.look_at("issued").await?;
    look.window()?.press("Alt+1").await?;
    look.window()?.find("person-applicant").await?;
    look.look_at("people-read").await?;
    look.window()?.press("Alt+2").await?;
    look.look_at("item").await
}

async fn look_at_lists(look: &mut Look<'_>) -> TestResult {
    for (keys, mark) in [
        ("Alt+0", "home"),
        ("Alt+8", "settings"),
        ("Alt+9", "outbox"),
        ("Ctrl+P", "day"),
        ("Alt+/", "keys-overlay"),
    ] {
        look.window()?.press(keys).await?;
        look.window()?.find(mark).await?;
        look.look_at(mark).await?;
    }
    look.window()?.press("Esc").await?;
    look.window()?.press("Ctrl+K").await?;
    look.window()?.find("lookup").await?;
    look.look_at("lookup").await?;
    look.window()?.press("Esc").await?;
    look_at_bars(look).await?;
    look.window()?.press("Alt+8").await?;
    look.window()?.find("settings").await?;
    look.window()?.focus("to-catalogue").await?;
    look.window()?.press("Enter").await?;
    look.window()?.find("catalogue").await?;
    look.look_at("catalogue").await?;
    lock_screen(look.window()?).await?;
    look.look_at("locked").await?;
    look.window()?.focus("unlock-password").await?;
    look.window()?.type_text("demo-1001").await?;
    look.window()?.press("Enter").await?;
    look.window()?.wait_gone("lock-screen").await
}

async fn look_at_supervisor(look: &mut Look<'_>) -> TestResult {
    sign_out(look.window()?).await?;
    sign_in_as(look.window()?, "2001", "queue").await?;
    let window = look.window()?;
    wait_until("a case in the queue", async || {
        Ok(window.focused_mark().await?.starts_with("queue-").then_some(()))
    })
    .await?;
    look.look_at("queue").await?;
    look.window()?.press("Enter").await?;
    look.window()?.find("review").await?;
    reveal(look.window()?).await?;
    wait_drawn(look.window()?, "viewer-image").await?;
    look.look_at("review").await?;
    look.window()?.press("Esc").await?;
    look.window()?.find("queue").await?;
    look.window()?.press("Alt+T").await?;
    look.window()?.find("audit").await?;
    look.look_at("audit").await?;
    look.window()?.press("Esc").await?;
    look.window()?.find("queue").await?;
    sign_out(look.window()?).await
}

async fn look_at_practice(look: &mut Look<'_>) -> TestResult {
    look.window()?.press("Alt+6").await?;
    look.window()?.find("leave-practice").await?;
    look.look_at("practice-sign-in").await?;
    sign_in_to_practice(look.window()?, "Alt+1").await?;
    list_ready(look.window()?).await?;
    look.look_at("practice").await?;
    look.window()?.press("Ctrl+Enter").await?;
    look.window()?.find("brief").await?;
    look.look_at("brief").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("brief").await?;
    look.look_at("practice-home").await
}
