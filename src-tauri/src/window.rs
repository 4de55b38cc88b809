//! The clerk's window: size, title, and what its webview may not do: leave the program, open
//! windows, download, keep files.

use std::path::{Path, PathBuf};

use counter_desk::Workplace;
use tauri::image::Image;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Everything but the citizen's list is this label's; `page://` and the desk know it too.
pub const MAIN: &str = "main";

const TITLE: &str = "综窗工作台";
/// Worn while the desk has a mark: amber, hatched.
const MARKED: Image<'_> = tauri::include_image!("icons/practice.png");

pub fn open_window(app: &App, webview_data: &Path) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title(TITLE)
        .inner_size(1366.0, 768.0)
        .center()
        // Files dropped on the page reach the page, not the shell.
        .disable_drag_drop_handler()
        .data_directory(fresh_folder(webview_data))
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
}

/// Someone started the program again: show the window that is there.
pub fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let result =
            window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = result {
            tracing::warn!(%error, "window not brought forward");
        }
    }
}

/// As if it had been closed by hand: the program ends with its window.
pub fn close_main(app: &AppHandle) {
    if let Some(Err(error)) = app.get_webview_window(MAIN).map(|window| window.close()) {
        tracing::warn!(%error, "window not closed");
    }
}

/// Title and icon say which desk stands there, also in the task bar and on a photograph of the
/// screen.
pub fn show_mark(app: &AppHandle) {
    let (Some(window), Some(desk)) = (app.get_webview_window(MAIN), app.try_state::<Workplace>())
    else {
        return;
    };
    let (title, icon) = match desk.mark() {
        Some(mark) => (format!("【{mark}】{TITLE}"), Some(MARKED)),
        None => (TITLE.to_owned(), app.default_window_icon().cloned()),
    };
    let result =
        window.set_title(&title).and_then(|()| icon.map_or(Ok(()), |icon| window.set_icon(icon)));
    if let Err(error) = result {
        tracing::warn!(%error, "title and icon not changed");
    }
}

/// What the webview library writes lives from start to start only, each start in a folder of its
/// own. Not its private mode: that cannot be driven by a WebDriver, and the program that is tested
/// is the program that is used.
fn fresh_folder(webview_data: &Path) -> PathBuf {
    // A webview that outlived a killed window may still be writing; the next start takes what stays
    // now.
    let _ = std::fs::remove_dir_all(webview_data);
    webview_data.join(std::process::id().to_string())
}

/// Of this start, for a second window.
pub fn webview_folder() -> std::io::Result<PathBuf> {
    let folders = crate::folders::find_folders()?;
    Ok(folders.runtime.join("webview").join(std::process::id().to_string()))
}

pub fn is_own(url: &Url) -> bool {
    url.scheme() == "tauri" || (url.scheme() == "http" && url.host_str() == Some("tauri.localhost"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn parse(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    fn read_security() -> Value {
        parse(include_str!("../tauri.conf.json"))["app"]["security"].clone()
    }

    /// No source of the pages' policy leads off this program, and no code comes of a text.
    #[test]
    fn a_page_loads_and_reaches_nothing_but_this_program() {
        let policy = read_security()["csp"].clone();
        let own = "'self' 'none' data: blob: ipc: http://ipc.localhost page: http://page.localhost";
        let own: Vec<&str> = own.split(' ').collect();
        for (directive, sources) in policy.as_object().unwrap() {
            for source in sources.as_str().unwrap().split_whitespace() {
                let is_style = directive == "style-src" && source == "'unsafe-inline'";
                assert!(is_style || own.contains(&source), "{directive}: {source}");
            }
        }
        for directive in ["default-src", "script-src"] {
            assert_eq!(policy[directive], "'self'", "{directive}");
        }
        for directive in ["object-src", "frame-src", "base-uri", "form-action", "worker-src"] {
            assert_eq!(policy[directive], "'none'", "{directive}");
        }
    }

    #[test]
    fn a_page_has_one_command_and_one_event_of_this_program() {
        let security = read_security();
        assert_eq!(security["capabilities"], json!(["main", "citizen"]));
        let texts = [
            include_str!("../capabilities/main.json"),
            include_str!("../capabilities/citizen.json"),
        ];
        for (window, text) in [MAIN, "citizen"].into_iter().zip(texts) {
            let capability = parse(text);
            assert_eq!(capability["windows"], json!([window]));
            let allowed = ["allow-call", "core:event:allow-listen", "core:event:allow-unlisten"];
            assert_eq!(capability["permissions"], json!(allowed), "{window}");
            assert_eq!(capability.get("remote"), None, "{window}");
        }
    }

    #[test]
    fn only_the_program_itself_is_shown() {
        for (address, expected) in [
            ("tauri://localhost/", true),
            ("http://tauri.localhost/index.html", true),
            ("http://tauri.localhost.example.org/", false),
            ("https://example.org/", false),
            ("file:///etc/hostname", false),
            ("page://localhost/page/1", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_own(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
