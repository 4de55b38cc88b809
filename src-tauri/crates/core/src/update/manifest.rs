//! The manifest: which packages there are, from which version on every computer must be, who takes
//! it already, until when it counts. Fields that this program does not know are ignored; what it
//! must not read at all has another shape.

use serde::{Deserialize, Serialize};

use super::outcome::UpdateCode;
use super::version::{compare_versions, parse_version};
use crate::time::date::Moment;

const SHAPE: u64 = 1;
/// With its signature around it.
pub const MAX_MANIFEST_BYTES: usize = 256 * 1024;
const MAX_PACKAGE_BYTES: u64 = 1 << 30;
const MAX_PACKAGES: usize = 64;
const MAX_NEWS: usize = 20;
const MAX_NEWS_CHARS: usize = 200;
const MAX_WORD: usize = 64;
const MAX_PATH: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub shape: u64,
    /// Rises with each manifest and never goes back.
    pub number: u64,
    pub made_at: Moment,
    pub until: Moment,
    /// Whoever is below it takes the update, whatever their share.
    pub minimum: String,
    /// Percent of the computers that take it already.
    pub share: u32,
    pub packages: Vec<Package>,
    /// What is new, in the publisher's words, a line each.
    #[serde(default)]
    pub news: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// `deb` or `rpm`; another word is for other programs.
    pub kind: String,
    pub architecture: String,
    /// Below the tree's root.
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}

#[derive(Deserialize)]
struct Shape {
    shape: u64,
}

impl Manifest {
    /// Of a body whose signature holds. What can be signed by mistake is refused all the same.
    ///
    /// # Errors
    /// `RefusedManifest`, `RefusedLaterShape`.
    pub fn read(body: &str) -> Result<Manifest, UpdateCode> {
        let unreadable = |_| UpdateCode::RefusedManifest;
        let Shape { shape } = serde_json::from_str(body).map_err(unreadable)?;
        if shape > SHAPE {
            return Err(UpdateCode::RefusedLaterShape);
        }
        let manifest: Manifest = serde_json::from_str(body).map_err(unreadable)?;
        if manifest.is_possible() { Ok(manifest) } else { Err(UpdateCode::RefusedManifest) }
    }

    fn is_possible(&self) -> bool {
        let is_line = |line: &String| {
            line.chars().count() <= MAX_NEWS_CHARS && !line.contains(char::is_control)
        };
        self.shape == SHAPE
            && self.share <= 100
            && self.made_at < self.until
            && parse_version(&self.minimum).is_some()
            && self.news.len() <= MAX_NEWS
            && self.news.iter().all(is_line)
            && !self.packages.is_empty()
            && self.packages.len() <= MAX_PACKAGES
            && self.packages.iter().all(|package| package.is_possible(&self.minimum))
    }
}

impl Package {
    /// A package below the minimum would have to be taken for ever and never be enough.
    fn is_possible(&self, minimum: &str) -> bool {
        let is_word = |word: &str| !word.is_empty() && word.len() <= MAX_WORD && is_plain(word);
        [&self.name, &self.kind, &self.architecture].into_iter().all(|word| is_word(word))
            && compare_versions(&self.version, minimum).is_some_and(|order| order.is_ge())
            && is_path_below(&self.path)
            && (1..=MAX_PACKAGE_BYTES).contains(&self.bytes)
            && self.sha256.len() == 64
            && self.sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }

    /// Without the folders before it.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// No sign that means something to a file system, an address or a command.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._+~-".contains(&byte))
}

/// Folders and a file, none of which leads elsewhere or is taken for an option.
fn is_path_below(path: &str) -> bool {
    path.len() <= MAX_PATH
        && path.split('/').all(|part| !part.is_empty() && !part.starts_with(['.', '-']))
        && path.split('/').all(is_plain)
}
