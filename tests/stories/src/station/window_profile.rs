//! A window that its centre gave some classes of items: what is another window's is found, is told,
//! and begins no case; its list is there to be shown.

use serde_json::json;

use super::centre::{CLERK, Centre, PASSWORD};
use super::joining::{fill_join_page, go_to_door, send_join_code};
use crate::steps::*;
use kit::{Fault, Story, TestResult};

pub async fn item_of_another_window(story: &mut Story) -> TestResult {
    let personal =
        |body: &mut serde_json::Value| body["window"] = json!({ "classes": ["个人办事"] });
    let centre = Centre::open_with(story, personal).await?;
    story.start().await?.find("sign-in").await?;
    let window = story.window()?;
    fill_join_page(window, &centre).await?;
    send_join_code(window).await?;
    go_to_door(window).await?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    window.wait_focus("item-search").await?;
    window.type_text("zhaijidi").await?;
    window.wait_for_words("hit-zhaijidi", "本窗口不受理此类事项").await?;
    story.take_picture("found").await?;
    let window = story.window()?;
    window.press("Enter").await?;
    window.wait_for_words("not-this-window", "请群众到受理的窗口").await?;
    window.find("not-begun").await?;
    window.check_accessibility("an item of another window").await?;
    // The key that begins a case elsewhere prints the list.
    window.press("Ctrl+Enter").await?;
    window.find("list-page").await?;
    if window.count_elements("primary").await? != 0 {
        return Err(Fault::wrong("a case of another window's item can be begun"));
    }
    story.take_picture("list").await?;

    // What is this window's goes on as everywhere.
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_focus("item-search").await?;
    begin_case(window, &PENSION).await?;
    window.by_keys_alone()
}
