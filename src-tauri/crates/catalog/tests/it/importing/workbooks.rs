//! XLSX, and files that are no table at all.

use std::fs;
use std::io::Read;
use std::path::PathBuf;

use counter_catalog::import::{self, FlagCode, Options, TableKind};
use counter_core::item::ProjectType;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{CODE, files, flags, refused};

/// Remarks, 清单 with every kind of cell, 材料.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "本表由示例局提供").unwrap();
    let sheet = book.add_worksheet().set_name("清单").unwrap();
    let texts = [
        ("实施编码", CODE),
        ("事项名称", "示例许可"),
        ("实施主体", "示例局"),
        ("权力类型", "01"),
        ("时限单位", "工作日"),
    ];
    let numbers = [
        ("办件类型", 2.0),
        ("服务对象", 1.0),
        ("承诺办结时限", 3.0),
        ("基本编码", 1_234_567_890_123_456_789.0),
    ];
    for (column, (head, text)) in (0..).zip(texts) {
        sheet.write(0, column, head).unwrap().write(1, column, text).unwrap();
    }
    for (column, (head, number)) in (5..).zip(numbers) {
        sheet.write(0, column, head).unwrap().write(1, column, number).unwrap();
    }
    let (day, format) =
        (ExcelDateTime::from_ymd(2026, 5, 1).unwrap(), Format::new().set_num_format("yyyy-mm-dd"));
    sheet.write(0, 9, "计划生效日期").unwrap().write_with_format(1, 9, &day, &format).unwrap();
    let sheet = book.add_worksheet().set_name("材料").unwrap();
    let texts = [
        ("实施编码", CODE),
        ("材料名称", "身份证"),
        ("材料必要性", "必要"),
        ("材料类型", "证件证书证明"),
    ];
    for (column, (head, text)) in
        (0..).zip(texts.into_iter().chain([("来源渠道", "政府部门核发"), ("原件份数", "1份")]))
    {
        sheet.write(0, column, head).unwrap().write(1, column, text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_has_a_table_in_each_sheet() {
    let (_dir, paths) = files(&[("a.xlsx", &book())]);
    let read = import::read_tables(&paths, &Options::default()).unwrap();
    let item = &read.items[0];
    assert_eq!((item.project_type, item.materials[0].original), (ProjectType::OnTheSpot, 1));
    assert_eq!(item.limit.as_ref().unwrap().promise_days, Some(3));
    assert_eq!(item.effective.unwrap().from.unwrap().to_string(), "2026-05-01");
    assert_eq!(flags(&read), [(2, FlagCode::RoundedNumber, "1234567890123456800")]);
    let tables: Vec<_> =
        read.tables.iter().map(|table| (table.name.as_str(), table.kind, table.rows)).collect();
    let (basic, material) = (Some(TableKind::Basic), Some(TableKind::Material));
    assert_eq!(
        tables,
        [("a.xlsx/说明", None, 0), ("a.xlsx/清单", basic, 1), ("a.xlsx/材料", material, 1)]
    );
}

#[test]
fn a_workbook_that_is_cut_or_damaged() {
    let bytes = book();
    for short in [4, 30, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(refused(&bytes[..short]), "catalog_not_a_table");
    }
    let (_dir, paths) = files(&[("a.xlsx", b"")]);
    for at in (0..bytes.len()).step_by(41) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 0x55;
        fs::write(&paths[0], wrong).unwrap();
        // Whatever it says: it comes back.
        let _ = import::read_tables(&paths, &Options::default());
    }
}

/// A workbook of one sheet with this text for XML.
pub(super) fn workbook(sheet: impl std::io::Read) -> Vec<u8> {
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    std::io::copy(&mut { sheet }, &mut zip).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn workbooks_that_would_fill_the_memory() {
    // A third of a gigabyte of nothing, in a third of a megabyte.
    let bomb = workbook(std::io::repeat(b' ').take(300 * 1024 * 1024));
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(refused(&bomb), "catalog_not_a_table");
    let sheet = |cells: &str| format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    for cells in [
        r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#,
        r#"<row r="4294967295"><c><v>1</v></c></row>"#,
        r#"<row r="1"><c r="ZZZZZZZZZZ99999999999"><v>1</v></c></row>"#,
        &format!(r#"<row r="1"><c r="A1" t="str"><v>{}</v></c></row>"#, "长".repeat(20_001)),
    ] {
        assert_eq!(
            refused(&workbook(sheet(cells).as_bytes())),
            "catalog_not_a_table",
            "{cells:.60}"
        );
    }
}

#[test]
fn files_that_are_no_such_table() {
    for nothing in [&b""[..], b"\n\n\n", b"a,b\n1,2\n", "姓名,电话\n张三,1\n".as_bytes()] {
        assert_eq!(refused(nothing), "catalog_missing_columns");
    }
    let lacks = |head: &str| {
        let (_dir, paths) = files(&[("清单.csv", head.as_bytes())]);
        import::read_tables(&paths, &Options::default()).unwrap_err().to_string()
    };
    assert!(lacks("材料名称,材料必要性\n").ends_with("task_code (实施编码)"));
    assert!(lacks("实施编码,材料必要性\n").ends_with("material_name (材料名称)"));
    assert!(lacks("catalog_code,task_name,promise_day\n").ends_with("task_code (实施编码)"));
    assert!(lacks("备注,事项名称\n").contains("catalog_code (基本编码)"));
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old Excel"), "catalog_not_a_table");
    assert_eq!(refused(b"task_code,task_name\0\n"), "catalog_not_a_table");
    assert_eq!(
        refused(format!("task_code,task_name\nA,{}\n", "长".repeat(20_001)).as_bytes()),
        "catalog_not_a_table"
    );
    assert_eq!(refused("task_code,task_name\n".repeat(200_001).as_bytes()), "catalog_not_a_table");
    let missing = import::read_tables(&[PathBuf::from("/nowhere/清单.csv")], &Options::default())
        .unwrap_err();
    assert_eq!(missing.code(), "catalog_not_a_table");
    let (dir, paths) = files(&[("清单.csv", b"")]);
    fs::File::create(&paths[0]).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    assert!(import::import_tables(&paths, &dir.path().join("包"), &Options::default()).is_err());
    assert!(!dir.path().join("包").exists());
}
