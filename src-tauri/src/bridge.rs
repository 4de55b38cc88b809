//! The one command of the window. It passes on the window's label; whether that window may do it,
//! the desk decides.
//!
//! Invariant: the shell has one command, one event and one scheme. Bytes never travel as JSON.

use counter_desk::{Failure, Workplace};
use serde_json::Value;
use tauri::{State, WebviewWindow};

#[tauri::command]
pub async fn call(
    window: WebviewWindow,
    desk: State<'_, Workplace>,
    name: String,
    payload: Value,
) -> Result<Value, Failure> {
    desk.dispatch(window.label(), &name, payload).await
}
