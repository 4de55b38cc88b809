//! What a workbook shows counts: merged cells in every row they span, hidden ones nowhere, and a
//! cell that cannot be read is told.

use counter_catalog::import::{self, FlagCode, Options, Read, TableKind};
use rust_xlsxwriter::{Format, Formula, Note, Shape, Workbook};

use super::{CODE, cause, files, flags, material_names, names, read_book, write_rows};

const BASIC: [&str; 4] = ["实施编码", "事项名称", "实施主体", "承诺办结时限"];
const MATERIAL: [&str; 4] = ["实施编码", "材料名称", "原件份数", "复印件份数"];

fn codes(read: &Read) -> Vec<(usize, FlagCode, &str)> {
    let ordinary =
        [FlagCode::MissingColumn, FlagCode::UnknownCode, FlagCode::UnknownUnit, FlagCode::NoCopies];
    flags(read).into_iter().filter(|(_, code, _)| !ordinary.contains(code)).collect()
}

#[test]
fn a_sign_for_the_same_is_what_stands_above_it() {
    let mut book = Workbook::new();
    write_rows(
        book.add_worksheet(),
        &[
            &BASIC,
            &[CODE, "甲", "示例局", "20"],
            &["B", "乙", "同上", "5"],
            &["C", "丙", "〃", "同上"],
            &["D", "丁", "示例二局", "7"],
        ],
    );
    write_rows(
        book.add_worksheet(),
        &[
            &MATERIAL,
            &[CODE, "身份证", "1"],
            &["同上", "户口簿", "—〃—"],
            &["（同上）", "照片", "″"],
            &["B", "收入证明", "2"],
        ],
    );
    let read = read_book(book);
    assert_eq!(names(&read), ["甲", "乙", "丙", "丁"]);
    let departments: Vec<_> = read.items.iter().map(|item| item.department.as_str()).collect();
    assert_eq!(departments, ["示例局", "示例局", "示例局", "示例二局"]);
    assert_eq!(material_names(&read.items[0]), ["身份证", "户口簿", "照片"]);
    let originals: Vec<_> = read.items[0].materials.iter().map(|one| one.original).collect();
    assert_eq!(originals, [1, 1, 1]);
    assert_eq!(material_names(&read.items[1]), ["收入证明"]);
    assert!(codes(&read).is_empty(), "{:?}", codes(&read));
}

#[test]
fn a_sign_for_the_same_with_nothing_above_it_holds_its_item_back() {
    let mut book = Workbook::new();
    write_rows(
        book.add_worksheet(),
        &[&BASIC, &[CODE, "同上", "示例局", "20"], &["B", "乙", "示例局", "5"]],
    );
    let read = read_book(book);
    assert_eq!(names(&read), ["乙"]);
    assert!(codes(&read).contains(&(2, FlagCode::UnreadableCell, "同上")), "{:?}", codes(&read));
    let mut book = Workbook::new();
    write_rows(
        book.add_worksheet(),
        &[&BASIC, &[CODE, "同上街道事项", "示例局", "20"], &["B", "乙", "示例局", "5"]],
    );
    assert_eq!(names(&read_book(book)), ["同上街道事项", "乙"], "words that only begin so");
}

#[test]
fn a_merged_cell_stands_in_every_row_it_spans() {
    let mut book = Workbook::new();
    let format = Format::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "示例区实施清单（2026 年）", &format).unwrap();
    write_rows(sheet, &[&[], &BASIC, &[CODE, "甲", "", "20"], &["B", "乙", "", "5"]]);
    sheet.merge_range(2, 2, 3, 2, "示例局", &format).unwrap();
    sheet.merge_range(6, 0, 6, 3, "注：本表由示例局提供", &format).unwrap();
    let sheet = book.add_worksheet();
    write_rows(
        sheet,
        &[
            &MATERIAL,
            &["", "身份证"],
            &["", "户口簿"],
            &["", "收入证明"],
            &["", "银行卡"],
            &["B", "照片"],
        ],
    );
    sheet.merge_range(1, 0, 4, 0, CODE, &format).unwrap();
    // One number over both columns, and over two rows.
    sheet.merge_range(1, 2, 2, 3, "1", &format).unwrap();
    let read = read_book(book);
    assert_eq!(names(&read), ["甲", "乙"]);
    assert_eq!(read.items[1].department, "示例局");
    assert_eq!(material_names(&read.items[0]), ["身份证", "户口簿", "收入证明", "银行卡"]);
    let counts: Vec<_> =
        read.items[0].materials.iter().map(|one| (one.original, one.copy)).collect();
    assert_eq!(counts, [(1, 1), (1, 1), (0, 0), (0, 0)]);
    assert_eq!(codes(&read), [(7, FlagCode::NotACode, "注:本表由示例局提供")]);
}

#[test]
fn headings_in_two_rows_are_one() {
    let mut book = Workbook::new();
    let (format, sheet) = (Format::new(), book.add_worksheet());
    for (column, text) in [(0, "实施编码"), (1, "事项名称"), (4, "实施主体")] {
        sheet.merge_range(0, column, 1, column, text, &format).unwrap();
    }
    sheet.merge_range(0, 2, 0, 3, "时限", &format).unwrap();
    write_rows(
        sheet,
        &[&[], &["", "", "法定办结时限", "承诺办结时限"], &[CODE, "甲", "20", "5", "局"]],
    );
    let read = read_book(book);
    let limit = read.items[0].limit.as_ref().unwrap();
    assert_eq!(
        (names(&read), limit.legal_days, limit.promise_days),
        (vec!["甲"], Some(20), Some(5))
    );
    assert_eq!(codes(&read), []);
}

#[test]
fn what_a_merged_cell_covers_is_told() {
    let mut book = Workbook::new();
    let (format, sheet) = (Format::new(), book.add_worksheet());
    write_rows(sheet, &[&MATERIAL, &["", "身份证", "1"], &["", "户口簿", "1"]]);
    sheet.merge_range(1, 0, 2, 0, CODE, &format).unwrap();
    // As a program leaves it that merges without clearing.
    sheet.write(2, 0, "ZZZ").unwrap();
    write_rows(book.add_worksheet(), &[&BASIC, &[CODE, "甲", "局", "5"]]);
    let read = read_book(book);
    assert_eq!(material_names(&read.items[0]), ["身份证", "户口簿"]);
    assert_eq!(codes(&read), [(3, FlagCode::CoveredCell, "ZZZ")]);
}

#[test]
fn what_the_author_hid_is_left_out_and_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("清单").unwrap();
    let heads = [&BASIC[..], &["是否收费"]].concat();
    write_rows(
        sheet,
        &[
            &heads,
            &[CODE, "现行", "局", "5", "1"],
            &["B", "删去的", "局", "5"],
            &["C", "筛掉的", "局", "5"],
        ],
    );
    sheet.set_row_hidden(2).unwrap().set_row_hidden(3).unwrap().set_column_hidden(4).unwrap();
    let sheet = book.add_worksheet().set_name("旧版勿用").unwrap();
    write_rows(sheet, &[&BASIC, &["D", "旧版", "局", "5"]]);
    sheet.set_hidden(true);
    let sheet = book.add_worksheet().set_name("更旧").unwrap();
    write_rows(sheet, &[&BASIC, &["E", "更旧", "局", "5"]]);
    sheet.set_very_hidden(true);
    let sheet = book.add_worksheet().set_name("材料").unwrap();
    write_rows(
        sheet,
        &[&MATERIAL, &[CODE, "身份证", "1"], &["B", "照片", "1"], &[CODE, "不再要的", "1"]],
    );
    sheet.set_row_hidden(3).unwrap();
    let read = read_book(book);
    assert_eq!((names(&read), material_names(&read.items[0])), (vec!["现行"], vec!["身份证"]));
    assert_eq!(read.items[0].fee, None);
    use FlagCode::*;
    let hidden = read
        .flags
        .iter()
        .filter(|flag| matches!(flag.code, HiddenSheet | HiddenRow | HiddenColumn));
    let told: Vec<_> = hidden
        .map(|flag| (flag.table.as_str(), flag.row, flag.code, flag.value.as_str()))
        .collect();
    let expected = [
        ("a.xlsx/旧版勿用", 0, HiddenSheet, ""),
        ("a.xlsx/更旧", 0, HiddenSheet, ""),
        ("a.xlsx/材料", 4, HiddenRow, CODE),
        ("a.xlsx/清单", 1, HiddenColumn, ""),
        ("a.xlsx/清单", 3, HiddenRow, "B"),
        ("a.xlsx/清单", 4, HiddenRow, "C"),
    ];
    assert_eq!(told, expected);
    // The photograph belongs to a row that was left out on purpose.
    assert!(read.flags.iter().all(|flag| flag.code != OrphanMaterial));
    let kinds: Vec<_> = read.tables.iter().map(|table| table.kind).collect();
    assert_eq!(kinds, [Some(TableKind::Basic), None, None, Some(TableKind::Material)]);
}

#[test]
fn a_hidden_column_or_sheet_that_is_needed_is_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write_rows(sheet, &[&BASIC, &[CODE, "甲", "局", "5"]]);
    sheet.set_column_hidden(0).unwrap();
    let told = cause("a.xlsx", &book.save_to_buffer().unwrap());
    assert!(told.contains("hidden columns are not read, show them: 实施编码"), "{told}");
    let mut book = Workbook::new();
    write_rows(book.add_worksheet(), &[&["说明"]]);
    let sheet = book.add_worksheet().set_name("清单").unwrap();
    write_rows(sheet, &[&BASIC, &[CODE, "甲", "局", "5"]]);
    sheet.set_hidden(true);
    let told = cause("a.xlsx", &book.save_to_buffer().unwrap());
    assert!(told.contains("hidden sheets are not read, show them: a.xlsx/清单"), "{told}");
}

/// As other programs than Excel hide.
#[test]
fn a_column_and_a_row_of_no_size_are_hidden() {
    let row = |number: usize, size: &str, texts: [&str; 4]| {
        let cells = texts.iter().zip(["A", "B", "C", "D"]).map(|(text, column)| {
            format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        });
        format!(r#"<row r="{number}"{size}>{}</row>"#, cells.collect::<String>())
    };
    let sheet = format!(
        r#"<worksheet><cols><col min="4" max="4" width="0" customWidth="1"/></cols><sheetData>{}{}{}</sheetData></worksheet>"#,
        row(1, "", BASIC),
        row(2, "", [CODE, "甲", "局", "5"]),
        row(3, r#" ht="0.00" customHeight="1""#, ["B", "乙", "局", "5"]),
    );
    let (_dir, paths) = files(&[("a.xlsx", &super::workbooks::workbook(sheet.as_bytes()))]);
    let read = import::read_tables(&paths, &Options::default()).unwrap();
    assert_eq!(names(&read), ["甲"]);
    let told = |code| read.flags.iter().filter(|flag| flag.code == code).count();
    assert_eq!((told(FlagCode::HiddenColumn), told(FlagCode::HiddenRow)), (1, 1));
}

/// What is said beside the cells is read into no list, and is told.
#[test]
fn notes_and_text_boxes_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("清单").unwrap();
    write_rows(sheet, &[&BASIC, &[CODE, "甲", "局", "5"], &["B", "乙", "局", "5"]]);
    sheet.insert_note(1, 3, &Note::new("2027年起改为3天")).unwrap();
    sheet.insert_note(2, 1, &Note::new("隐藏行上的批注")).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.insert_shape(6, 0, &Shape::textbox().set_text("以本说明为准")).unwrap();
    let read = read_book(book);
    assert_eq!(names(&read), ["甲"]);
    use FlagCode::*;
    let beside = read.flags.iter().filter(|flag| matches!(flag.code, CellNote | TextBox));
    let told: Vec<_> = beside.map(|flag| (flag.row, flag.column.as_str(), flag.code)).collect();
    assert_eq!(told, [(0, "", TextBox), (2, "承诺办结时限", CellNote)]);
    let says = |words: &str| read.flags.iter().any(|flag| flag.value.contains(words));
    assert!(says("改为3天") && says("以本说明为准") && !says("隐藏行上"));
}

#[test]
fn struck_out_rows_are_left_out() {
    let mut book = Workbook::new();
    let (struck, sheet) = (Format::new().set_font_strikethrough(), book.add_worksheet());
    write_rows(
        sheet,
        &[&BASIC, &[CODE, "现行", "局", "5"], &["B", "", "局", "5"], &["C", "丙", "", "5"]],
    );
    sheet.write_with_format(2, 1, "废止的", &struck).unwrap();
    sheet.write_with_format(3, 2, "旧局", &struck).unwrap();
    let read = read_book(book);
    assert_eq!(names(&read), ["现行", "丙"]);
    assert_eq!(codes(&read), [(3, FlagCode::StruckOut, "B"), (4, FlagCode::StruckOut, "旧局")]);
}

#[test]
fn what_is_struck_out_within_a_cell_does_not_count_as_written() {
    let mut book = Workbook::new();
    let (struck, plain) = (Format::new().set_font_strikethrough(), Format::new());
    let sheet = book.add_worksheet();
    let rows: [&[&str]; 5] = [
        &BASIC,
        &[CODE, "旧名新名", "局", "5"],
        &["B", "", "局", "5"],
        &["C", "", "局", "5"],
        &["D", "丁", "", "5"],
    ];
    write_rows(sheet, &rows);
    let half = [(&struck, "旧名"), (&plain, "新名")];
    sheet.write_rich_string(2, 1, &half).unwrap();
    sheet.write_rich_string(3, 1, &[(&struck, "废"), (&struck, "止")]).unwrap();
    sheet.write_rich_string(4, 2, &half).unwrap();
    let read = read_book(book);
    assert_eq!(names(&read), ["旧名新名", "丁"], "the same words elsewhere are no matter");
    let expected = [
        (3, FlagCode::PartlyStruckOut, "旧名新名"),
        (4, FlagCode::StruckOut, "C"),
        (5, FlagCode::PartlyStruckOut, "旧名新名"),
    ];
    assert_eq!(codes(&read), expected);
    assert_eq!(read.held_back.len(), 1);
}

#[test]
fn what_a_cells_own_format_does_not_show_is_not_read() {
    let mut book = Workbook::new();
    let (unseen, sheet) = (Format::new().set_num_format(";;;"), book.add_worksheet());
    let heads = [&BASIC[..], &["受理条件"]].concat();
    write_rows(sheet, &[&heads, &[CODE, "现行", "局", "5"], &["B", "", "局", "5"]]);
    sheet.write_with_format(1, 4, "旧条件", &unseen).unwrap();
    sheet.write_with_format(2, 1, "旧名", &unseen).unwrap();
    let read = read_book(book);
    assert_eq!((names(&read), read.items[0].conditions.len()), (vec!["现行"], 0));
    let told = flags(&read).into_iter().filter(|(_, code, _)| *code == FlagCode::HiddenCell);
    let told: Vec<_> = told.map(|(row, _, value)| (row, value)).collect();
    assert_eq!(told, [(2, "旧条件"), (3, "旧名")]);
}

/// As programs write it that keep each text in its cell.
#[test]
fn what_is_struck_out_within_a_text_of_the_cell_itself_is_told_too() {
    let cell =
        |place: &str, runs: &str| format!(r#"<c r="{place}" t="inlineStr"><is>{runs}</is></c>"#);
    let plain = |text: &str| format!("<r><t>{text}</t></r>");
    let struck = |text: &str| format!("<r><rPr><strike/></rPr><t>{text}</t></r>");
    let row = |number: usize, texts: [String; 4]| {
        let cells = texts.iter().zip(["A", "B", "C", "D"]);
        let cells = cells.map(|(runs, column)| cell(&format!("{column}{number}"), runs));
        format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
    };
    let of = |code: &str, name: String| [plain(code), name, plain("局"), plain("5")];
    let rows = [
        row(1, BASIC.map(plain)),
        row(2, of(CODE, plain("现行"))),
        row(3, of("B", struck("旧名") + &plain("新名"))),
        row(4, of("C", struck("废") + &struck("止"))),
    ];
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.concat());
    let (_dir, paths) = files(&[("a.xlsx", &super::workbooks::workbook(sheet.as_bytes()))]);
    let read = import::read_tables(&paths, &Options::default()).unwrap();
    assert_eq!(names(&read), ["现行"]);
    let told = [(3, FlagCode::PartlyStruckOut, "旧名新名"), (4, FlagCode::StruckOut, "C")];
    assert_eq!(codes(&read), told);
    assert_eq!(read.held_back.len(), 1);
}

#[test]
fn errors_and_formulas_without_their_value_are_told_and_hold_back() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads = [&BASIC[..], &["计划生效日期", "受理条件"]].concat();
    write_rows(sheet, &[&heads, &[CODE, "甲"], &["B", "乙"], &["", "丙"], &["D", "丁"]]);
    sheet.write_formula(1, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write_formula(2, 5, Formula::new("=Sheet9!A1").set_result("#REF!")).unwrap();
    sheet.write_formula(3, 0, Formula::new("=VLOOKUP(B4,X:Y,2,0)").set_result("#N/A")).unwrap();
    sheet.write_formula(4, 4, Formula::new("=DATE(2027,1,1)").set_result("46388")).unwrap();
    let sheet = book.add_worksheet();
    write_rows(sheet, &[&MATERIAL, &["D", "身份证", "1"], &["D", "", "1"]]);
    sheet.write_formula(2, 1, Formula::new("=A99").set_result("#VALUE!")).unwrap();
    let read = read_book(book);
    assert_eq!(names(&read), ["乙"]);
    assert!(read.items[0].conditions.is_empty(), "an error is no condition");
    let held: Vec<_> =
        read.held_back.iter().map(|held| (held.name.as_str(), held.flag.value.as_str())).collect();
    assert_eq!(held, [("甲", "#N/A"), ("丁", "#VALUE!")]);
    let unreadable = |code: &&(usize, FlagCode, &str)| code.1 == FlagCode::UnreadableCell;
    assert_eq!(codes(&read).iter().filter(unreadable).count(), 4);
}

/// As programs write a workbook that leave the counting to Excel.
#[test]
fn a_formula_that_was_never_counted_is_not_empty() {
    let text = |place: &str, text: &str| {
        format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let heads = ["实施编码", "事项名称", "计划生效日期", "备注"];
    let heads: String =
        ["A1", "B1", "C1", "D1"].iter().zip(heads).map(|(place, head)| text(place, head)).collect();
    let row = |number: usize, code: &str, day: &str| {
        let (a, b) = (text(&format!("A{number}"), code), text(&format!("B{number}"), "甲"));
        format!(r#"<row r="{number}">{a}{b}<c r="C{number}"{day}</c></row>"#)
    };
    let rows = [
        row(2, "A", "><f>TODAY()</f>"),
        row(3, "B", "><f>TODAY()</f><v></v>"),
        row(4, "C", "><f>DATE(2027,1,1)</f><v>46388</v>"),
        // Counted, and nothing came out.
        row(5, "D", r#" t="str"><f>IF(A1="","","")</f><v></v>"#),
    ];
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\">{heads}</row>{}</sheetData></worksheet>",
        rows.concat()
    );
    let (_dir, paths) = files(&[("a.xlsx", &super::workbooks::workbook(sheet.as_bytes()))]);
    let read = import::read_tables(&paths, &Options::default()).unwrap();
    let held: Vec<_> = read
        .held_back
        .iter()
        .map(|held| (held.task_code.as_str(), held.flag.value.as_str()))
        .collect();
    assert_eq!(held, [("A", "=TODAY()"), ("B", "=TODAY()")]);
    let days: Vec<_> = read.items.iter().map(|item| item.effective.is_some()).collect();
    assert_eq!(days, [true, false]);
}

#[test]
fn codes_that_excel_made_something_else_of() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write_rows(
        sheet,
        &[
            &["实施编码", "业务办理项编码", "事项名称", "权力类型"],
            &["A", "", "甲"],
            &["", "", "乙"],
            &["C", "", "丙"],
        ],
    );
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 2).unwrap();
    sheet.write_with_format(1, 1, &day, &Format::new().set_num_format("m-d")).unwrap();
    sheet.write(2, 0, 1_234_567_890_123_456_789.0).unwrap();
    sheet.write(3, 3, 5.0).unwrap();
    let read = read_book(book);
    assert_eq!((names(&read), read.items[0].task_type.as_str()), (vec!["丙"], "05"));
    let held: Vec<_> =
        read.held_back.iter().map(|held| (held.name.as_str(), held.flag.code)).collect();
    assert_eq!(held, [("甲", FlagCode::MadeADate), ("乙", FlagCode::RoundedNumber)]);
}

#[test]
fn rich_text_and_blanks_that_nobody_sees() {
    let mut book = Workbook::new();
    let (bold, plain, sheet) = (Format::new().set_bold(), Format::new(), book.add_worksheet());
    write_rows(
        sheet,
        &[
            &BASIC,
            &["A\u{a0}", "", "局", "5"],
            &["\u{3000}", "\u{200b}", " "],
            &[],
            &["B", "乙", "局", "5"],
        ],
    );
    sheet.write_rich_string(1, 1, &[(&bold, "示例"), (&plain, "登记")]).unwrap();
    let read = read_book(book);
    assert_eq!((names(&read), read.items[0].id.as_str()), (vec!["示例登记", "乙"], "a"));
    assert_eq!(codes(&read), []);
}
