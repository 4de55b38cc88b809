//! Days of tables: every spelling in use counts, and an item whose day cannot be read is not
//! written.

use std::fs;

use counter_catalog::import::{self, FlagCode, Options};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{CODE, files, flags, names, read, read_book, write_rows};

const HEAD: &str =
    "实施编码,事项名称,实施主体,权力类型,办件类型,服务对象,计划生效日期,计划取消日期,事项状态\n";

fn row(number: usize, from: &str, until: &str) -> String {
    format!("A{number},事项{number},局,05,1,1,{from},{until},1\n")
}

#[test]
fn the_day_counts_however_it_is_written() {
    let spellings = [
        "2027/1/1",
        "2027年1月1日",
        "20270101",
        "2027-1-1",
        "2027.01.01",
        "46388",
        "2027/01/01",
        "2027-01-01 00:00:00",
        "2027-01-01T00:00:00",
        "２０２７／１／１",
        "2027 年 1 月 1 日",
        "46388.0",
        "二〇二七年一月一日",
        "2026-12-31T16:00:00Z",
    ];
    let rows: String = spellings.iter().enumerate().map(|(at, day)| row(at, day, "")).collect();
    let read = read(&[&format!("{HEAD}{rows}")]);
    assert_eq!((read.items.len(), flags(&read).len()), (spellings.len(), 0), "{:?}", read.flags);
    for (item, day) in read.items.iter().zip(spellings) {
        let effective = item.effective.unwrap();
        assert_eq!(
            (effective.from.unwrap().to_string().as_str(), effective.until),
            ("2027-01-01", None),
            "{day}"
        );
    }
}

#[test]
fn an_item_whose_day_cannot_be_read_is_not_in_force() {
    let unreadable =
        ["10月", "永久", "待定", "27/1/1", "2027-13-01", "2027-02-30", "1/2/2027", "2027年1月"];
    let rows: String = unreadable.iter().enumerate().map(|(at, day)| row(at, day, "")).collect();
    let sound = row(90, "2027-01-01", "长期") + &row(91, "", "-");
    let text = format!(
        "{HEAD}{rows}{}{}{sound}",
        row(80, "", "待定"),
        row(81, "2027-05-01", "2027-04-30")
    );
    let (dir, paths) = files(&[("清单.csv", text.as_bytes())]);
    let folder = dir.path().join("包");
    let imported = import::import_tables(&paths, &folder, &Options::default()).unwrap();
    let held: Vec<_> = imported
        .held_back
        .iter()
        .map(|held| {
            (
                held.task_code.as_str(),
                held.flag.row,
                held.flag.column.as_str(),
                held.flag.value.as_str(),
            )
        })
        .collect();
    assert_eq!(held.len(), unreadable.len() + 2);
    assert_eq!(held[0], ("A0", 2, "计划生效日期", "10月"));
    assert_eq!(held[8], ("A80", 10, "计划取消日期", "待定"));
    assert_eq!(imported.held_back[9].flag.code, FlagCode::DatesContradict);
    assert_eq!(imported.written.added, ["a90", "a91"]);
    assert_eq!(fs::read_dir(folder.join("items")).unwrap().count(), 2);
    // Mended, it is written.
    let mended = text.replace("10月", "2027-10-01");
    fs::write(&paths[0], mended).unwrap();
    let imported = import::import_tables(&paths, &folder, &Options::default()).unwrap();
    assert_eq!(imported.written.added, ["a0"]);
}

#[test]
fn cells_of_a_workbook_with_and_without_a_format() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads: Vec<&str> = HEAD.trim_end().split(',').collect();
    write_rows(sheet, &[&heads]);
    let day = ExcelDateTime::from_ymd(2027, 1, 1).unwrap();
    let formats =
        ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "m/d", "[$-804]yyyy\"年\"m\"月\"d\"日\";@"];
    for (at, format) in (1..).zip(formats) {
        let format = Format::new().set_num_format(format);
        sheet.write(at, 0, format!("A{at}")).unwrap().write(at, 1, format!("事项{at}")).unwrap();
        sheet.write_with_format(at, 6, &day, &format).unwrap();
    }
    for (at, number) in [(5, 46388.0), (6, 20_270_101.0), (7, 20_271.0), (8, 202_701.0)] {
        sheet.write(at, 0, format!("A{at}")).unwrap().write(at, 1, format!("事项{at}")).unwrap();
        sheet.write(at, 6, number).unwrap();
    }
    let read = read_book(book);
    let days = |at: usize| read.items[at].effective.unwrap().from.unwrap().to_string();
    for at in 0..6 {
        assert_eq!(days(at), "2027-01-01", "{at}");
    }
    // 20271 is a day of 1955, as Excel counts; 202701 is none.
    assert_eq!((days(6).as_str(), read.items.len()), ("1955-07-01", 7));
    assert_eq!(read.held_back[0].flag.value, "202701");
}

/// What decides whether the item is in force at all.
#[test]
fn other_cells_that_hold_an_item_back() {
    let text = format!(
        "实施编码,事项名称,计划生效日期\n{CODE},好的,2027-01-01\n1.14407E+30,科学记数,\nB�1,丢字的编码,\n\
        C,??,\nD,多一格,含,2027-01-01\n"
    );
    let read = read(&[&text]);
    assert_eq!(names(&read), ["好的"]);
    let held: Vec<_> = read.held_back.iter().map(|held| (held.flag.row, held.flag.code)).collect();
    use FlagCode::*;
    assert_eq!(
        held,
        [(3, RoundedNumber), (4, LostCharacters), (5, LostCharacters), (6, ExtraCells)]
    );
}
