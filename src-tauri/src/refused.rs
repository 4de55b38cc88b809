//! The window of a start that must not go on: it says why, what is safe and what to do. No clerk,
//! no desk, no command.

use std::path::PathBuf;

use tauri::{App, AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

/// Has no capability: this page can call nothing.
const LABEL: &str = "refused";
/// The page's button leads here; nothing is there.
const CLOSE: &str = "/close";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    AlreadyRunning,
    NotStarted,
}

impl Why {
    pub fn code(self) -> &'static str {
        match self {
            Self::AlreadyRunning => "already_running",
            Self::NotStarted => "not_started",
        }
    }

    /// What a script that starts the program is told.
    pub fn exit_code(self) -> i32 {
        match self {
            Self::AlreadyRunning => 3,
            Self::NotStarted => 1,
        }
    }
}

/// The terminal may be the only place to say it, or the window may: both.
pub fn show_refusal(app: &App, why: Why, cause: &str) -> tauri::Result<()> {
    eprintln!("{}: {cause}", why.code());
    let scratch = std::env::temp_dir().join(format!("counter-refused-{}", std::process::id()));
    let window = WebviewWindowBuilder::new(app, LABEL, page_url(why))
        .title("综窗工作台")
        .inner_size(640.0, 420.0)
        .center()
        .disable_drag_drop_handler()
        .data_directory(scratch.clone());
    let handle = app.handle().clone();
    let window = window.on_navigation(move |url| {
        if url.path() == CLOSE {
            handle.exit(why.exit_code());
        }
        crate::window::is_own(url) && url.path() != CLOSE
    });
    app.manage(Refused { why, scratch });
    window.build().map(|_| ())
}

struct Refused {
    why: Why,
    scratch: PathBuf,
}

/// 0 where nothing was refused.
pub fn refusal_code(app: &AppHandle) -> i32 {
    app.try_state::<Refused>().map_or(0, |refused| refused.why.exit_code())
}

pub fn clean_up(app: &AppHandle) {
    if let Some(refused) = app.try_state::<Refused>() {
        // Left behind it would hold nothing but an empty cache.
        let _ = std::fs::remove_dir_all(&refused.scratch);
    }
}

fn page_url(why: Why) -> WebviewUrl {
    WebviewUrl::App(format!("refused.html#{}", why.code()).into())
}
