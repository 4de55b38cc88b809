//! Shows in the field what is being typed with an input method, and keeps it when the field is
//! left.
//!
//! The webview library turns the first off (wry, `set_enable_preedit(false)`), and pinyin typed
//! blind is unusable; here it is turned on again. And IBus clears what is not chosen yet at a
//! click, before the webview hears of the click, and takes Tab for itself: half a word vanished
//! without a word said. Here what stands in the field is confirmed before either gets the event.

use tauri::WebviewWindow;

/// So that a test can prove that it sees the faults which this module removes. Changes nothing
/// else.
#[cfg(all(target_os = "linux", debug_assertions))]
const PLANT: &str = "COUNTER_PLANT";

#[cfg(target_os = "linux")]
pub fn set_up_preedit(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};

    window.with_webview(|view| match view.inner().input_method_context() {
        Some(_) if is_planted("preedit-off") => {}
        Some(context) => {
            context.set_enable_preedit(true);
            if !is_planted("preedit-dropped") {
                keep::keep_when_left(context);
            }
        }
        None => tracing::warn!("no input method context"),
    })
}

#[cfg(all(target_os = "linux", debug_assertions))]
fn is_planted(fault: &str) -> bool {
    std::env::var(PLANT).as_deref() == Ok(fault)
}

/// What is shipped has no such fault, nor the question.
#[cfg(all(target_os = "linux", not(debug_assertions)))]
const fn is_planted(_: &str) -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
pub fn set_up_preedit(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
mod keep {
    use gtk::gdk::keys::constants::{ISO_Left_Tab, Tab};
    use gtk::gdk::{Event, EventType};
    use gtk::glib::GString;
    use gtk::glib::object::ObjectExt;
    use gtk::glib::translate::{ToGlibPtr, from_glib_full};
    use webkit2gtk::{InputMethodContext, InputMethodContextExt};

    /// Sees each event before GTK does, and so before the input method, which listens to the keys
    /// of every widget (a key snooper) and to the clicks of its own.
    pub fn keep_when_left(context: InputMethodContext) {
        let keeps_tab = input_method_keeps_tab();
        Event::set_handler(Some(move |event: &mut Event| {
            let leaves = match event.event_type() {
                EventType::ButtonPress => true,
                EventType::KeyPress => !keeps_tab && is_tab(event),
                _ => false,
            };
            if leaves {
                confirm_preedit(&context);
            }
            gtk::main_do_event(event);
        }));
    }

    fn is_tab(event: &Event) -> bool {
        event.keyval().is_some_and(|key| key == *Tab || key == *ISO_Left_Tab)
    }

    /// Fcitx goes from candidate to candidate with Tab, and what is composed stays in sight.
    fn input_method_keeps_tab() -> bool {
        std::env::var("GTK_IM_MODULE").is_ok_and(|module| module.starts_with("fcitx"))
    }

    /// As if it had been chosen; then the input method begins anew.
    fn confirm_preedit(context: &InputMethodContext) {
        if let Some(text) = read_preedit(context) {
            context.emit_by_name::<()>("committed", &[&text.as_str()]);
            context.reset();
        }
    }

    /// What stands in the field and is not chosen yet. The binding leaves this call out.
    fn read_preedit(context: &InputMethodContext) -> Option<GString> {
        let mut text = std::ptr::null_mut();
        // SAFETY: the context lives for the call. What it writes is null or a string of ours to
        // free; the two results that are not asked for may be null.
        let text: Option<GString> = unsafe {
            webkit2gtk::ffi::webkit_input_method_context_get_preedit(
                context.to_glib_none().0,
                &mut text,
                std::ptr::null_mut(),
                std::ptr::null_mut(),
            );
            from_glib_full(text)
        };
        text.filter(|text| !text.is_empty())
    }
}
