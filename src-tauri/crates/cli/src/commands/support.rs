//! `counter support`: the diagnostics bundle of a station whose window is closed or does not open.
//! Nobody is in it; the window makes the same from its settings.
use crate::commands::files::write_whole;
use crate::output::{Fault, Outcome};
use crate::secret::read_passphrase;
use clap::Args;
use counter_desk::ClosedStation;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Support {
    /// The folder of the station's data, or the one above it. It is read only; where a window has it
    /// open its cases are not counted.
    #[arg(long)]
    data: PathBuf,
    /// The archive (ZIP) to write.
    #[arg(long)]
    out: PathBuf,
    /// The folder of the settings, where it does not lie as the window puts it.
    #[arg(long)]
    config: Option<PathBuf>,
    /// The folder of the log, where it does not lie as the window puts it.
    #[arg(long)]
    logs: Option<PathBuf>,
    /// The passphrase is the first line of standard input. Only where there is no keyring; without
    /// it the cases are not counted.
    #[arg(long)]
    passphrase_stdin: bool,
}

pub fn save_bundle(support: Support) -> Outcome {
    if !support.data.is_dir() {
        return Err(Fault::new("no_folder", format!("{} is no folder", support.data.display())));
    }
    let (config, logs) = find_beside(&support.data);
    let station = ClosedStation {
        data: support.data,
        config: support.config.unwrap_or(config),
        logs: support.logs.unwrap_or(logs),
    };
    let passphrase = read_passphrase(support.passphrase_stdin);
    let bundle = station.make_bundle(passphrase.as_deref()).map_err(Fault::internal)?;
    write_whole(&support.out, &bundle.bytes).map_err(|cause| {
        Fault::new("cannot_write", format!("{}: {cause}", support.out.display()))
    })?;
    let records = bundle.unread.unwrap_or("counted");
    Ok(json!({ "written": support.out.display().to_string(), "records": records }))
}

/// Of these data, settings and log: under one folder for all, or as the system's folders are.
fn find_beside(data: &Path) -> (PathBuf, PathBuf) {
    let data = &std::fs::canonicalize(data).unwrap_or_else(|_| data.to_owned());
    let of_home = |home: &Path| (home.join("config"), home.join("logs"));
    if data.join("data").is_dir() {
        return of_home(data);
    }
    match data.parent() {
        Some(home) if data.ends_with("data") => of_home(home),
        _ => {
            let name = data.file_name().unwrap_or_default();
            // Of whose the data are, who need not be who asks.
            let share = data.parent().filter(|share| share.ends_with(".local/share"));
            let home = share.and_then(|share| share.ancestors().nth(2));
            let of_owner = home.map(|home| home.join(".config").join(name));
            let settings = of_owner.filter(|folder| folder.is_dir());
            (settings.unwrap_or_else(|| config_folder().join(name)), data.join("logs"))
        }
    }
}

fn config_folder() -> PathBuf {
    let read_variable = |name: &str| std::env::var_os(name).filter(|path| !path.is_empty());
    match (read_variable("XDG_CONFIG_HOME"), read_variable("HOME")) {
        (Some(folder), _) => folder.into(),
        (None, home) => PathBuf::from(home.unwrap_or_default()).join(".config"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_log_lie_beside_the_data() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let beside = (home.path().join("config"), home.path().join("logs"));
        assert_eq!(find_beside(&data), beside);
        assert_eq!(find_beside(home.path()), beside);
        let (config, logs) = find_beside(Path::new("/x/share/cn.example.counter-workstation"));
        assert!(config.ends_with("cn.example.counter-workstation"));
        assert_eq!(logs, Path::new("/x/share/cn.example.counter-workstation/logs"));
    }
}
