//! One window per set of folders, as far as the session bus reaches: a second start brings the
//! first window forward. That there is only one is the lock's matter (`instance_lock`).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use tauri::Wry;
use tauri::plugin::TauriPlugin;
use zbus::blocking::Connection;

use crate::window;

const NAME: &str = "cn.example.counter-workstation";
/// The first may hold the lock and not have its name yet.
const PATIENCE: Duration = Duration::from_secs(3);

/// Only for the program that holds the lock: listens for those that start later.
pub fn listen_for_starts() -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .callback(|app, _, _| window::bring_forward(app))
        .dbus_id(own_name())
        .build()
}

/// Asks the first program to show its window; false where it cannot be reached, as without a bus.
pub fn bring_first_forward() -> bool {
    let Ok(bus) = Connection::session() else { return false };
    let name = format!("{}.SingleInstance", own_name());
    let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
    let deadline = Instant::now() + PATIENCE;
    loop {
        let arguments: (Vec<String>, &str) = (Vec::new(), "");
        let reply = bus.call_method(
            Some(name.as_str()),
            path.as_str(),
            Some("org.SingleInstance.DBus"),
            "ExecuteCallback",
            &arguments,
        );
        match reply {
            Ok(_) => return true,
            Err(_) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(50)),
            Err(error) => {
                tracing::warn!(%error, "the first window was not reached");
                return false;
            }
        }
    }
}

fn own_name() -> String {
    bus_name(std::env::var_os("COUNTER_HOME").as_deref())
}

/// Another home is another counter: each has a name of its own on the bus.
fn bus_name(home: Option<&std::ffi::OsStr>) -> String {
    match home.filter(|home| !home.is_empty()) {
        None => NAME.to_owned(),
        Some(home) => {
            let mut hasher = DefaultHasher::new();
            home.hash(&mut hasher);
            format!("{NAME}.home{:016x}", hasher.finish())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_home_has_a_name_of_its_own_and_always_the_same() {
        let name = |home: &str| bus_name(Some(home.as_ref()));
        assert_eq!(bus_name(None), NAME);
        assert_eq!(name(""), NAME);
        assert_eq!(name("/a"), name("/a"));
        assert_ne!(name("/a"), name("/b"));
    }
}
