//! A crate's modules: which file is which, and where a path leads.

use super::Source;
use super::paths::{Path, read_paths};
use super::tokens::{split_tokens, without_tests};

pub struct File {
    /// Below `src`.
    pub name: String,
    /// From the crate's root, which has no segment.
    pub module: Vec<String>,
    pub words: Vec<String>,
    pub paths: Vec<Path>,
}

pub struct Modules(pub Vec<File>);

impl Modules {
    /// Files that are modules of tests are left out.
    pub fn new(sources: &[Source]) -> Self {
        let (mut files, mut tests) = (Vec::new(), Vec::new());
        for (name, text) in sources {
            let mut module: Vec<String> =
                name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            module.pop_if(|last| last == "mod" || ["lib.rs", "main.rs"].contains(&name.as_str()));
            let tokens = split_tokens(text);
            let (code, test_files) = without_tests(&tokens);
            tests.extend(
                test_files.into_iter().map(|file| [module.as_slice(), &[file.to_owned()]].concat()),
            );
            let words = code.iter().map(|word| (*word).to_owned()).collect();
            files.push(File { name: name.clone(), module, words, paths: read_paths(&code) });
        }
        files.retain(|file| !tests.iter().any(|test| file.module.starts_with(test)));
        Self(files)
    }

    pub fn file(&self, module: &[String]) -> Option<&File> {
        self.0.iter().find(|file| file.module == module)
    }

    /// Where each of a file's paths leads, from the crate's root; those that leave the crate are
    /// left out.
    pub fn targets(&self, file: &File) -> impl Iterator<Item = Vec<String>> {
        file.paths.iter().filter_map(|path| self.absolute(file, &path.segments, true))
    }

    fn absolute(&self, file: &File, path: &[String], by_names: bool) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let module = file.module.as_slice();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" => {
                let up = path.iter().take_while(|segment| *segment == "super").count();
                Some([&module[..module.len().saturating_sub(up)], &path[up..]].concat())
            }
            _ if self.file(&[module, &path[..1]].concat()).is_some() => {
                Some([module, path].concat())
            }
            name if by_names => {
                let import = file.paths.iter().find(|path| path.name == name)?;
                Some([&self.absolute(file, &import.segments, false)?, rest].concat())
            }
            _ => None,
        }
    }

    /// The same place, behind the names that modules on the way export again.
    pub fn follow_exports(&self, path: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        // Two modules that export each other's name would go round for ever.
        for _ in 0..8 {
            let depth = self.module_of(&path).len();
            let export = path.get(depth).and_then(|name| {
                let file = self.file(&path[..depth])?;
                let export = file.paths.iter().find(|path| path.exported && path.name == *name)?;
                Some([&self.absolute(file, &export.segments, true)?, &path[depth + 1..]].concat())
            });
            match export {
                Some(further) => path = further,
                None => break,
            }
        }
        path
    }

    /// The module that a path goes to, or the one that holds what it names.
    pub fn module_of<'a>(&self, path: &'a [String]) -> &'a [String] {
        let mut lengths = (0..=path.len()).rev();
        lengths
            .find(|length| self.file(&path[..*length]).is_some())
            .map_or(&[], |length| &path[..length])
    }
}
