//! The shell: the clerk's window and the citizen's, one command, one event, the `page://` scheme,
//! the input method, the log. It knows nothing of cases; everything a clerk can do is in
//! `counter_desk`.

mod bridge;
#[cfg(target_os = "linux")]
mod check;
mod citizen;
mod crash;
mod folders;
#[cfg(target_os = "linux")]
mod graphics_card;
mod instance_lock;
mod log;
mod page;
#[cfg(target_os = "linux")]
mod painting;
mod preedit;
mod refused;
#[cfg(target_os = "linux")]
mod screen_server;
mod single_instance;
#[cfg(target_os = "linux")]
mod variables;
mod window;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

#[cfg(target_os = "linux")]
use counter_desk::load_settings;
use counter_desk::{Folders, PaintingView, Workplace, forbid_dumps, keep_files_private};
use refused::Why;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, WindowEvent};

/// The one event: its payload is the topic, never a fact about a person.
const CHANGED: &str = "changed";

type SetUp = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    forbid_dumps();
    keep_files_private();
    // A question about this computer: no window, no variable set for one.
    #[cfg(target_os = "linux")]
    if let Some(code) = check::answer_arguments(std::env::args_os().skip(1)) {
        return code;
    }
    // Before all else: nothing else runs yet, and the webview library has started nothing.
    let painting = settle_webview();
    let context = tauri::generate_context!();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse_to_start("no_runtime", &error),
    };
    // The desk starts its own tasks when it opens, so the main thread lives inside the runtime.
    let _inside = runtime.enter();
    tauri::async_runtime::set(runtime.handle().clone());

    let app = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(page::SCHEME, page::answer_request)
        .invoke_handler(tauri::generate_handler![bridge::call])
        .setup(|app| set_up(app, painting))
        .build(context);
    match app {
        Ok(app) => run_app(app),
        Err(error) => refuse_to_start("no_window", &error),
    }
}

#[cfg(target_os = "linux")]
fn settle_webview() -> Option<PaintingView> {
    let settings =
        folders::find_folders().ok().and_then(|folders| load_settings(&folders.config).ok());
    painting::settle_painting(settings.map(|settings| settings.graphics_card).unwrap_or_default())
}

/// Elsewhere the system's own webview chooses by itself.
#[cfg(not(target_os = "linux"))]
fn settle_webview() -> Option<PaintingView> {
    None
}

/// A refused start tells so in its code too, however its window was closed.
fn run_app(app: App) -> ExitCode {
    let handle = app.handle().clone();
    let on_event = |app: &AppHandle, event| {
        if matches!(event, RunEvent::WindowEvent { ref label, event: WindowEvent::Destroyed,
            .. } if label == window::MAIN)
        {
            citizen::close_window(app);
        }
    };
    let code = match (app.run_return(on_event), refused::refusal_code(&handle)) {
        (0, refused) => refused,
        (code, _) => code,
    };
    refused::clean_up(&handle);
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

fn set_up(app: &mut App, painting: Option<PaintingView>) -> SetUp {
    match folders::find_folders()
        .map_err(Into::into)
        .and_then(|folders| open(app, folders, painting))
    {
        Ok(()) => Ok(()),
        Err(error) => {
            tracing::error!(code = Why::NotStarted.code(), %error, "not started");
            Ok(refused::show_refusal(app, Why::NotStarted, &error.to_string())?)
        }
    }
}

/// Order matters: the log before anything can fail, the lock before anything is written, the desk
/// under way before the window asks.
fn open(app: &mut App, folders: Folders, painting: Option<PaintingView>) -> SetUp {
    // Without a log the counter still works: a full disk must not close it.
    let _ = log::start_log(&folders.logs);
    crash::keep_panics(&folders.logs);
    log_painting(painting.as_ref());
    let Some(lock) = instance_lock::take_lock(&folders.runtime)? else {
        return refuse_second_start(app);
    };
    app.manage(lock);
    app.handle().plugin(single_instance::listen_for_starts())?;

    let webview_data = folders.runtime.join("webview");
    let handle = app.handle().clone();
    let notify = Arc::new(move |topic: &str| {
        if topic == "session" {
            window::show_mark(&handle);
        }
        if topic == "status" {
            citizen::update_window(&handle);
        }
        if topic == "close" {
            window::close_main(&handle);
        }
        if let Err(error) = handle.emit(CHANGED, topic) {
            tracing::warn!(%error, topic, "event not sent");
        }
    });
    // The desk opens while the webview library starts its own processes.
    let desk = Workplace::start(folders, notify);
    if let Some(painting) = painting {
        desk.note_painting(painting);
    }
    if let Ok(version) = tauri::webview_version() {
        desk.note_webview(version);
    }
    app.manage(desk);
    let window = window::open_window(app, &webview_data)?;
    preedit::set_up_preedit(&window)?;
    citizen::update_window(app.handle());
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
}

fn log_painting(painting: Option<&PaintingView>) {
    match painting {
        Some(PaintingView { by_card, cause, driver }) => {
            tracing::info!(by_card, ?cause, driver, "painting");
        }
        None => tracing::info!("painting is left to the webview"),
    }
}

/// Somebody has these folders already. Over the bus the first window comes forward and this program
/// ends with 0; without a bus nobody can reach that window, so a window says where things stand.
fn refuse_second_start(app: &mut App) -> SetUp {
    tracing::info!(code = Why::AlreadyRunning.code(), "a second start");
    if single_instance::bring_first_forward() {
        // Where nobody reads the terminal the window says enough.
        let _ = writeln!(
            std::io::stdout(),
            "{}: 已切换到打开着的窗口 (switched to the open window)",
            Why::AlreadyRunning.code()
        );
        app.cleanup_before_exit();
        std::process::exit(0);
    }
    Ok(refused::show_refusal(
        app,
        Why::AlreadyRunning,
        "another program uses this data; nothing was changed",
    )?)
}

/// Nothing is on the screen yet, so the terminal is the only place to say it.
fn refuse_to_start(code: &str, error: &dyn std::error::Error) -> ExitCode {
    tracing::error!(code, %error, "not started");
    eprintln!("{code}: {error}");
    ExitCode::FAILURE
}
