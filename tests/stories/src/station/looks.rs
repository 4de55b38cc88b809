//! The screens as they look where the desktop is dark or of high contrast, in English and in large
//! type: nothing cut, every word readable.

use serde_json::json;

use crate::steps::*;
use kit::{Fault, Story, TestResult, Window};

/// A dark desktop, English, large type; each screen in high contrast too. Contrast is measured in
/// both.
pub async fn other_looks(story: &mut Story) -> TestResult {
    story.set_variable("GTK_THEME", "Adwaita:dark");
    let settings = json!({
        "office": "", "reader_port": "", "reader_speed": 115_200, "scanner": "",
        "scan_source": "flatbed",
        "scan_resolution": 100, "printer": "", "language": "en", "text_size": "large",
    });
    let folder = story.home().join("config");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("settings.json"), settings.to_string())?;
    let window = story.start().await?;
    window.wait_for_words("sign-in", "Sign in").await?;
    let worn = window.run_script("return document.documentElement.dataset.theme", vec![]).await?;
    if worn != "dark" {
        return Err(Fault::wrong(format!("on a dark desktop the window is {worn}")));
    }
    look_at(story, "sign-in").await?;
    sign_in(story.window()?).await?;
    look_at(story, "home").await?;
    choose_item(story.window()?, &PENSION_BY_AGENT).await?;
    look_at(story, "list").await?;
    story.window()?.press("Ctrl+I").await?;
    wait_step(story.window()?, "read_card").await?;
    look_at(story, "people").await?;
    read_cards(story.window()?, &["agent"]).await?;
    go_on(story.window()?, "receive").await?;
    go_on(story.window()?, "scan").await?;
    wait_step(story.window()?, "check_original").await?;
    look_at(story, "materials").await?;
    go_on(story.window()?, "check_original").await?;
    scan_letter(story.window()?).await?;
    wait_enabled(story.window()?, "give-back-all").await?;
    look_at(story, "give_back").await?;
    give_back(story.window()?).await?;
    wait_step(story.window()?, "fill").await?;
    look_at(story, "form").await?;
    fill_fields(story.window()?, true).await?;
    show_form(story.window()?).await?;
    look_at(story, "form-shown").await?;
    sign_form(story.window()?).await?;
    wait_enabled(story.window()?, "decide").await?;
    look_at(story, "decision").await?;
    story.window()?.press("F9").await?;
    story.window()?.find("preview-image").await?;
    look_at(story, "preview").await?;
    wait_enabled(story.window()?, "issue").await?;
    story.window()?.press("F9").await?;
    story.window()?.find("issued").await?;
    look_at(story, "issued").await?;
    for (keys, mark) in [("Alt+8", "settings"), ("Alt+9", "outbox"), ("Alt+/", "keys-overlay")] {
        story.window()?.press(keys).await?;
        story.window()?.find(mark).await?;
        look_at(story, mark).await?;
    }
    Ok(())
}

async fn look_at(story: &mut Story, screen: &str) -> TestResult {
    for theme in ["dark", "contrast"] {
        set_theme(story.window()?, theme).await?;
        story.take_picture(&format!("{screen}-{theme}")).await?;
        story.window()?.check_contrast(&format!("{screen}, {theme}")).await?;
        let labels = story.window()?.overflowing_buttons().await?;
        if !labels.is_empty() {
            return Err(Fault::wrong(format!("{screen}: cut: {}", labels.join(" | "))));
        }
    }
    set_theme(story.window()?, "dark").await
}

/// A desktop cannot change its theme under a running story; the window's own attribute can.
async fn set_theme(window: &Window, theme: &str) -> TestResult {
    let script = "document.documentElement.dataset.fixedTheme = ''; document.documentElement.dataset.theme = arguments[0];";
    window.run_script(script, vec![json!(theme)]).await.map(drop)
}
