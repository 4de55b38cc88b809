//! Files that are no table: each is told what it is, and what its author can do.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{CODE, cause, files, names, refused};
use counter_catalog::import::{self, Options};

fn ole(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for name in streams {
        file.create_stream(format!("/{name}")).unwrap().write_all(b"bytes of it").unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn each_container_is_named() {
    const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";
    const XML: &str =
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>";
    let html = "\u{feff}<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>实施编码</td></tr></table>";
    let mut lock = vec![b' '; 165];
    lock[..5].copy_from_slice(b"\x04Chen");
    lock[55..57].copy_from_slice(&[4, 0]);
    let cases: [(&str, Vec<u8>, &str); 22] = [
        ("~$a.xlsx", lock, "beside the table"),
        ("._a.xlsx", b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ".to_vec(), "beside the table"),
        (".DS_Store", b"\0\0\0\x01Bud1\0\0\x10\0".to_vec(), "beside the table"),
        ("locked.xlsx", ole(&["EncryptedPackage", "EncryptionInfo"]), "locked with a password"),
        ("old.xls", ole(&["Workbook"]), "Excel before 2007 (.xls)"),
        ("older.xls", ole(&["Book"]), "Excel before 2007 (.xls)"),
        ("old.doc", ole(&["WordDocument"]), "a Word document"),
        ("other.xlsx", ole(&["Contents"]), "a container of an older program"),
        ("cut.xls", ole(&["Workbook"])[..600].to_vec(), "damaged"),
        (
            "a.ods",
            zip(&[("mimetype", ODS), ("content.xml", "<x/>")]),
            "an OpenDocument table (.ods)",
        ),
        (
            "locked.ods",
            zip(&[("mimetype", ODS), ("META-INF/manifest.xml", "<m:encryption-data/>")]),
            "locked with a password",
        ),
        (
            "a.xlsb",
            zip(&[("[Content_Types].xml", ""), ("xl/workbook.bin", "")]),
            "a binary workbook (.xlsb)",
        ),
        (
            "a.docx",
            zip(&[("[Content_Types].xml", ""), ("word/document.xml", "")]),
            "a Word document (.docx)",
        ),
        ("a.ofd", zip(&[("OFD.xml", "")]), "an OFD document"),
        ("a.zip", zip(&[("清单.csv", "实施编码")]), "a ZIP archive; unpack it"),
        ("empty.zip", zip(&[]), "a ZIP archive with nothing in it"),
        ("a.xlsx", b"PK\x03\x04 and no more".to_vec(), "cut or damaged"),
        ("page.xls", html.as_bytes().to_vec(), "a web page under the name of a table"),
        (
            "page.xls",
            encoding_rs::GB18030.encode("\n <TABLE><tr><td>实施编码").0.into_owned(),
            "a web page",
        ),
        ("2003.xls", XML.as_bytes().to_vec(), "an XML table of Excel 2003"),
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "it is a PDF"),
        ("a.rar", b"Rar!\x1a\x07".to_vec(), "a RAR archive"),
    ];
    for (name, bytes, words) in cases {
        let told = cause(name, &bytes);
        assert!(told.contains(words) && told.contains(name), "{name}: {told}");
        assert_eq!(refused(&bytes), "catalog_not_a_table", "{name}");
    }
}

/// The bytes say what a file is, not its name.
#[test]
fn a_table_under_another_name_is_read() {
    let csv = format!("实施编码,事项名称\n{CODE},甲\n");
    let mut book = Workbook::new();
    super::write_rows(book.add_worksheet(), &[&["实施编码", "事项名称"], &[CODE, "甲"]]);
    let xlsx = book.save_to_buffer().unwrap();
    for (name, bytes) in
        [("a.xlsx", csv.as_bytes()), ("a.xls", csv.as_bytes()), ("a.csv", &xlsx), ("a", &xlsx)]
    {
        let (_dir, paths) = files(&[(name, bytes)]);
        assert_eq!(
            names(&import::read_tables(&paths, &Options::default()).unwrap()),
            ["甲"],
            "{name}"
        );
    }
}
