//! The folders of one story, and where the program that is tested lies.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::TestResult;

/// A home of its own, so that everything the program writes is under one folder and can be
/// searched.
pub struct Place {
    root: tempfile::TempDir,
}

impl Place {
    pub fn new() -> TestResult<Self> {
        let root = tempfile::Builder::new().prefix("counter-").tempdir()?;
        let place = Self { root };
        for folder in ["home", "runtime", "tmp", "counter"] {
            fs::create_dir(place.under(folder))?;
        }
        fs::set_permissions(place.under("runtime"), fs::Permissions::from_mode(0o700))?;
        Ok(place)
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn under(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// What every program of the story sees of its surroundings.
    pub fn environment(&self) -> Vec<(String, String)> {
        let at = |name: &str| self.under(name).to_string_lossy().into_owned();
        [
            ("PATH", env::var("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".to_owned()),
            ("HOME", at("home")),
            ("XDG_DATA_HOME", at("home/.local/share")),
            ("XDG_CACHE_HOME", at("home/.cache")),
            ("XDG_CONFIG_HOME", at("home/.config")),
            ("XDG_RUNTIME_DIR", at("runtime")),
            ("TMPDIR", at("tmp")),
            ("COUNTER_HOME", at("counter")),
            ("GDK_BACKEND", "x11".to_owned()),
            // A counter's zone: another would be noticed and said.
            ("TZ", "Asia/Shanghai".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

/// The folder that cargo builds into: a test lies in its `deps`, a program in it.
pub fn build_folder() -> TestResult<PathBuf> {
    let own = env::current_exe()?;
    let folder = own.parent().unwrap_or(Path::new("."));
    Ok(match folder.file_name() {
        Some(name) if name == "deps" => folder.parent().unwrap_or(folder).to_path_buf(),
        _ => folder.to_path_buf(),
    })
}

/// A program of the workspace, built beside this one; with `TESTED_PROGRAMS` the one in that folder,
/// of a package that was unpacked there.
///
/// # Errors
/// It has not been built.
pub fn program_path(name: &str) -> TestResult<PathBuf> {
    let packed = env::var_os("TESTED_PROGRAMS").map(|folder| PathBuf::from(folder).join(name));
    let path = match packed.filter(|path| path.is_file()) {
        Some(path) => path,
        None => build_folder()?.join(name),
    };
    match path.is_file() {
        true => Ok(path),
        false => Err(crate::Fault::wrong(format!("{name} is not built: run `make build` first"))),
    }
}

/// Where pictures and printed forms of a run are left: `target/demo`, whatever the build folder is
/// called.
///
/// # Errors
/// The folder cannot be made.
pub fn demo_folder() -> TestResult<PathBuf> {
    let folder = repository_root().join("target/demo");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The repository that the tests were built from.
pub fn repository_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .unwrap_or_default()
}
