//! The citizen's window as a citizen has it: a finger touches and a pen writes, keys there are none.
//! The driver looks at one window at a time and comes back to the clerk's.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use serde_json::json;

use crate::screen::window::{Window, selector};
use crate::{Fault, TestResult};

/// From one point of a stroke to the next.
const STEP: Duration = Duration::from_millis(20);
const READ: &str = "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''";
const IS_READY: &str = "return document.querySelector(arguments[0])?.disabled === false";

impl Window {
    /// Nothing where there is no such element, or no such window.
    pub async fn citizen_attribute(&self, mark: &str, name: &str) -> TestResult<String> {
        let found = self
            .in_other_window(async |window| {
                window.run_script(READ, vec![json!(selector(mark)), json!(name)]).await
            })
            .await?;
        let value = found.unwrap_or_default();
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Touches a button of the citizen's window; whether it was there and took it. No key, and none
    /// of the clerk's: it counts as nothing.
    pub async fn touch(&self, mark: &str) -> TestResult<bool> {
        let touched = self
            .in_other_window(async |window| {
                let ready = window.run_script(IS_READY, vec![json!(selector(mark))]).await?;
                if ready != json!(true) {
                    return Ok(false);
                }
                // What is drawn anew at this moment is touched the next time.
                match window.client.find(Locator::Css(&selector(mark))).await {
                    Ok(button) => Ok(button.click().await.is_ok()),
                    Err(_) => Ok(false),
                }
            })
            .await?;
        Ok(touched.unwrap_or_default())
    }

    /// Strokes of a pointer, each by its points from the middle of the element.
    pub async fn draw(&self, mark: &str, strokes: &[&[(f64, f64)]]) -> TestResult {
        self.in_citizens_window(async |window| {
            let pad = window.find(mark).await?;
            for stroke in strokes {
                window.move_pen(lift(pen_along(&pad, stroke))).await?;
            }
            Ok(())
        })
        .await
    }

    /// The beginning of a stroke: the pen stays down.
    pub async fn begin_stroke(&self, mark: &str, points: &[(f64, f64)]) -> TestResult {
        self.in_citizens_window(async |window| {
            let pad = window.find(mark).await?;
            window.move_pen(pen_along(&pad, points)).await
        })
        .await
    }

    pub async fn lift_pen(&self) -> TestResult {
        self.in_citizens_window(async |window| window.move_pen(lift(new_pen())).await).await
    }

    /// As [`Window::check_accessibility`], of the citizen's window.
    ///
    /// # Errors
    /// `Wrong` also where there is no such window.
    pub async fn check_citizen_accessibility(&self, screen: &str) -> TestResult {
        self.in_citizens_window(async |window| window.check_accessibility(screen).await).await
    }

    /// As [`Window::find_unreadable`], of the citizen's window with so many points.
    ///
    /// # Errors
    /// `Wrong` also where there is no such window.
    pub async fn find_citizen_unreadable(
        &self,
        width: u32,
        height: u32,
    ) -> TestResult<Vec<String>> {
        let faults = self
            .in_other_window(async |window| {
                window.resize_page(width, height).await?;
                // A page that is still being laid out anew is looked at once it stands.
                match window.find_unreadable().await? {
                    faults if faults.is_empty() => Ok(faults),
                    _ => {
                        window.resize_page(width, height).await?;
                        window.find_unreadable().await
                    }
                }
            })
            .await?;
        faults.ok_or_else(|| Fault::wrong("there is no citizen's window"))
    }

    async fn move_pen(&self, pen: MouseActions) -> TestResult {
        self.client.perform_actions(pen).await.map_err(Fault::window("a stroke"))
    }

    async fn in_citizens_window(&self, act: impl AsyncFnOnce(&Window) -> TestResult) -> TestResult {
        let done = self.in_other_window(act).await?;
        done.ok_or_else(|| Fault::wrong("there is no citizen's window"))
    }
}

fn new_pen() -> MouseActions {
    MouseActions::new("pen".to_owned())
}

fn lift(pen: MouseActions) -> MouseActions {
    pen.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
}

/// To the first point, down, and on to the others.
fn pen_along(pad: &Element, points: &[(f64, f64)]) -> MouseActions {
    let mut pen = new_pen();
    for (at, (x, y)) in points.iter().copied().enumerate() {
        let element = pad.clone();
        pen = pen.then(PointerAction::MoveToElement { element, duration: Some(STEP), x, y });
        if at == 0 {
            pen = pen.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        }
    }
    pen
}
