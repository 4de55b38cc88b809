//! Settings of this window and the folders it may use. The shell and the command line hand the
//! folders in.
use crate::contract::views;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where things may be written, and where the program's own helpers sit (`device-host`,
/// `document-worker`).
#[derive(Clone, Debug)]
pub struct Folders {
    pub data: PathBuf,
    pub cache: PathBuf,
    pub config: PathBuf,
    /// What an administrator of this computer settles; nothing here writes to it.
    pub system: PathBuf,
    /// Root of the folders in which this computer's own services say how things stand.
    pub machine: PathBuf,
    pub logs: PathBuf,
    pub runtime: PathBuf,
    pub programs: PathBuf,
}

impl Folders {
    pub fn device_host(&self) -> PathBuf {
        self.programs.join("device-host")
    }

    pub fn document_worker(&self) -> PathBuf {
        self.programs.join("document-worker")
    }

    /// Locked while somebody is served: the checker of updates waits for it.
    pub fn in_use(&self) -> PathBuf {
        self.machine.join("run/counter-workstation/in-use")
    }

    /// What that checker wrote down last.
    pub fn update_state(&self) -> PathBuf {
        self.machine.join("var/lib/counter-workstation/updates/state.json")
    }
}

/// `settings.json`. What a file of an older program does not say has its default. Nothing
/// configured: every address is empty, which means the embedded default.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub office: String,
    pub reader_port: String,
    pub reader_speed: u32,
    pub scanner: String,
    pub scan_source: String,
    pub scan_resolution: u32,
    pub printer: String,
    pub language: String,
    pub text_size: String,
    pub keep_days: u32,
    pub warn_free_gib: u32,
    pub warn_card_days: u32,
    pub closing_time: String,
    pub citizen_screen: bool,
    pub catalogue_key: String,
    #[serde(deserialize_with = "read_known_word")]
    pub graphics_card: views::CardUse,
}

/// A word of a later program counts as not said; the rest of the file still does.
fn read_known_word<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    from: D,
) -> Result<T, D::Error> {
    let word = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(word).unwrap_or_default())
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            office: String::new(),
            reader_port: String::new(),
            reader_speed: 115_200,
            scanner: String::new(),
            scan_source: "flatbed".into(),
            scan_resolution: 150,
            printer: String::new(),
            language: "zh-CN".into(),
            text_size: "normal".into(),
            keep_days: 365,
            warn_free_gib: 10,
            warn_card_days: 30,
            closing_time: "17:00".into(),
            citizen_screen: false,
            catalogue_key: String::new(),
            graphics_card: views::CardUse::Auto,
        }
    }
}

/// The settings page shows each field, and a field that only one of the two has does not compile.
macro_rules! same_fields {
    ($from:ident => $to:ident { $($field:ident),* $(,)? }) => {
        impl From<$from> for $to {
            fn from(settings: $from) -> Self {
                let $from { $($field),* } = settings;
                Self { $($field),* }
            }
        }
    };
}
use views::Settings as SettingsForm;
same_fields!(Settings => SettingsForm {
    office, reader_port, reader_speed, scanner, scan_source, scan_resolution, printer, language,
    text_size, keep_days, warn_free_gib, warn_card_days, closing_time,
    citizen_screen, catalogue_key, graphics_card,
});
same_fields!(SettingsForm => Settings {
    office, reader_port, reader_speed, scanner, scan_source, scan_resolution, printer, language,
    text_size, keep_days, warn_free_gib, warn_card_days, closing_time,
    citizen_screen, catalogue_key, graphics_card,
});

impl Default for SettingsForm {
    fn default() -> Self {
        Settings::default().into()
    }
}

fn settings_file(folder: &Path) -> PathBuf {
    folder.join("settings.json")
}

/// The file is there and cannot be read. What it said is not known: least of all, that it said
/// nothing.
#[derive(Debug, PartialEq, Eq)]
pub struct UnreadableSettings;

/// Without a file the defaults count.
pub fn load_settings(folder: &Path) -> Result<Settings, UnreadableSettings> {
    match std::fs::read(settings_file(folder)) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| UnreadableSettings),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(_) => Err(UnreadableSettings),
    }
}

pub fn save_settings(folder: &Path, settings: &Settings) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(settings)?)?;
    file.as_file().sync_all()?;
    file.persist(settings_file(folder)).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_load(json: &str) -> Result<Settings, UnreadableSettings> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(settings_file(folder.path()), json).unwrap();
        load_settings(folder.path())
    }

    fn load(json: &str) -> Settings {
        try_load(json).unwrap()
    }

    /// As the first program with a settings page wrote it.
    const FIRST: &str = r#"{"office":"https://office.example","reader_port":"/dev/ttyUSB0","reader_speed":9600,"scanner":"",
        "scan_source":"feeder","scan_resolution":300,"printer":"","language":"zh-CN","text_size":"large"}"#;

    #[test]
    fn settings_of_each_version_are_read() {
        let first = load(FIRST);
        assert_eq!((first.office.as_str(), first.reader_speed), ("https://office.example", 9600));
        assert_eq!(
            (first.scan_source.as_str(), first.scan_resolution, first.text_size.as_str()),
            ("feeder", 300, "large")
        );
        assert_eq!(
            (first.keep_days, first.warn_free_gib, first.warn_card_days, first.citizen_screen),
            (365, 10, 30, false),
            "not said: the default"
        );
        assert_eq!(first.graphics_card, views::CardUse::Auto, "not said: the default");
        let off = load(&FIRST.replacen('{', r#"{"graphics_card":"off","#, 1));
        assert_eq!(off.graphics_card, views::CardUse::Off);
        let unknown = load(&FIRST.replacen('{', r#"{"graphics_card":"by a later program","#, 1));
        assert_eq!(
            serde_json::to_value(unknown).unwrap(),
            serde_json::to_value(&first).unwrap(),
            "one unknown word costs nothing else"
        );
        let later = load(&FIRST.replacen('{', r#"{"colour":{"of":["a","later","program"]},"#, 1));
        assert_eq!(serde_json::to_value(later).unwrap(), serde_json::to_value(&first).unwrap());
        let folder = tempfile::tempdir().unwrap();
        save_settings(folder.path(), &first).unwrap();
        assert_eq!(
            serde_json::to_value(load_settings(folder.path()).unwrap()).unwrap(),
            serde_json::to_value(first).unwrap()
        );
    }

    #[test]
    fn no_file_gives_the_defaults_and_an_unreadable_one_does_not() {
        let defaults = serde_json::to_value(Settings::default()).unwrap();
        assert_eq!(serde_json::to_value(load("{}")).unwrap(), defaults);
        let folder = tempfile::tempdir().unwrap();
        let none = load_settings(folder.path()).unwrap();
        assert_eq!(serde_json::to_value(none).unwrap(), defaults);
        for json in ["", "no JSON", r#"{"reader_speed":"fast"}"#, &FIRST[..40]] {
            assert!(try_load(json).is_err(), "{json}");
        }
    }
}
