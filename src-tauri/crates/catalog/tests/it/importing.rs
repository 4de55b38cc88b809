//! What tables of items become, row by row. Workbooks, files that are no tables and the folder
//! written: below.

mod containers;
mod dates;
mod encodings;
mod folders;
mod odd_cells;
mod quotes;
mod workbooks;

use std::fs;
use std::path::PathBuf;

use counter_catalog::import::{self, FlagCode, Options, Read, TableKind};
use counter_core::item::{Accept, ForWhom, Item, Limit, Need, ProjectType};
use rust_xlsxwriter::{Workbook, Worksheet};
use tempfile::TempDir;

const CODE: &str = "11440100007482575H3440118009000";
const BASIC: &str = "task_code,task_handle_item,catalog_code,task_name,dept_name,task_type,project_type,server_type,\
anticipate_day,anticipate_type,promise_day,promise_type,is_fee,fee_basis,accept_condition,by_law,task_version,task_state\n";
const MATERIAL: &str = "task_code,task_handle_item,material_name,material_type,is_need,page_num,page_copynum,source_type,\
accept_stand,fill_explain,order_num\n";

fn row(code: &str) -> String {
    format!(
        "{code},,440111001000,示例许可,示例局,01,1,1,20,工作日,7,工作日,0,,年满 18 周岁,示例条例第一条,3,1\n"
    )
}

/// A folder with these files, and their paths.
fn files(files: &[(&str, &[u8])]) -> (TempDir, Vec<PathBuf>) {
    let dir = tempfile::tempdir().unwrap();
    let paths = files.iter().map(|(name, bytes)| {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    });
    let paths = paths.collect();
    (dir, paths)
}

fn read(tables: &[&str]) -> Read {
    let named: Vec<_> = tables
        .iter()
        .enumerate()
        .map(|(at, text)| (format!("{at}.csv"), text.as_bytes()))
        .collect();
    let named: Vec<(&str, &[u8])> =
        named.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let (_dir, paths) = files(&named);
    import::read_tables(&paths, &Options::default()).unwrap()
}

fn flags(read: &Read) -> Vec<(usize, FlagCode, &str)> {
    read.flags.iter().map(|flag| (flag.row, flag.code, flag.value.as_str())).collect()
}

fn refused(bytes: &[u8]) -> String {
    let (_dir, paths) = files(&[("清单.csv", bytes)]);
    let error = import::read_tables(&paths, &Options::default()).unwrap_err();
    assert!(error.to_string().contains("清单.csv"), "{error}");
    error.code().to_owned()
}

/// Why a file is no table that can be read.
fn cause(name: &str, bytes: &[u8]) -> String {
    let (_dir, paths) = files(&[(name, bytes)]);
    import::read_tables(&paths, &Options::default()).unwrap_err().to_string()
}

/// A heading and rows of text.
fn write_rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (at, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*row).filter(|(_, text)| !text.is_empty()) {
            sheet.write(at, column, *text).unwrap();
        }
    }
}

fn read_book(mut book: Workbook) -> Read {
    let (_dir, paths) = files(&[("a.xlsx", &book.save_to_buffer().unwrap())]);
    import::read_tables(&paths, &Options::default()).unwrap()
}

fn names(read: &Read) -> Vec<&str> {
    read.items.iter().map(|item| item.name.as_str()).collect()
}

fn material_names(item: &Item) -> Vec<&str> {
    item.materials.iter().map(|material| material.name.as_str()).collect()
}

fn national<'a>(item: &'a Item, code: &str) -> &'a str {
    &item.codes["national"][code]
}

#[test]
fn a_row_and_its_materials_become_an_item() {
    let basic =
        format!("{BASIC}{}", row(CODE).replace("年满 18 周岁", "\"年满 18 周岁\n有固定场所\""));
    let material = format!(
        "{MATERIAL}{CODE},,营业执照,1,3,0,1,20,,,2\n{CODE},,居民身份证,1,1,1,1,20,\"在有效期内\n字迹清晰\",填写姓名,1\n"
    );
    let read = read(&[&material, &basic]);
    assert_eq!(flags(&read), []);
    let [item] = &read.items[..] else { panic!("{:?}", read.items) };
    assert_eq!(item.id, CODE.to_lowercase());
    assert_eq!(
        (item.name.as_str(), item.department.as_str(), item.task_type.as_str()),
        ("示例许可", "示例局", "01")
    );
    assert_eq!(
        (item.project_type, item.for_whom, item.article32),
        (ProjectType::Commitment, ForWhom::Person, true)
    );
    let limit = Limit {
        legal_days: Some(20),
        promise_days: Some(7),
        working: true,
        text: None,
        official: true,
        rolls: true,
        class: None,
        special: Vec::new(),
    };
    assert_eq!((item.limit.as_ref(), item.fee.as_deref()), (Some(&limit), Some("免费")));
    assert_eq!(
        (&item.conditions[..], item.law[0].name.as_str()),
        (&["年满 18 周岁".to_owned(), "有固定场所".to_owned()][..], "示例条例第一条")
    );
    assert_eq!(
        (
            national(item, "task_code"),
            national(item, "catalog_code"),
            national(item, "task_version")
        ),
        (CODE, "440111001000", "3")
    );
    let [card, licence] = &item.materials[..] else { panic!("{:?}", item.materials) };
    assert_eq!(
        (card.id.as_str(), card.accept, card.need),
        ("ju_min_shen_fen_zheng", Accept::SeeAndCopy, Need::Required)
    );
    assert_eq!((card.kind, card.original, card.copy, card.source), (1, 1, 1, 20));
    assert_eq!(card.points, ["在有效期内", "字迹清晰", "填写姓名"]);
    assert_eq!(
        (licence.accept, licence.need, licence.original, licence.copy),
        (Accept::Copy, Need::Later, 0, 1)
    );
}

#[test]
fn headings_in_chinese_and_every_encoding() {
    let text = format!(
        "示例区实施清单,,,,,,,\n*实施编码,事项名称,实施主体,权力类型,办件类型（必填）,服务对象,法定办结时限,时限单位,承诺办结时限,时限单位,备忘\n\
         {CODE},示例𠮷许可,示例局,公共服务,即办件,自然人、企业法人,20,工作日,5个自然日,,甲\n"
    );
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    for bytes in [text.as_bytes(), &with_mark, &gb18030, &utf16] {
        let (_dir, paths) = files(&[("a.csv", bytes)]);
        let read = import::read_tables(&paths, &Options::default()).unwrap();
        let item = &read.items[0];
        assert_eq!(
            (item.name.as_str(), item.task_type.as_str(), item.for_whom),
            ("示例𠮷许可", "21", ForWhom::Both)
        );
        assert_eq!(
            (item.project_type, national(item, "project_type")),
            (ProjectType::OnTheSpot, "即办件")
        );
        let limit = item.limit.as_ref().unwrap();
        assert_eq!((limit.legal_days, limit.promise_days, limit.working), (None, Some(5), false));
        assert_eq!(limit.text.as_deref(), Some("法定办结时限20个工作日"));
        assert_eq!(flags(&read), [(3, FlagCode::MixedUnits, "20")]);
        assert_eq!(
            (read.tables[0].kind, &read.tables[0].unread[..]),
            (Some(TableKind::Basic), &["备忘".to_owned()][..])
        );
    }
    assert_eq!(refused(b"\xff\xfe\xfa task_code,\x80\xff\n"), "catalog_not_a_table");
}

#[test]
fn the_code_of_an_item_done_at_once_depends_on_the_source() {
    let (_dir, paths) = files(&[("a.csv", format!("{BASIC}{}", row(CODE)).as_bytes())]);
    let kind = |codes: &[&str]| {
        let on_the_spot_codes = codes.iter().map(|code| (*code).to_owned()).collect();
        let read =
            import::read_tables(&paths, &Options { on_the_spot_codes, replace: false }).unwrap();
        (read.items[0].project_type, read.flags.len())
    };
    assert_eq!(kind(&["2"]), (ProjectType::Commitment, 0));
    assert_eq!(kind(&["1"]), (ProjectType::OnTheSpot, 0));
}

fn in_row_2<'a>(read: &'a Read, table: &str) -> Vec<(&'a str, FlagCode, &'a str)> {
    let of = read.flags.iter().filter(|flag| flag.table == table && flag.row == 2);
    of.map(|flag| (flag.column.as_str(), flag.code, flag.value.as_str())).collect()
}

#[test]
fn unknown_codes_are_kept_and_flagged() {
    let basic = format!("{BASIC}{CODE},,x,示例,示例局,77,3,1;8,20,月,5,,9,标准,,,1,1\n");
    let material = format!("{MATERIAL}{CODE},,照片,7,4,若干,,30,,,\n");
    let read = read(&[&basic, &material]);
    let codes =
        [("task_type", "77"), ("project_type", "3"), ("server_type", "1;8"), ("is_fee", "9")];
    let item = &read.items[0];
    for (column, value) in codes.into_iter().chain([("anticipate_type", "月")]) {
        assert_eq!(national(item, column), value);
    }
    for (column, value) in [("material_type", "7"), ("is_need", "4"), ("source_type", "30")] {
        assert_eq!(item.codes["national_material"][&format!("zhao_pian.{column}")], value);
    }
    use FlagCode::*;
    let expected = [
        ("anticipate_type", UnknownUnit, "月"),
        ("is_fee", UnknownCode, "9"),
        ("project_type", UnknownCode, "3"),
        ("promise_type", UnknownUnit, ""),
        ("server_type", UnknownCode, "1;8"),
        ("task_type", UnknownCode, "77"),
    ];
    assert_eq!(in_row_2(&read, "0.csv"), expected);
    let expected = [
        ("is_need", UnknownCode, "4"),
        ("material_type", UnknownCode, "7"),
        ("page_num", NotANumber, "若干"),
        ("page_num", NoCopies, "若干"),
        ("source_type", UnknownCode, "30"),
    ];
    assert_eq!(in_row_2(&read, "1.csv"), expected);
    // A day in an unknown unit is no promise; without a unit the law's working days count.
    let limit = item.limit.as_ref().unwrap();
    assert_eq!((limit.legal_days, limit.promise_days, limit.working), (None, Some(5), true));
    assert_eq!(
        (item.project_type, item.for_whom, item.fee.as_deref()),
        (ProjectType::Commitment, ForWhom::Person, Some("收费依据：标准"))
    );
}

#[test]
fn counts_of_papers_are_read_as_lists_write_them() {
    let counts = ["2", "２", "2.0", "2份", "贰份", "两张", "二"];
    let rows = counts.iter().enumerate();
    let rows = rows.map(|(at, count)| format!("{CODE},,材料{at},1,1,{count},0,20,,,\n"));
    let table = format!("{MATERIAL}{}", rows.collect::<String>());
    let read = read(&[&format!("{BASIC}{}", row(CODE)), &table]);
    let originals: Vec<_> =
        read.items[0].materials.iter().map(|material| material.original).collect();
    assert_eq!(originals, [2; 7]);
    let told = read.flags.iter().filter(|flag| flag.code == FlagCode::NotANumber);
    assert_eq!(told.count(), 0);
}

#[test]
fn an_item_whose_state_nobody_knows_is_not_in_force() {
    let states = ["在用", "有效", "", "已废止", "整改中", "8", "1.0"];
    let rows = states.iter().enumerate().map(|(at, state)| {
        format!("A{at},,440111001000,{state}示例,示例局,01,1,1,20,工作日,7,工作日,0,,,,3,{state}\n")
    });
    let read = read(&[&format!("{BASIC}{}", rows.collect::<String>())]);
    assert_eq!(names(&read), ["在用示例", "有效示例", "示例", "已废止示例", "1.0示例"]);
    let cancelled: Vec<_> = read.items.iter().map(|item| item.legacy.is_some()).collect();
    assert_eq!(cancelled, [false, false, false, true, false]);
    let held: Vec<_> = read.held_back.iter().map(|held| (held.flag.row, held.flag.code)).collect();
    assert_eq!(held, [(6, FlagCode::UnknownState), (7, FlagCode::UnknownState)]);
}

#[test]
fn what_a_web_page_left_in_a_cell_is_read_as_it_looked() {
    let left = "<p class='x'>年满 18 周岁</p>户籍在示例区<br />收入&nbsp;&lt;&nbsp;2000&amp;以下<BR/>年龄<60且>18";
    let table = format!("{BASIC}{}", row(CODE).replace("年满 18 周岁", left));
    let read = read(&[&table]);
    let expected = ["年满 18 周岁", "户籍在示例区", "收入 < 2000&以下", "年龄<60且>18"];
    assert_eq!(read.items[0].conditions, expected);
}

#[test]
fn levels_and_the_class_of_windows_are_read() {
    let rows = [
        "A,甲,示例局,01,1,1,市级、县级,construction\n",
        "B,乙,示例局,01,1,1,5,个人办事\n",
        "C,丙,示例局,01,1,1,镇（乡、街道）级,\n",
        "D,丁,示例局,01,1,1,\"4,省直管\",\n",
        "E,戊,示例局,01,1,1,,\n",
    ];
    let head =
        "task_code,task_name,dept_name,task_type,project_type,server_type,行使层级,窗口类别\n";
    let read = read(&[&format!("{head}{}", rows.concat())]);
    let said: Vec<(Option<&str>, Vec<&str>)> = read
        .items
        .iter()
        .map(|item| (item.class.as_deref(), item.levels.iter().map(String::as_str).collect()))
        .collect();
    let expected = [
        (Some("construction"), vec!["3", "4"]),
        (Some("个人办事"), vec!["5"]),
        (None, vec!["5"]),
        (None, vec!["4", "省直管"]),
        (None, vec![]),
    ];
    assert_eq!(said, expected);
    assert_eq!(flags(&read), [(5, FlagCode::UnknownCode, "4,省直管")]);
    // As the table has it.
    assert_eq!(national(&read.items[0], "use_level"), "市级、县级");
}

#[test]
fn columns_that_are_not_there_are_flagged_once() {
    let read = read(&[&format!("实施编码,事项名称\n{CODE},甲\nB,乙\n")]);
    assert_eq!(read.items.len(), 2);
    let columns: Vec<&str> = read.flags.iter().map(|flag| flag.column.as_str()).collect();
    assert_eq!(columns, ["dept_name", "project_type", "server_type", "task_type"]);
    assert!(read.flags.iter().all(|flag| (flag.row, flag.code) == (1, FlagCode::MissingColumn)));
}

#[test]
fn several_items_under_one_code_stay_apart() {
    let [a, b] = ["01", "02"].map(|end| row(CODE).replacen(",,", &format!(",{CODE}{end},"), 1));
    let material = format!(
        "{MATERIAL}{CODE},{CODE}02,单独的材料,1,1,1,,10,,,\n{CODE},,共有的材料,1,1,1,,10,,,\n"
    );
    let orphans =
        format!("{CODE},{CODE}09,没有的办理项,1,1,1,,10,,,\nZZZ,,没有的事项,1,1,1,,10,,,\n");
    let read = read(&[&format!("{BASIC}{a}{b}"), &format!("{material}{orphans}")]);
    let ids: Vec<&str> = read.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, [format!("{CODE}01"), format!("{CODE}02")].map(|id| id.to_lowercase()));
    let names = |at: usize| -> Vec<&str> {
        read.items[at].materials.iter().map(|one| one.name.as_str()).collect()
    };
    assert_eq!((names(0), names(1)), (vec!["共有的材料"], vec!["单独的材料", "共有的材料"]));
    assert_eq!(
        flags(&read),
        [(4, FlagCode::OrphanMaterial, CODE), (5, FlagCode::OrphanMaterial, "ZZZ")]
    );
}

/// Every material of a code belongs to every item of it: a few megabytes that would become
/// gigabytes.
#[test]
fn rows_that_multiply_are_refused() {
    let items: String = (0..2_000).map(|n| format!("A,{n},示例\n")).collect();
    let materials: String = (0..1_000).map(|_| "A,同名材料\n").collect();
    let (_dir, paths) = files(&[
        ("a.csv", format!("task_code,task_handle_item,task_name\n{items}").as_bytes()),
        ("b.csv", format!("task_code,material_name\n{materials}").as_bytes()),
    ]);
    let error = import::read_tables(&paths, &Options::default()).unwrap_err();
    assert!(error.to_string().contains("b.csv"), "{error}");
    let [item] =
        &read(&["task_code,task_name\nA,示例\n", &format!("task_code,material_name\n{materials}")])
            .items[..]
    else {
        panic!()
    };
    let ids: Vec<&str> = item.materials.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        (ids[0], ids[1], ids[999]),
        ("tong_ming_cai_liao", "tong_ming_cai_liao_2", "tong_ming_cai_liao_1000")
    );
}

#[test]
fn what_becomes_no_item() {
    let state = |code: &str, state: &str| row(code).replace(",3,1\n", &format!(",3,{state}\n"));
    let newer = row("D").replace(",3,1\n", ",10,1\n");
    let rows = [
        state("A", "2"),
        state("B", "草稿"),
        state("C", "3"),
        row("D"),
        newer,
        row("D"),
        row("E").replace("示例许可", ""),
        row(""),
    ];
    let read = read(&[
        &format!("{BASIC}{}", rows.concat()),
        &format!("{MATERIAL}A,,甲,1,1,1,,10,,,\nC,,,1,1,1,,10,,,\n"),
    ]);
    let ids: Vec<(&str, bool)> =
        read.items.iter().map(|item| (item.id.as_str(), item.legacy.is_some())).collect();
    assert_eq!(ids, [("c", true), ("d", false)]);
    assert_eq!(national(&read.items[1], "task_version"), "10");
    use FlagCode::*;
    let expected = [
        (2, NotInUse, "2"),
        (3, NotInUse, "草稿"),
        (5, DuplicateItem, "D"),
        (7, DuplicateItem, "D"),
        (8, MissingName, ""),
        (9, MissingCode, ""),
        (3, MissingName, ""),
    ];
    assert_eq!(flags(&read), expected);
}

#[test]
fn further_fields_and_the_catalogue_fill_in_what_a_row_lacks() {
    let basic = format!(
        "task_code,catalog_code,dept_name,project_type,server_type\n{CODE},440111001000,示例局,2,1\n"
    );
    let extend = format!("task_code,is_schedule,handle_area\n{CODE},1,0\nZZZ,1,1\n");
    let directory = "catalog_code,task_name,task_type,plan_effective_date,plan_cancel_date,by_law\n\
        440111001000,示例服务,5,2026/05/01 00:00:00,永久,示例办法\n";
    let read = read(&[&basic, &extend, directory]);
    let item = &read.items[0];
    assert_eq!(
        (item.name.as_str(), item.task_type.as_str(), national(item, "task_type")),
        ("示例服务", "05", "5")
    );
    assert_eq!((national(item, "is_schedule"), national(item, "handle_area")), ("1", "0"));
    assert_eq!(item.effective.unwrap().from.unwrap().to_string(), "2026-05-01");
    // 永久 is no day, and says that there is none.
    assert_eq!(item.effective.unwrap().until, None);
    assert_eq!(flags(&read), [(3, FlagCode::OrphanExtension, "ZZZ")]);
    let kinds: Vec<_> = read.tables.iter().filter_map(|table| table.kind).collect();
    assert_eq!(kinds, [TableKind::Basic, TableKind::Extend, TableKind::Directory]);
}

#[test]
fn equal_codes_and_empty_ones_are_told_and_nobody_gets_a_strangers_fields() {
    let basic = "task_code,catalog_code,dept_name,project_type,server_type\n\
        A,440111001000,示例局,2,1\nB,,示例局,2,1\n";
    let extend = "task_code,is_schedule,handle_area,task_version\nA,1,0,1\nA,0,1,1\n";
    let directory = "catalog_code,task_name,task_type,plan_effective_date,task_version\n\
        440111001000,示例服务,5,2026-05-01,1\n440111001000,另一事项,1,2027-05-01,1\n\
        ,不相干的事项,1,2027-05-01,1\n";
    use FlagCode::*;
    let first = read(&[basic, extend, directory]);
    let item = &first.items[0];
    assert_eq!((names(&first), item.task_type.as_str()), (vec!["示例服务"], "05"));
    assert_eq!((national(item, "is_schedule"), national(item, "handle_area")), ("1", "0"));
    assert_eq!(item.effective.unwrap().from.unwrap().to_string(), "2026-05-01");
    let equal = [(3, DuplicateItem, "A"), (3, DuplicateItem, "440111001000")];
    let nameless = (3, MissingName, "");
    assert_eq!(flags(&first), [nameless, equal[0], equal[1], (4, MissingCode, "")]);
    // The higher version stays, wherever it stands.
    let newer = read(&[
        basic,
        &extend.replace("A,0,1,1", "A,0,1,2"),
        &directory.replace("另一事项,1,2027-05-01,1", "另一事项,1,2027-05-01,2"),
    ]);
    let item = &newer.items[0];
    assert_eq!((names(&newer), item.task_type.as_str()), (vec!["另一事项"], "01"));
    assert_eq!((national(item, "is_schedule"), national(item, "handle_area")), ("0", "1"));
    let earlier = [(2, DuplicateItem, "A"), (2, DuplicateItem, "440111001000")];
    assert_eq!(flags(&newer), [nameless, earlier[0], earlier[1], (4, MissingCode, "")]);
    let unversioned = read(&[basic, &extend.replace("A,0,1,1", "A,0,1,"), directory]);
    assert_eq!(national(&unversioned.items[0], "is_schedule"), "1", "no version is no higher one");
}

#[test]
fn the_promised_number_of_visits_comes_along_or_is_told() {
    let visits = |cell: &str| {
        let heading = BASIC.replace("task_state\n", "task_state,到办事现场次数\n");
        let read = read(&[&format!(
            "{heading}{}",
            row(CODE).replace(",3,1\n", &format!(",3,1,{cell}\n"))
        )]);
        let promised = read.items[0].visits.map(|visits| (visits.most, visits.official));
        (promised, read.flags.iter().map(|flag| flag.code).collect::<Vec<_>>())
    };
    assert_eq!(visits("1"), (Some((1, true)), vec![]));
    assert_eq!(visits("2次"), (Some((2, true)), vec![]));
    assert_eq!(visits(""), (None, vec![]));
    assert_eq!(visits("一到两次"), (None, vec![FlagCode::UnknownCode]));
}
