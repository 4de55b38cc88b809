//! One encoding in one table, and one that its text bears out.

use super::{CODE, cause, names, refused};
use counter_catalog::import::{self, Options, Read};
use encoding_rs::{BIG5, GB18030, SHIFT_JIS};

fn text() -> String {
    format!(
        "实施编码,事项名称,实施主体,办件类型\n{CODE},示例许可,示例区政务服务局,1\nB,示例登记,示例区民政局,1\n"
    )
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn read(bytes: &[u8]) -> Read {
    let (_dir, paths) = super::files(&[("a.csv", bytes)]);
    import::read_tables(&paths, &Options::default()).unwrap()
}

#[test]
fn each_encoding_alone_is_read() {
    let text = text();
    let utf16 = |big: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (name, bytes) in [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8 with its mark", marked(b"\xEF\xBB\xBF", text.as_bytes())),
        ("GB 18030", gb(&text)),
        ("GB 18030 with its mark", gb(&format!("\u{feff}{text}"))),
        ("UTF-16", marked(b"\xFF\xFE", &utf16(false))),
        ("UTF-16 the other way", marked(b"\xFE\xFF", &utf16(true))),
        ("UTF-16 without a mark", utf16(false)),
        ("UTF-16 the other way without a mark", utf16(true)),
    ] {
        assert_eq!(names(&read(&bytes)), ["示例许可", "示例登记"], "{name}");
    }
    // Four bytes that are UTF-8 too, and then no Chinese.
    let short = gb("task_code,task_name\nA,通通\n");
    assert!(std::str::from_utf8(&short).is_ok());
    assert_eq!(names(&read(&short)), ["通通"]);
}

#[test]
fn two_encodings_in_one_table_are_told_with_their_lines() {
    let more = "C,示例补贴申请,示例区人力资源和社会保障局,1\n";
    let mixed = [text().as_bytes(), &gb(more)].concat();
    assert!(cause("a.csv", &mixed).contains("line 1 is UTF-8 and line 4 is GB 18030"));
    let other = [gb(&text()), more.as_bytes().to_vec()].concat();
    assert!(cause("a.csv", &other).contains("line 4 is UTF-8 and line 1 is GB 18030"));
    let marked = [b"\xEF\xBB\xBF", text().as_bytes(), &gb(more)].concat();
    assert!(cause("a.csv", &marked).contains("line 4 is not UTF-8"));
    // The mark of UTF-8 before what is GB 18030 throughout.
    let marked = [b"\xEF\xBB\xBF".as_slice(), &gb(&text())].concat();
    assert!(cause("a.csv", &marked).contains("mark of UTF-8, and line 1 is not UTF-8"));
    // A character that was cut in two.
    let mut cut = text().into_bytes();
    cut.truncate(cut.len() - 5);
    assert!(cause("a.csv", &cut).contains("line 3 is"), "{}", cause("a.csv", &cut));
}

#[test]
fn what_is_no_chinese_is_not_taken_for_it() {
    let traditional = "實施編碼,事項名稱,實施主體\nA,補貼申請登記註銷,示例區民政事務總署\n";
    for bytes in [
        BIG5.encode(traditional).0,
        SHIFT_JIS.encode("コード,なまえ,しめい\nA,ひらがなとカタカナ,うえお\n").0,
    ] {
        assert_eq!(refused(&bytes), "catalog_not_a_table");
        assert!(cause("a.csv", &bytes).contains("neither UTF-8 nor GB 18030"));
    }
}

#[test]
fn a_text_that_was_spoilt_before_is_told() {
    let spoilt = GB18030.decode(text().as_bytes()).0.into_owned();
    assert!(cause("a.csv", spoilt.as_bytes()).contains("opened in a wrong encoding"));
}
