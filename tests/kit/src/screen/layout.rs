//! Whether every word can be read as it stands, at one size of the window after another.

use serde_json::{Value, json};

use crate::screen::window::Window;
use crate::{Fault, TestResult, wait_until};

const SCRIPT: &str = include_str!("layout.js");
/// Two frames: what was resized is laid out and drawn.
const SETTLED: &str =
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(0)))";

impl Window {
    /// Gives the page so many points of its own, whatever the window's frame takes.
    ///
    /// # Errors
    /// The window does not come to this size.
    pub async fn resize_page(&self, width: u32, height: u32) -> TestResult {
        self.client
            .set_window_size(width, height)
            .await
            .map_err(Fault::window("the window's size"))?;
        wait_until(&format!("a page of {width}×{height}"), async || {
            let size = self.run_script("return [innerWidth, innerHeight]", vec![]).await?;
            Ok((size == json!([width, height])).then_some(()))
        })
        .await?;
        self.run_script_async(SETTLED, vec![]).await.map(drop)
    }

    /// Words that are cut, over one another or upright, and buttons of several lines; by their
    /// marks.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn find_unreadable(&self) -> TestResult<Vec<String>> {
        let offenders = self.run_script(SCRIPT, vec![]).await?;
        let offenders =
            offenders.as_array().ok_or_else(|| Fault::wrong("nothing was looked at"))?;
        Ok(offenders.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }
}
