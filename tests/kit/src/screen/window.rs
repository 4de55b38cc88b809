//! The window as a clerk has it: keys go in, what is on the screen comes out. Elements are found by
//! their `data-test` mark, since words and layout may change.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::screen::keys::{self, Pressed};
use crate::{Fault, TestResult, wait_until};

/// Two frames; then one point in the corner changes until it is taken away. Where the processor
/// draws, a picture waits for the next change, which a page at rest never makes.
const STIR: &str = "const done = arguments[0]; const point = document.createElement('i'); point.id = 'stir'; \
    point.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px'; let turn = 0; \
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { document.body.append(point); \
        const timer = setInterval(() => { point.style.background = turn++ % 2 ? '#eee' : '#ddd'; \
            if (!point.isConnected) clearInterval(timer); }, 25); done(); }, 50)));";
const STILL: &str = "document.getElementById('stir')?.remove()";
/// More stops than any screen has.
const TABS: usize = 80;

pub struct Window {
    pub client: Client,
    pressed: Pressed,
    helped: Cell<u32>,
}

impl Window {
    pub fn new(client: Client, pressed: Pressed) -> Self {
        Self { client, pressed, helped: Cell::new(pressed.helped) }
    }

    pub fn keys_pressed(&self) -> Pressed {
        Pressed { helped: self.helped.get(), ..self.pressed }
    }

    /// # Errors
    /// `Wrong`, if anything so far was done without a key.
    pub fn by_keys_alone(&self) -> TestResult {
        match self.helped.get() {
            0 => Ok(()),
            times => Err(Fault::wrong(format!("{times} times the keyboard alone did not do"))),
        }
    }

    /// Tab until the wanted element, or something inside it, has the focus. Every press is
    /// counted.
    pub async fn tab_to(&mut self, mark: &str) -> TestResult {
        self.step_to(mark, "Tab").await
    }

    /// The same the other way round.
    pub async fn tab_back_to(&mut self, mark: &str) -> TestResult {
        self.step_to(mark, "Shift+Tab").await
    }

    async fn step_to(&mut self, mark: &str, key: &str) -> TestResult {
        self.find(mark).await?;
        for _ in 0..TABS {
            if self.has_focus(mark).await? {
                return Ok(());
            }
            self.press(key).await?;
        }
        Err(Fault::wrong(format!("{mark} cannot be reached by {key}")))
    }

    /// Waits until the focus has come to the element, or into it, by itself.
    pub async fn wait_focus(&self, mark: &str) -> TestResult {
        wait_until(&format!("the focus on {mark}"), async || {
            Ok(self.has_focus(mark).await?.then_some(()))
        })
        .await
    }

    pub async fn has_focus(&self, mark: &str) -> TestResult<bool> {
        let script = "return document.querySelector(arguments[0])?.contains(document.activeElement) ?? false";
        Ok(self.run_script(script, vec![json!(selector(mark))]).await? == json!(true))
    }

    /// Presses a command: `"Ctrl+Enter"`, `"Alt+1"`, `"F9"`, `"Tab"`.
    pub async fn press(&mut self, names: &str) -> TestResult {
        self.pressed.commands += 1;
        let chord = keys::key_chord(names)?;
        self.client.perform_actions(chord).await.map_err(Fault::window(names))
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&mut self, text: &str) -> TestResult {
        self.pressed.typed += text.chars().count() as u32;
        if text.chars().any(|letter| u32::from(letter) > 0xFFFF) {
            return self.set_focused(text).await;
        }
        let focused = self.client.active_element().await.map_err(Fault::window("the focus"))?;
        focused.send_keys(text).await.map_err(Fault::window("typing"))
    }

    /// The driver drops letters beyond the first plane (𠮷), so these are put in as an input method
    /// would.
    async fn set_focused(&self, text: &str) -> TestResult {
        let script = "const field = document.activeElement; \
            const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value'); \
            own.set.call(field, field.value + arguments[0]); \
            field.dispatchEvent(new InputEvent('input', { bubbles: true, data: arguments[0] }));";
        self.run_script(script, vec![json!(text)]).await.map(drop)
    }

    /// Waits until the element is there and can be seen.
    pub async fn find(&self, mark: &str) -> TestResult<Element> {
        wait_until(mark, async || {
            let Ok(element) = self.client.find(Locator::Css(&selector(mark))).await else {
                return Ok(None);
            };
            // An element that is being drawn anew is as good as not there yet.
            Ok(element.is_displayed().await.unwrap_or(false).then_some(element))
        })
        .await
    }

    pub async fn is_shown(&self, mark: &str) -> TestResult<bool> {
        match self.client.find(Locator::Css(&selector(mark))).await {
            Ok(element) => Ok(element.is_displayed().await.unwrap_or(false)),
            Err(error) if error.is_no_such_element() => Ok(false),
            Err(error) => Err(Fault::window(mark)(error)),
        }
    }

    pub async fn count_elements(&self, mark: &str) -> TestResult<usize> {
        let elements = self.client.find_all(Locator::Css(&selector(mark))).await;
        elements.map(|windows| windows.len()).map_err(Fault::window(mark))
    }

    /// What the element says; for a field, what is in it.
    pub async fn text(&self, mark: &str) -> TestResult<String> {
        self.find(mark).await?;
        let script = "const one = document.querySelector(arguments[0]); const field = one?.matches('input,textarea') \
            ? one : one?.querySelector('input,textarea'); return field ? field.value : (one?.innerText ?? '');";
        let value = self.run_script(script, vec![json!(selector(mark))]).await?;
        Ok(value.as_str().unwrap_or_default().trim().to_owned())
    }

    pub async fn wait_for_text(&self, mark: &str, part: &str) -> TestResult<String> {
        wait_until(&format!("“{part}” in {mark}"), async || {
            let text = self.text(mark).await?;
            Ok(text.contains(part).then_some(text))
        })
        .await
    }

    /// Waits until the words are to be read somewhere in the element, whatever fields are in
    /// it.
    pub async fn wait_for_words(&self, mark: &str, part: &str) -> TestResult {
        let script = "return document.querySelector(arguments[0])?.innerText.includes(arguments[1]) ?? false";
        wait_until(&format!("the words “{part}” in {mark}"), async || {
            let has_words =
                self.run_script(script, vec![json!(selector(mark)), json!(part)]).await?;
            Ok((has_words == json!(true)).then_some(()))
        })
        .await
    }

    pub async fn wait_gone(&self, mark: &str) -> TestResult {
        wait_until(&format!("the end of {mark}"), async || {
            Ok((!self.is_shown(mark).await?).then_some(()))
        })
        .await
    }

    /// Puts the focus on a field or on the field inside the element by script: for what is not
    /// about keys.
    pub async fn focus(&self, mark: &str) -> TestResult {
        self.helped.set(self.helped.get() + 1);
        self.find(mark).await?;
        let script = "const one = document.querySelector(arguments[0]); \
            const field = one.matches('input,textarea,button,select,[tabindex]') ? one : one.querySelector('input,textarea,button,select,[tabindex]'); \
            field.focus(); return document.activeElement === field;";
        match self.run_script(script, vec![json!(selector(mark))]).await? {
            Value::Bool(true) => Ok(()),
            _ => Err(Fault::wrong(format!("{mark} does not take the focus"))),
        }
    }

    /// The `data-test` mark of what has the focus, its own or that of the element around it.
    pub async fn focused_mark(&self) -> TestResult<String> {
        let script = "return document.activeElement?.closest('[data-test]')?.dataset.test ?? ''";
        Ok(self.run_script(script, vec![]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// The mouse, for what a story about the mouse needs.
    pub async fn click(&self, mark: &str) -> TestResult {
        self.helped.set(self.helped.get() + 1);
        self.find(mark).await?.click().await.map_err(Fault::window(mark))
    }

    /// A file for a field of files; the system's own dialog is not played.
    pub async fn choose_file(&self, mark: &str, file: &Path) -> TestResult {
        let field =
            self.client.find(Locator::Css(&selector(mark))).await.map_err(Fault::window(mark))?;
        field.send_keys(&file.to_string_lossy()).await.map_err(Fault::window(mark))
    }

    /// A second pair of eyes on the same window, for looking while keys are pressed.
    pub fn second_view(&self) -> Window {
        Window::new(self.client.clone(), Pressed::default())
    }

    pub async fn run_script(&self, script: &str, arguments: Vec<Value>) -> TestResult<Value> {
        self.client
            .execute(script, arguments)
            .await
            .map_err(Fault::window("a question to the page"))
    }

    /// As [`Window::run_script`], for answers that come later: the script calls its last argument.
    pub async fn run_script_async(&self, script: &str, arguments: Vec<Value>) -> TestResult<Value> {
        self.client
            .execute_async(script, arguments)
            .await
            .map_err(Fault::window("a question to the page"))
    }

    /// What the program's other window says, none while there is none. The driver looks at one
    /// window at a time: it comes back.
    pub async fn other_window_text(&self) -> TestResult<Option<String>> {
        let words = self
            .in_other_window(async |window| {
                window.run_script("return document.body.innerText", vec![]).await
            })
            .await?;
        Ok(words.map(|words| words.as_str().unwrap_or_default().to_owned()))
    }

    pub async fn take_other_picture(&self, file: &Path) -> TestResult {
        self.in_other_window(async |window| window.take_picture(file).await).await.map(drop)
    }

    pub(super) async fn in_other_window<T>(
        &self,
        look: impl AsyncFnOnce(&Window) -> TestResult<T>,
    ) -> TestResult<Option<T>> {
        let fault = || Fault::window("the other window");
        let own = self.client.window().await.map_err(fault())?;
        let windows = self.client.windows().await.map_err(fault())?;
        let Some(other) = windows.into_iter().find(|window| *window != own) else {
            return Ok(None);
        };
        self.client.switch_to_window(other).await.map_err(fault())?;
        let result = look(self).await;
        self.client.switch_to_window(own).await.map_err(fault())?;
        result.map(Some)
    }

    /// The picture of the window. Two frames are drawn first, else it can show what was there
    /// before.
    pub async fn take_picture(&self, file: &Path) -> TestResult {
        self.run_script_async(STIR, vec![]).await?;
        let bytes = self.client.screenshot().await.map_err(Fault::window("a picture"))?;
        self.run_script(STILL, vec![]).await?;
        Ok(fs::write(file, bytes)?)
    }
}

pub(super) fn selector(mark: &str) -> String {
    format!("[data-test=\"{mark}\"]")
}
