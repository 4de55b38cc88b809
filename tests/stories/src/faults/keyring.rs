//! The keyring locked under the hand, locked at the start, gone at the start: never a new key, and
//! no new start needed.

use std::path::PathBuf;

use super::*;
use kit::Keyring;

/// What decides which key there is. A new one would show here.
fn key_files(story: &Story) -> TestResult<(Vec<u8>, bool)> {
    let data: PathBuf = story.home().join("data");
    Ok((std::fs::read(data.join("station-name"))?, data.join("key.json").exists()))
}

/// Started without the key: told so, nothing made anew; with it, one key press goes on.
async fn expect_blocked(story: &mut Story, keyring: Keyring, codes: &[&str]) -> TestResult {
    let original = key_files(story)?;
    story.kill().await?;
    story.set_keyring(keyring).await?;
    story.start().await?.find("blocked").await?;
    let code = failure_codes(story.window()?).await?[0].as_str().unwrap_or_default().to_owned();
    if !codes.contains(&code.as_str()) {
        return Err(Fault::wrong(format!("without the key the program says {code}")));
    }
    expect_failure(story.window()?, &code, &mut String::new()).await?;
    story.take_picture(&code).await?;
    // Pressed while the key is still away: the same again, and no other key.
    story.window()?.press("Ctrl+Enter").await?;
    expect_failure(story.window()?, &code, &mut String::new()).await?;
    if key_files(story)? != original || original.1 {
        return Err(Fault::wrong("a key was made for data that has one"));
    }
    story.set_keyring(Keyring::Open).await?;
    wait_until("the door", async || {
        let window = story.window()?;
        if window.is_shown("sign-in").await? {
            return Ok(Some(()));
        }
        // Not heard while an earlier try is still waiting for the keyring.
        window.press("Ctrl+Enter").await?;
        Ok(None)
    })
    .await?;
    sign_in(story.window()?).await
}

pub async fn locked_and_gone(story: &mut Story) -> TestResult {
    let far = Far::open(story).await?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    story.lock_keyring()?;
    // The key was fetched at the start; nobody is held up.
    go_on(story.window()?, "receive").await?;
    go_on(story.window()?, "scan").await?;
    wait_step(story.window()?, "check_original").await?;
    let original = load_case(story.window()?, &case).await?;

    expect_blocked(story, Keyring::Locked, &["keyring_unavailable", "key_missing"]).await?;
    expect_unchanged(story.window()?, &case, &original, "a locked keyring").await?;
    expect_blocked(story, Keyring::Gone, &["keyring_unavailable"]).await?;
    expect_unchanged(story.window()?, &case, &original, "a keyring that was gone").await?;

    open_case(story.window()?, &case).await?;
    resume::to_the_end(story.window()?).await?;
    far.has_once(story.window()?, &case).await
}
