//! Quotes, delimiters and rows of CSV files: no row is swallowed without a word.

use counter_catalog::import::FlagCode;

use super::{CODE, cause, flags, material_names, names, read};

const HEAD: &str = "实施编码,事项名称,实施主体,权力类型,办件类型,服务对象,承诺办结时限,时限单位\n";
const MATERIALS: &str = "实施编码,材料名称,材料类型,材料必要性,原件份数,复印件份数,来源渠道\n";

fn row(code: &str, name: &str) -> String {
    format!("{code},{name},示例局,05,1,1,20,工作日\n")
}

#[test]
fn a_quote_that_is_never_closed_is_refused_with_its_row() {
    let text = format!(
        "{HEAD}{}{}{}{}",
        row("A", "补贴申请"),
        row("B", "\"登记"),
        row("C", "注销"),
        row("D", "变更")
    );
    assert!(
        cause("items.csv", text.as_bytes()).contains("items.csv cannot be read: row 3: the quote")
    );
    // A typographic quote closes nothing, and the next one that is closed does not help.
    for more in [
        "",
        "A,\"收入证明\",1,1,1,0,20\n",
        "A,收入证明,1,1,1,0,\"\"\n",
        "A,\"a\"\"b\",1,1,1,0,20\n",
    ] {
        let text = format!(
            "{MATERIALS}A,居民身份证,1,1,1,1,20\nA,\"居住证”或者户口簿,1,1,1,1,20\nA,银行卡,1,1,0,1,20\n{more}"
        );
        let cause = cause("materials.csv", text.as_bytes());
        assert!(cause.contains("row 3: "), "{more}: {cause}");
    }
    // Two slips that close each other by chance.
    let text = format!(
        "{MATERIALS}A,\"居住证,1,1,1,1,20\nA,身份证,1,1,1,1,20\nA,银行卡\",1,1,0,1,20\nA,户口簿,1,1,1,1,20\n"
    );
    assert!(
        cause("materials.csv", text.as_bytes()).contains("row 2: a cell begun there has swallowed")
    );
    // With empty lines before it: an editor counts them, a reader of tables does not.
    let text = format!("{HEAD}\n\n{}{}", row("A", "甲"), row("B", "\"乙"));
    assert!(cause("items.csv", text.as_bytes()).contains("row 3 (line 5): the quote"));
    // An open quote in the last cell of all.
    let text = format!("{HEAD}{}", row("A", "甲").replace("工作日", "\"工作日"));
    assert!(cause("items.csv", text.as_bytes()).contains("row 2"));
}

#[test]
fn quotes_that_are_sound_stay_text() {
    let text = format!(
        "{HEAD}{}{}{}",
        row("A", "\"示例\"\"甲\"\"，乙\""),
        row("B", "照片5\"规格"),
        row("C", "“示例”登记")
    );
    let read = read(&[&text]);
    assert_eq!(names(&read), ["示例\"甲\"，乙", "照片5\"规格", "“示例”登记"]);
    assert_eq!(flags(&read), []);
}

#[test]
fn quotes_behind_a_blank_are_none_of_the_text() {
    let spaced = |line: &str| {
        let cells: Vec<String> =
            line.trim_end().split(',').map(|cell| format!("\"{cell}\"")).collect();
        cells.join(", ") + "\r\n"
    };
    let text = spaced(HEAD) + &spaced(&row(CODE, "示例登记")) + &spaced(&row("B", "照片5\"\"规格"));
    let read = read(&[&text]);
    assert_eq!(names(&read), ["示例登记", "照片5\"规格"]);
    assert_eq!(read.items[0].limit.as_ref().unwrap().promise_days, Some(20));
    assert_eq!(flags(&read), []);
    // One that is not closed in its cell stays what it is.
    let open = format!("{HEAD}{}", row("A", " \"甲"));
    assert_eq!(names(&super::read(&[&open])), ["\"甲"]);
}

#[test]
fn line_breaks_where_one_line_is_wanted_are_told() {
    let text = format!("{HEAD}{}{}", row("A", "\"示例\n登记\""), row("\"B\n\"", "乙"));
    let read = read(&[&text]);
    assert_eq!((names(&read), read.items[1].id.as_str()), (vec!["示例 登记", "乙"], "b"));
    assert_eq!(flags(&read), [(2, FlagCode::LineBreak, "示例\n登记")]);
}

#[test]
fn a_row_that_a_line_break_split_is_not_written() {
    let split = row("B", "示例登记").replace("示例局", "示例\n局");
    let read = read(&[&format!("{HEAD}{}{split}{}", row("A", "甲"), row("C", "丙"))]);
    assert_eq!(names(&read), ["甲", "丙"]);
    assert_eq!((read.held_back[0].flag.row, read.held_back[0].flag.code), (3, FlagCode::SplitRow));
    let codes: Vec<FlagCode> = read.flags.iter().map(|flag| flag.code).collect();
    assert!(
        codes.contains(&FlagCode::NotACode) && codes.contains(&FlagCode::FewerCells),
        "{codes:?}"
    );
}

#[test]
fn another_delimiter_is_found_or_named() {
    for delimiter in [";", "\t", "|"] {
        let text = format!("{HEAD}{}", row(CODE, "甲，乙；丙")).replace(',', delimiter);
        let read = read(&[&text]);
        let limit = read.items[0].limit.as_ref().unwrap();
        assert_eq!(
            (names(&read), limit.promise_days),
            (vec!["甲，乙；丙"], Some(20)),
            "{delimiter}"
        );
    }
    let wide = format!("{HEAD}{}", row(CODE, "甲")).replace(',', "，");
    assert!(cause("a.csv", wide.as_bytes()).contains("parted by ，"));
}

#[test]
fn headings_again_sums_and_remarks_become_no_items() {
    let text = format!(
        "{HEAD}{}{HEAD}{}合计,2,,,,,,\n填表人：张示例 2026,,,,,,,\n,,,,,,,\n",
        row("A", "甲"),
        row("B", "乙")
    );
    let told = read(&[&text]);
    assert_eq!(names(&told), ["甲", "乙"]);
    let found: Vec<_> = told.flags.iter().map(|flag| (flag.code, flag.value.as_str())).collect();
    assert_eq!(found, [(FlagCode::NotACode, "合计"), (FlagCode::NotACode, "填表人:张示例2026")]);
    // A second table below the first has its own columns.
    let other = format!("{HEAD}{}{MATERIALS}A,身份证,1,1,1,1,20\n", row("A", "甲"));
    assert!(cause("a.csv", other.as_bytes()).contains("row 3: another table begins there"));
}

#[test]
fn codes_are_compared_as_they_are_meant() {
    let basic = format!("{HEAD}{}{}", row("\u{feff}１１44\u{a0}", "甲"), row("Ｂ\u{200b}", "乙"));
    let materials = format!(
        "{MATERIALS}1144,身份证,1.0,1.0,1.0,0.0,20.0\nB,户口簿,1,1,+1,0,20\n,没有编码的,1,1,1,0,20\n"
    );
    let read = read(&[&basic, &materials]);
    assert_eq!(material_names(&read.items[0]), ["身份证"]);
    assert_eq!(material_names(&read.items[1]), ["户口簿"]);
    let card = &read.items[0].materials[0];
    assert_eq!((card.kind, card.original, card.copy, card.source), (1, 1, 0, 20));
    use FlagCode::*;
    let told: Vec<_> = read.flags.iter().map(|flag| (flag.row, flag.code)).collect();
    assert_eq!(told, [(3, NotANumber), (3, NoCopies), (4, MissingCode)]);
}

#[test]
fn text_that_was_wrapped_for_excel_is_unwrapped() {
    let rows = ["=\"A\",甲,局,=\"05\",1,1,20,工作日\n", "\tB\t,乙,局,'05,1,1,20,工作日\n"];
    let read = read(&[&format!("{HEAD}{}", rows.concat())]);
    let told: Vec<_> =
        read.items.iter().map(|item| (item.id.as_str(), item.task_type.as_str())).collect();
    assert_eq!((told, flags(&read)), (vec![("a", "05"), ("b", "05")], vec![]));
}

#[test]
fn zeros_that_a_number_lost_are_put_back_and_told() {
    let basic = "task_code,catalog_code,task_name\nA,123456789,\nB,000987654321.0,\n";
    let directory = "catalog_code,task_name\n000123456789,甲\n000987654321,乙\n";
    let read = read(&[basic, directory]);
    assert_eq!(names(&read), ["甲", "乙"]);
    let lost: Vec<_> = read.flags.iter().filter(|flag| flag.code == FlagCode::LostZeros).collect();
    assert_eq!((lost.len(), lost[0].row, lost[0].value.as_str()), (1, 2, "123456789"));
}
