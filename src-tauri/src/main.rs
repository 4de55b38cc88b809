//! The shell: one window, one command, one event, the `page://` scheme, the input method, the log.
//! It knows nothing of cases; everything a clerk can do is in `counter_desk`.

mod bridge;
mod folders;
mod journal;
mod lock;
mod page;
mod preedit;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use counter_desk::Desk;
use tauri::{App, Emitter, Manager};

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
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_forward(app)))
        .register_asynchronous_uri_scheme_protocol(page::SCHEME, page::answer)
        .invoke_handler(tauri::generate_handler![bridge::call])
        .setup(|app| set_up(app))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => refuse_to_start("no_window", &error),
    }
}

/// Order matters: the log before anything can fail, the lock before anything is written, the desk before the window asks.
fn set_up(app: &mut App) -> SetUp {
    let folders = folders::resolve(app.path())?;
    journal::start(&folders.logs)?;
    let Some(held) = lock::take(&folders.runtime)? else {
        return Err("already_running".into());
    };
    app.manage(held);

    let webview_data = folders.runtime.join("webview");
    let handle = app.handle().clone();
    let notify = Arc::new(move |topic: &str| {
        if let Err(error) = handle.emit(CHANGED, topic) {
            tracing::warn!(%error, topic, "event not sent");
        }
    });
    app.manage(tauri::async_runtime::block_on(Desk::open(folders, notify)));
    let window = window::open(app, &webview_data)?;
    preedit::show_in_field(&window)?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
}

/// Nothing is on the screen yet, so the terminal is the only place to say it.
fn refuse_to_start(code: &str, error: &dyn std::error::Error) -> ExitCode {
    tracing::error!(code, %error, "not started");
    eprintln!("{code}: {error}");
    ExitCode::FAILURE
}
