//! The disk fills up in the middle of a page. Everything the program keeps lies on a small disk of
//! the story's own.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// Mounted over the program's home; takes the right to mount (root, or a container that may).
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> TestResult<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64m", "tmpfs"]).arg(at);
        match mount.status()?.success() {
            true => Ok(Self(at.to_owned())),
            false => {
                Err(Fault::wrong("this story must be allowed to mount a tmpfs: run it as root"))
            }
        }
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }

    /// Leaves so many bytes, give or take a block.
    fn fill(&self, leave: usize) -> TestResult {
        use std::io::Write;
        let mut file = std::fs::File::create(self.ballast())?;
        let block = [0; 4096];
        let mut size = 0;
        while file.write_all(&block).is_ok() {
            size += block.len();
        }
        Ok(file.set_len(size.saturating_sub(leave) as u64)?)
    }

    fn free(&self) -> TestResult {
        Ok(std::fs::remove_file(self.ballast())?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: the program still has files open when a story fails.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

pub async fn full_disk(story: &mut Story) -> TestResult {
    let disk = SmallDisk::mount(&story.home())?;
    let far = Far::open(story).await?;
    let settings = story.home().join("config/settings.json");
    // A page of a few hundred kilobytes, so that the room ends in the middle of it.
    let finer = std::fs::read_to_string(&settings)?
        .replace("\"scan_resolution\":100", "\"scan_resolution\":300");
    std::fs::write(&settings, finer)?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    go_on(story.window()?, "scan").await?;
    wait_step(story.window()?, "check_original").await?;
    let original = load_case(story.window()?, &case).await?;
    let page = original["pages"][0].clone();

    let mut last = String::new();
    disk.fill(48 * 1024)?;
    story.window()?.press("Ctrl+D").await?;
    expect_failure(story.window()?, "disk_full", &mut last).await?;
    story.take_picture("full").await?;
    expect_unchanged(story.window()?, &case, &original, "half a page").await?;

    // Not one byte left, for the log neither: told, and the program goes on.
    disk.free()?;
    disk.fill(0)?;
    story.window()?.press("Ctrl+D").await?;
    expect_failure(story.window()?, "disk_full", &mut last).await?;
    expect_unchanged(story.window()?, &case, &original, "a disk without a byte").await?;

    disk.free()?;
    story.window()?.press("Ctrl+D").await?;
    wait_until("the page", async || {
        Ok((load_case(story.window()?, &case).await?["pages"].as_array().map_or(0, Vec::len) == 2)
            .then_some(()))
    })
    .await?;
    if load_case(story.window()?, &case).await?["pages"][0] != page {
        return Err(Fault::wrong("the page before the full disk is another"));
    }
    resume::to_the_end(story.window()?).await?;
    far.has_once(story.window()?, &case).await
}
