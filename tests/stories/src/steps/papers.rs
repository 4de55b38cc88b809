//! What was printed where there is no printer: which papers, and what they say.

use std::path::{Path, PathBuf};
use std::process::Command;

use kit::{Fault, Story, TestResult, wait_until};

/// The oldest first.
pub fn printed_forms(story: &Story) -> TestResult<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(story.home().join("data/forms"))? {
        let entry = entry?;
        files.push((entry.metadata()?.modified()?, entry.path()));
    }
    files.sort();
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

/// The words on the paper that was printed last, without the breaks of its lines.
pub fn printed_text(story: &Story) -> TestResult<String> {
    let last = printed_forms(story)?.pop().ok_or_else(|| Fault::wrong("nothing was printed"))?;
    let output = Command::new("pdftotext").arg(&last).arg("-").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).split_whitespace().collect())
}

/// Waits until the paper of this title was printed; its words.
pub async fn wait_printed(story: &Story, title: &str) -> TestResult<String> {
    wait_until(&format!("{title} on paper"), async || {
        let words = printed_text(story)?;
        Ok(words.contains(title).then_some(words))
    })
    .await
}

/// The words of a paper, each of which has to stand there.
pub fn expect_on_paper(paper: &str, wanted: &[&str]) -> TestResult {
    match wanted.iter().find(|words| !paper.contains(**words)) {
        None => Ok(()),
        Some(words) => Err(Fault::wrong(format!("the paper does not say {words}:\n{paper}"))),
    }
}

/// The printed forms of a story, copied beside its pictures.
pub fn keep_forms(story: &Story, name: &str) -> TestResult<usize> {
    let folder = story.home().join("data/forms");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder)? {
        let file = entry?.path();
        let copy = kit::demo_folder()?.join(format!("{name}-{}", file_name(&file)));
        std::fs::copy(&file, copy)?;
        count += 1;
    }
    Ok(count)
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
