//! Nothing a citizen said lies readable in any file the store wrote.

use crate::station::{Station, begin, head, submission};
use counter_store::HeadRow;
use std::path::Path;
use tempfile::tempdir;

type Done = Result<(), Box<dyn std::error::Error>>;

const PRIVATE: [&str; 2] = ["陈示例", "440699199001010014"];

fn forms_of(word: &str) -> [Vec<u8>; 3] {
    let wide: Vec<u16> = word.encode_utf16().collect();
    [
        word.as_bytes().to_vec(),
        wide.iter().flat_map(|c| c.to_le_bytes()).collect(),
        wide.iter().flat_map(|c| c.to_be_bytes()).collect(),
    ]
}

fn leaks(folder: &Path) -> std::io::Result<usize> {
    let mut found = 0;
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            found += leaks(&path)?;
            continue;
        }
        let bytes = std::fs::read(&path)?;
        let sought = PRIVATE.iter().flat_map(|w| forms_of(w));
        found += sought.filter(|s| bytes.windows(s.len()).any(|w| w == s.as_slice())).count();
    }
    Ok(found)
}

#[test]
fn no_file_holds_a_name_or_a_number_in_the_clear() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let text = PRIVATE.join(" ");
    begin(&mut store, &HeadRow { summary: text.clone(), search: text.clone(), ..head("a", 1) })?;
    let mut sent = submission("a", "queued", 0);
    sent.payload = text.clone();
    store.put_outbox(&sent)?;
    store.put_page("a", "text/plain", text.as_bytes())?;
    assert_eq!(leaks(dir.path())?, 0, "while it is open, the log included");
    drop(store);
    assert_eq!(leaks(dir.path())?, 0, "after it was closed");
    for (index, form) in forms_of(PRIVATE[0]).iter().enumerate() {
        std::fs::write(dir.path().join(format!("vault/planted-{index}")), form)?;
    }
    assert_eq!(leaks(dir.path())?, 3, "the search finds what is planted");
    Ok(())
}
