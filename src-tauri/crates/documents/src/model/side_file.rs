//! What systems and programs leave beside people's files, and what comes along where a folder or a stick
//! is chosen as a whole: no paper of anybody's, whatever file it belongs to.

/// The owner's notes of Word and of Excel and PowerPoint: how long, and where the name stands again.
const LOCKS: [(usize, usize); 2] = [(162, 54), (165, 55)];
/// Letters of an owner's name at most.
const LONGEST_OWNER: u8 = 54;

/// By its bytes: `._photo.jpg` and `.DS_Store` of a Mac, the small pictures of Windows, `~$letter.docx`
/// of a paper that is open elsewhere.
pub(super) fn is_side_file(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0, 5, 0x16, 7, 0, 1 | 2, 0, 0, ..]
            | [0, 0, 0, 1, b'B', b'u', b'd', b'1', ..]
            | [b'C', b'M', b'M', b'M', ..]
    ) || is_lock(bytes)
}

/// By the text in it: what a folder looks like (`desktop.ini`), where a file was loaded from
/// (`Zone.Identifier`), who has it open in LibreOffice (`.~lock.letter.odt#`).
pub(super) fn is_side_text(small_letters: &str) -> bool {
    const HEADS: [&str; 4] =
        ["[.shellclassinfo]", "[localizedfilenames]", "[viewstate]", "[zonetransfer]"];
    let text = small_letters.trim_end();
    let is_lock = text.starts_with(',')
        && text.ends_with(';')
        && text.contains(",file:///")
        && !text.contains('\n');
    is_lock || HEADS.iter().any(|head| text.starts_with(head))
}

/// A count and the owner's name in the letters of the system, then both in UTF-16.
fn is_lock(bytes: &[u8]) -> bool {
    let is_count = |count: u8| (1..=LONGEST_OWNER).contains(&count);
    LOCKS.iter().any(|(length, again)| {
        bytes.len() == *length
            && bytes.first().is_some_and(|count| is_count(*count))
            && matches!(bytes.get(*again..again + 2), Some([count, 0]) if is_count(*count))
    })
}

#[cfg(test)]
mod tests {
    use crate::{DocumentError, Kind, OtherKind};

    /// As Word (with zeros) and Excel (with blanks) note who has a paper open.
    fn lock(length: usize, again: usize, filler: u8) -> Vec<u8> {
        let mut bytes = vec![filler; again];
        bytes[..6].copy_from_slice(b"\x05Chen1");
        bytes.extend([5, 0]);
        bytes.extend("Chen1".bytes().flat_map(|byte| [byte, 0]));
        while bytes.len() < length {
            bytes.extend([filler, 0]);
        }
        bytes.truncate(length);
        bytes
    }

    fn wide(text: &str) -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.bytes().flat_map(|byte| [byte, 0])).collect()
    }

    #[test]
    fn what_programs_leave_beside_files_is_no_damaged_paper() {
        // The small picture within must not be taken for the photograph.
        let mut double = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        \0\x02".to_vec();
        double.extend(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\xFF\xD9");
        let small_pictures =
            [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &wide("Catalog")[2..]].concat();
        let newer = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &wide("256_3b")[2..]].concat();
        for (name, bytes) in [
            ("._a.jpg", double),
            (".DS_Store", b"\0\0\0\x01Bud1\0\0\x10\0".to_vec()),
            ("Thumbs.db", small_pictures),
            ("Thumbs.db of Windows 7", newer),
            ("thumbcache", b"CMMM\x20\0\0\0".to_vec()),
            ("desktop.ini", b"[.ShellClassInfo]\r\nIconIndex=0\r\n".to_vec()),
            (
                "desktop.ini behind an empty line",
                b"\r\n[.ShellClassInfo]\r\nIconIndex=0\r\n".to_vec(),
            ),
            ("desktop.ini in UTF-16", wide("[.ShellClassInfo]\r\n")),
            ("Zone.Identifier", b"[ZoneTransfer]\r\nZoneId=3\r\n".to_vec()),
            ("~$a.docx", lock(162, 54, 0)),
            ("~$a.xlsx", lock(165, 55, b' ')),
            (
                ".~lock.a.odt#",
                b",chen,window-3,02.12.2026 10:00,file:///home/chen/.config/libreoffice/4;"
                    .to_vec(),
            ),
        ] {
            assert_eq!(
                Kind::detect(&bytes),
                Err(DocumentError::NotTaken(OtherKind::SideFile)),
                "{name}"
            );
        }
    }

    #[test]
    fn what_only_begins_like_one_is_what_it_is() {
        for (bytes, kind) in [
            (lock(163, 54, b' '), DocumentError::UnknownKind),
            (b"[General]\r\nNote=1\r\n".to_vec(), DocumentError::NotTaken(OtherKind::Text)),
            (wide("a note"), DocumentError::NotTaken(OtherKind::Text)),
            (
                b", as said in file:///a;\nand so on".to_vec(),
                DocumentError::NotTaken(OtherKind::Text),
            ),
            (
                b"[Desktop Entry]\nType=Link\nURL=http://localhost/\n".to_vec(),
                DocumentError::NotTaken(OtherKind::Shortcut),
            ),
        ] {
            assert_eq!(Kind::detect(&bytes), Err(kind));
        }
    }
}
