//! The citizen's screen: a second window, on the second screen where there is one. It stands while
//! the settings say so.

use std::path::Path;

use counter_desk::Workplace;
use tauri::{AppHandle, Manager, Monitor, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::window;

/// The desk knows it too: one command is this window's, and nothing else.
const CITIZEN: &str = "citizen";
const PAGE: &str = "citizen.html";
const TITLE: &str = "综窗工作台 · 群众屏";

/// Opens or closes the window as the settings now say.
pub fn update_window(app: &AppHandle) {
    let handle = app.clone();
    // Windows are made on the main thread only.
    let scheduled = app.run_on_main_thread(move || {
        match (is_wanted(&handle), handle.get_webview_window(CITIZEN)) {
            (true, None) => log_error(open(&handle).map(drop)),
            (false, Some(window)) => log_error(window.destroy()),
            _ => {}
        }
    });
    log_error(scheduled);
}

/// Goes with the clerk's window, which would else leave it behind alone.
pub fn close_window(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(CITIZEN) {
        log_error(window.destroy());
    }
}

fn is_wanted(app: &AppHandle) -> bool {
    app.get_webview_window(window::MAIN).is_some()
        && app.try_state::<Workplace>().is_some_and(|desk| desk.has_citizen_screen())
}

fn open(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let screen = other_screen(app);
    let builder = WebviewWindowBuilder::new(app, CITIZEN, WebviewUrl::App(Path::new(PAGE).into()))
        .title(TITLE)
        .inner_size(1280.0, 800.0)
        .focused(false)
        // A touch there leaves the keyboard with the clerk.
        .focusable(false)
        .data_directory(window::webview_folder()?)
        .on_navigation(window::is_own)
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .on_download(|_, _| false);
    let window = builder.build()?;
    if let Some(screen) = screen {
        window.set_position(*screen.position())?;
        window.set_fullscreen(true)?;
    }
    Ok(window)
}

/// A screen that is not the clerk's.
fn other_screen(app: &AppHandle) -> Option<Monitor> {
    let main = app.get_webview_window(window::MAIN)?;
    let own = *main.current_monitor().ok()??.position();
    app.available_monitors().ok()?.into_iter().find(|screen| *screen.position() != own)
}

fn log_error(result: tauri::Result<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "the citizen's screen");
    }
}
