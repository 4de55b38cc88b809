//! A disk as it lies there: names, and what the files behind them hold. It takes changes in any
//! order that a power cut may leave of them; what no longer makes sense (a name in a folder that is
//! not there) is lost, as it would be.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use super::content::Content;
use super::log::Change;
use kit::TestResult;

#[derive(Clone, Default, PartialEq, Eq, Hash)]
enum Node {
    #[default]
    Folder,
    File(u64),
}

#[derive(Clone, Default)]
pub struct Disk {
    names: BTreeMap<String, Node>,
    /// Shared among the many disks of one recording until one of them changes.
    files: BTreeMap<u64, Arc<Content>>,
}

impl Disk {
    pub fn apply_change(&mut self, change: &Change) {
        match change {
            Change::Made { name, file } => {
                self.names.insert(name.clone(), Node::File(*file));
            }
            Change::Folder { name } => {
                self.names.insert(name.clone(), Node::Folder);
            }
            Change::Written { file, at, bytes } => {
                self.content(*file).write_at(*at as usize, bytes);
            }
            Change::Cut { file, len } => self.content(*file).truncate(*len as usize),
            Change::Renamed { from, to } => {
                if let Some(node) = self.names.remove(from) {
                    self.names.insert(to.clone(), node);
                }
            }
            Change::Gone { name } => {
                self.names.remove(name);
            }
        }
    }

    fn content(&mut self, file: u64) -> &mut Content {
        Arc::make_mut(self.files.entry(file).or_default())
    }

    /// Two disks that hold the same are one state.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = DefaultHasher::new();
        for (name, node) in &self.names {
            name.hash(&mut hash);
            match node {
                Node::Folder => 0.hash(&mut hash),
                Node::File(file) => {
                    self.files.get(file).map(|content| content.fingerprint()).hash(&mut hash)
                }
            }
        }
        hash.finish()
    }

    /// # Errors
    /// The folder cannot be written.
    pub fn lay_out(&self, root: &Path) -> TestResult {
        fs::create_dir_all(root)?;
        for (name, node) in &self.names {
            let path = root.join(name);
            // Names are in order, so a folder comes before what is in it; one that is lost takes it
            // along.
            if !path.parent().is_some_and(Path::is_dir) {
                continue;
            }
            match node {
                Node::Folder => fs::create_dir(path)?,
                Node::File(file) => fs::write(
                    path,
                    self.files.get(file).map(|content| content.bytes()).unwrap_or_default(),
                )?,
            }
        }
        Ok(())
    }
}
