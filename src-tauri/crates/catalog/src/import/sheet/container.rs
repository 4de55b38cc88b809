//! What a file is by its bytes, and, where it is no table that can be read, what it is instead and
//! what its author can do about it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

pub(super) enum Kind {
    /// XLSX.
    Workbook,
    Text,
}

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const SAVE: &str = "open it there and save it as XLSX";
/// Beginnings of what is no table.
const OTHERS: [(&[u8], &str); 9] = [
    (b"%PDF", "it is a PDF; ask for the table it was made of"),
    (b"\xFF\xD8\xFF", "it is a picture"),
    (b"\x89PNG", "it is a picture"),
    (b"Rar!", "it is a RAR archive; unpack it and give the tables in it"),
    (b"7z\xBC\xAF", "it is a 7z archive; unpack it and give the tables in it"),
    (b"\x1F\x8B", "it is a gzip archive; unpack it and give the tables in it"),
    (b"PK\x05\x06", "it is a ZIP archive with nothing in it"),
    (b"{\\rtf", "it is a text document (RTF)"),
    (b"SQLite format 3", "it is a database"),
];

pub(super) fn find_kind(bytes: &[u8]) -> Result<Kind, String> {
    if let Some((_, cause)) = OTHERS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err((*cause).to_owned());
    }
    if is_left_beside(bytes) {
        return Err("it is no table: a Mac, or a workbook that is open, leaves such a file beside the table; give the table alone".to_owned());
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(name_ole(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return find_zip_kind(bytes);
    }
    match name_markup(bytes) {
        Some(cause) => Err(cause),
        None => Ok(Kind::Text),
    }
}

/// `._list.xlsx` and `.DS_Store`; `~$list.xlsx`, which says twice who has it open.
fn is_left_beside(bytes: &[u8]) -> bool {
    const LOCK: usize = 165;
    const AGAIN: usize = 55;
    let is_count = |count: u8| (1..=54).contains(&count);
    let is_lock = bytes.len() == LOCK
        && bytes.first().is_some_and(|count| is_count(*count))
        && matches!(bytes.get(AGAIN..AGAIN + 2), Some([count, 0]) if is_count(*count));
    is_lock || bytes.starts_with(b"\0\x05\x16\x07") || bytes.starts_with(b"\0\0\0\x01Bud1")
}

/// The container of Office before 2007, in which a locked XLSX lies too.
fn name_ole(bytes: &[u8]) -> String {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).ok();
    let Some(file) = file.filter(|_| bytes.starts_with(OLE)) else {
        return format!(
            "it is in the container of Excel before 2007, and damaged; if it opens in Excel or WPS, {SAVE}"
        );
    };
    let names: Vec<String> =
        file.read_root_storage().map(|entry| entry.name().to_owned()).collect();
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        "it is locked with a password; open it with the password, take the password off, and save it again"
            .to_owned()
    } else if has("Workbook") || has("Book") {
        format!("it is in the format of Excel before 2007 (.xls); {SAVE}")
    } else if has("WordDocument") {
        "it is a Word document; copy its table into a workbook and save that as XLSX".to_owned()
    } else if has("PowerPoint Document") {
        "it is a presentation".to_owned()
    } else {
        format!(
            "it is a container of an older program, not XLSX; if it opens in Excel or WPS, {SAVE}"
        )
    }
}

fn find_zip_kind(bytes: &[u8]) -> Result<Kind, String> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        format!("it is cut or damaged ({error}); copy or send it again from where it is whole")
    })?;
    let names: Vec<String> = parts.file_names().flatten().map(Into::into).collect();
    let has = |wanted: &str| names.iter().any(|name| name.trim_start_matches('/') == wanted);
    let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("xl/workbook.bin") {
        return Err(format!("it is a binary workbook (.xlsb); {SAVE}"));
    }
    if within("word/") {
        return Err(
            "it is a Word document (.docx); copy its table into a workbook and save that as XLSX"
                .to_owned(),
        );
    }
    if within("ppt/") {
        return Err("it is a presentation (.pptx)".to_owned());
    }
    if has("OFD.xml") {
        return Err("it is an OFD document; ask for the table it was made of".to_owned());
    }
    if within("Index/") && names.iter().any(|name| name.ends_with(".iwa")) {
        return Err(format!("it is a table of Numbers; {SAVE}"));
    }
    if has("mimetype") {
        return Err(name_open_document(&mut parts));
    }
    if has("[Content_Types].xml") {
        return Ok(Kind::Workbook);
    }
    Err("it is a ZIP archive; unpack it and give the tables in it".to_owned())
}

fn name_open_document(parts: &mut ZipArchive<Cursor<&[u8]>>) -> String {
    let mut text = |name: &str| {
        let mut text = String::new();
        let part = parts.by_name(name).ok()?;
        part.take(1024 * 1024).read_to_string(&mut text).ok()?;
        Some(text)
    };
    if text("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return "it is an OpenDocument file locked with a password; open it and save it as XLSX without one"
            .to_owned();
    }
    match text("mimetype") {
        Some(kind) if kind.contains("spreadsheet") => {
            format!("it is an OpenDocument table (.ods); {SAVE}")
        }
        _ => "it is an OpenDocument file, and no table".to_owned(),
    }
}

/// Web systems give a page or XML the name of a workbook.
fn name_markup(bytes: &[u8]) -> Option<String> {
    let head: String = String::from_utf8_lossy(bytes.get(..4096.min(bytes.len()))?)
        .chars()
        .filter(|c| *c != '\0')
        .collect();
    let head =
        head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    let lower = head.to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if lower.contains("urn:schemas-microsoft-com:office:spreadsheet")
        && begins(&["<?xml", "<workbook"])
    {
        return Some(format!("it is an XML table of Excel 2003; {SAVE}"));
    }
    if begins(&["<!doctype html", "<html", "<table", "<head", "<meta", "<style", "<body", "<div"])
        || (begins(&["<?xml"]) && lower.contains("<html"))
    {
        return Some(format!(
            "it is a web page under the name of a table, as some systems export it; {SAVE}"
        ));
    }
    if begins(&["mime-version:"]) {
        return Some(format!("it is a saved web page (MHTML); {SAVE}"));
    }
    begins(&["<?xml"]).then(|| "it is XML, and no table".to_owned())
}
