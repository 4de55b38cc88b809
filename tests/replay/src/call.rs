//! Calls of a window to the desk, by a clerk who is signed in.

use counter_desk::contract::{Access, find_command};
use counter_desk::{Folders, Workplace};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;
use tokio::runtime::Runtime;

#[derive(Deserialize)]
struct Call {
    window: String,
    name: String,
    payload: Value,
}

struct Place {
    runtime: Runtime,
    desk: Workplace,
    _home: TempDir,
}

static PLACE: Mutex<Option<Place>> = Mutex::new(None);

/// What a clerk or a citizen asks for at a window. What would reach beyond this folder (settings,
/// joining a centre, updates) or end the session is left out, and is nobody's of these.
pub fn dispatch_call(bytes: &[u8]) {
    let Ok(Call { window, name, payload }) = serde_json::from_slice(bytes) else { return };
    let is_wanted = |access: Access| matches!(access, Access::Clerk | Access::Citizen);
    if find_command(&name).is_some_and(|command| !is_wanted(command.access)) {
        return;
    }
    let mut place = PLACE.lock().unwrap_or_else(PoisonError::into_inner);
    let Place { runtime, desk, .. } = place.get_or_insert_with(open_place);
    let outcome = runtime.block_on(desk.dispatch(&window, &name, payload));
    if let Err(failure) = outcome {
        // How a command that panicked ends.
        assert_ne!(failure.code.as_str(), "internal", "{name}");
    }
}

/// The desk goes, and its folder with it.
pub fn close_place() {
    PLACE.lock().unwrap_or_else(PoisonError::into_inner).take();
}

/// A trial in a folder of its own, without a program beside it.
fn open_place() -> Place {
    let home = tempfile::tempdir().expect("a temporary folder");
    let under = |name: &str| home.path().join(name);
    let folders = Folders {
        data: under("data"),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs: under("programs"),
    };
    let runtime = Runtime::new().expect("a runtime");
    let desk = runtime.block_on(async {
        let desk = Workplace::open(folders, Arc::new(|_: &str| {})).await;
        let mut hello = ask(&desk, "hello", json!({})).await;
        if hello["state"] != "ready" {
            let passphrase = json!({ "passphrase": "a long passphrase for tests" });
            hello = ask(&desk, "unlock", passphrase).await;
        }
        let account = &hello["demo_accounts"][0];
        let person = json!({ "number": account["number"], "password": account["password"] });
        ask(&desk, "sign_in", person).await;
        desk
    });
    Place { runtime, desk, _home: home }
}

async fn ask(desk: &Workplace, name: &str, payload: Value) -> Value {
    match desk.dispatch("main", name, payload).await {
        Ok(answer) => answer,
        Err(failure) => panic!("{name} was refused: {}", failure.code),
    }
}
