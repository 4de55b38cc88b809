//! An office that takes half a minute for each answer; meanwhile files that are none come in
//! through the window.

use std::path::PathBuf;
use std::time::Duration;

use super::*;
use kit::network::Weather;
use kit::place::repository_root;

const LATE: Duration = Duration::from_secs(30);

/// What people bring, and what the window must say of it.
fn files(story: &Story) -> TestResult<Vec<(PathBuf, &'static str)>> {
    let folder = story.everything_written().join("brought");
    std::fs::create_dir_all(&folder)?;
    let locked = std::fs::read(
        repository_root().join("src-tauri/crates/document-worker/tests/fixtures/locked.pdf"),
    )?;
    let cases: [(&str, &[u8], &str); 5] = [
        ("empty.pdf", b"", "file_empty"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "file_damaged"),
        (
            "cut.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\xe8\0\0\x03\xe8\x08\x02\0\0\0",
            "file_damaged",
        ),
        ("locked.pdf", &locked, "file_encrypted"),
        ("program.jpg", b"MZ\x90\0neither a picture nor a document", "file_not_taken"),
    ];
    let mut paths = Vec::new();
    for (name, bytes, code) in cases {
        std::fs::write(folder.join(name), bytes)?;
        paths.push((folder.join(name), code));
    }
    Ok(paths)
}

async fn reject_bad_files(story: &mut Story) -> TestResult<String> {
    let files = files(story)?;
    let window = story.window()?;
    window.press("Alt+0").await?;
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;
    go_on(window, "read_card").await?;
    go_on(window, "receive").await?;
    go_on(window, "scan").await?;
    wait_step(window, "check_original").await?;
    let original = load_case(window, &case).await?;
    let mut last = String::new();
    for (file, code) in files {
        window.choose_file("import-file", &file).await?;
        expect_failure(window, code, &mut last).await?;
        expect_unchanged(window, &case, &original, code).await?;
    }
    story.take_picture("bad-file").await?;
    Ok(case)
}

pub async fn slow_office_and_bad_files(story: &mut Story) -> TestResult {
    let far = Far::open(story).await?;
    sign_in(story.start().await?).await?;
    far.line.set_weather(Weather::Slow(LATE));
    let slow = redirect_case(story.window()?).await?;
    let original = load_case(story.window()?, &slow).await?;
    if !original["number"].is_null() {
        return Err(Fault::wrong("the office was not slow"));
    }
    expect_line_band(story.window()?).await?;
    let case = reject_bad_files(story).await?;

    // Slow is not down: the number comes, half a minute late, to the case that was sent more than
    // once.
    open_case(story.window()?, &slow).await?;
    wait_at_most(LATE * 2, "the slow office's number", async || {
        Ok(is_official(story.window()?).await?.then_some(()))
    })
    .await?;
    story.take_picture("late-number").await?;
    far.line.set_weather(Weather::Fair);
    wait_delivered(story.window()?).await?;
    expect_unchanged(story.window()?, &slow, &original, "a slow office").await?;
    far.has_once(story.window()?, &slow).await?;

    open_case(story.window()?, &case).await?;
    resume::to_the_end(story.window()?).await?;
    far.has_once(story.window()?, &case).await
}
