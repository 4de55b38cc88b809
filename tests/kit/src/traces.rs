//! Looks through everything that was written for what must not be there: numbers and names of
//! people.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::TestResult;

/// Every file under `root`, but for those under `except`, that holds one of `words`, with the word
/// found in it. Looked for as UTF-8 and UTF-16 in either order, in file names too; in PDF files
/// also in their text.
///
/// # Errors
/// A folder cannot be read.
pub fn find_traces(
    root: &Path,
    except: &[&Path],
    words: &[&str],
) -> TestResult<Vec<(PathBuf, String)>> {
    let mut traces = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if except.iter().any(|path_prefix| path.starts_with(path_prefix)) {
                continue;
            }
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path.clone());
            }
            let mut content = path.as_os_str().as_encoded_bytes().to_vec();
            if kind.is_file() {
                // A file may go away while the program tidies up; then it holds nothing.
                content.extend(fs::read(&path).unwrap_or_default());
                content.extend(text_of_pdf(&path, &content));
            }
            let matches = words.iter().filter(|word| holds(&content, word));
            traces.extend(matches.map(|word| (path.clone(), (*word).to_owned())));
        }
    }
    Ok(traces)
}

fn holds(content: &[u8], word: &str) -> bool {
    let units: Vec<u16> = word.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    [word.as_bytes(), &little, &big]
        .iter()
        .any(|form| content.windows(form.len().max(1)).any(|part| part == *form))
}

fn text_of_pdf(path: &Path, content: &[u8]) -> Vec<u8> {
    if !content.windows(5).any(|part| part == b"%PDF-") {
        return Vec::new();
    }
    let output = Command::new("pdftotext").arg(path).arg("-").output();
    output.map(|output| output.stdout).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_word_is_found_in_every_spelling_and_only_outside_the_exceptions() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        let word = "陈示例";
        fs::create_dir_all(at("deep/vault")).unwrap();
        fs::write(at("deep/plain"), format!("x{word}x")).unwrap();
        let wide: Vec<u16> = format!("ab{word}").encode_utf16().collect();
        fs::write(
            at("deep/little"),
            wide.iter().flat_map(|path_prefix| path_prefix.to_le_bytes()).collect::<Vec<_>>(),
        )
        .unwrap();
        fs::write(
            at("deep/big"),
            wide.iter().flat_map(|path_prefix| path_prefix.to_be_bytes()).collect::<Vec<_>>(),
        )
        .unwrap();
        fs::write(at(word), "").unwrap();
        fs::write(at("deep/clean"), "nobody").unwrap();
        fs::write(at("deep/vault/page"), word).unwrap();

        let traces =
            find_traces(root.path(), &[&at("deep/vault")], &[word, "440699199001010014"]).unwrap();
        let mut files: Vec<PathBuf> = traces.into_iter().map(|(path, _)| path).collect();
        files.sort();
        assert_eq!(files, [at("deep/big"), at("deep/little"), at("deep/plain"), at(word)]);
    }
}
