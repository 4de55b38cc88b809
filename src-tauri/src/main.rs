//! The shell: the clerk's window and the citizen's, one command, one event, the `page://` scheme,
//! the input method, the log. It knows nothing of cases; everything a clerk can do is in
//! `counter_desk`.

mod bridge;
mod citizen;
mod folders;
mod instance_lock;
mod log;
mod page;
mod preedit;
mod refused;
mod single_instance;
mod window;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use counter_desk::{Folders, Workplace};
use refused::Why;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, WindowEvent};

/// The one event: its payload is the topic, never a fact about a person.
const CHANGED: &str = "changed";

type SetUp = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
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
        .setup(|app| set_up(app))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => run_app(app),
        Err(error) => refuse_to_start("no_window", &error),
    }
}

/// A refused start tells so in its code too, however its window was closed.
fn run_app(app: App) -> ExitCode {
    let handle = app.handle().clone();
    let on_event = |app: &AppHandle, event| {
        if matches!(event, RunEvent::WindowEvent { ref label, event: WindowEvent::Destroyed, .. } if label == window::MAIN)
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

fn set_up(app: &mut App) -> SetUp {
    match folders::resolve_folders(app.path())
        .map_err(Into::into)
        .and_then(|folders| open(app, folders))
    {
        Ok(()) => Ok(()),
        Err(error) => {
            tracing::error!(code = Why::NotStarted.code(), %error, "not started");
            Ok(refused::show_refusal(app, Why::NotStarted, &error.to_string())?)
        }
    }
}

/// Order matters: the log before anything can fail, the lock before anything is written, the desk
/// before the window asks.
fn open(app: &mut App, folders: Folders) -> SetUp {
    // Without a log the counter still works: a full disk must not close it.
    let _ = log::start_log(&folders.logs);
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
        if let Err(error) = handle.emit(CHANGED, topic) {
            tracing::warn!(%error, topic, "event not sent");
        }
    });
    app.manage(tauri::async_runtime::block_on(Workplace::open(folders, notify)));
    let window = window::open_window(app, &webview_data)?;
    preedit::set_up_preedit(&window)?;
    citizen::update_window(app.handle());
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
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
