//! Shows in the field what is being typed with an input method. The webview library turns that off
//! (wry, `set_enable_preedit(false)`), and pinyin typed blind is unusable; here it is turned on
//! again.

use tauri::WebviewWindow;

/// So that a test can prove that it sees the fault which this module removes. Changes nothing else.
const PLANT: (&str, &str) = ("COUNTER_PLANT", "preedit-off");

#[cfg(target_os = "linux")]
pub fn show_in_field(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};

    if std::env::var(PLANT.0).as_deref() == Ok(PLANT.1) {
        return Ok(());
    }
    window.with_webview(|view| match view.inner().input_method_context() {
        Some(context) => context.set_enable_preedit(true),
        None => tracing::warn!("no input method context"),
    })
}

#[cfg(not(target_os = "linux"))]
pub fn show_in_field(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
