//! `counter catalog import`: what came of the tables, for programs as JSON and for people as a list
//! of what they must look at, place by place.
use crate::commands::pack::catalog_fault;
use crate::output::{Outcome, write_note};
use clap::Args;
use counter_catalog::import::{self, Flag, FlagCode, Imported, TableRead};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Tables {
    #[arg(required = true)]
    tables: Vec<PathBuf>,
    /// The pack's folder; made when it is not there.
    #[arg(long)]
    into: PathBuf,
    /// Which code of 办件类型 means 即办件 in these tables.
    #[arg(long, default_value = "2")]
    on_the_spot: Vec<String>,
    /// Over files that differ. What an author wrote into them is lost.
    #[arg(long)]
    replace: bool,
}

/// With `json` the list for people goes beside it, where there is something to look at.
pub fn import_tables(args: &Tables, json: bool) -> Outcome {
    let options =
        import::Options { on_the_spot_codes: args.on_the_spot.clone(), replace: args.replace };
    let imported =
        import::import_tables(&args.tables, &args.into, &options).map_err(catalog_fault)?;
    let list = list_findings(&imported);
    if json {
        if !list.is_empty() {
            write_note(list.trim_end());
        }
        return Ok(json!(imported));
    }
    Ok(json!(format!("{}{list}", list_written(&imported)).trim_end()))
}

fn list_written(imported: &Imported) -> String {
    let tables = imported.tables.iter().map(|table| {
        let TableRead { name, kind, rows, unread } = table;
        let what = kind.map_or_else(|| "未读".to_owned(), |_| format!("{rows} 行"));
        let unread = if unread.is_empty() {
            String::new()
        } else {
            format!("；没有用到的列：{}", unread.join("、"))
        };
        format!("{name}：{what}{unread}\n")
    });
    let written = &imported.written;
    let counts = [
        ("新写入", written.added.len()),
        ("替换", written.replaced.len()),
        ("没有变化", written.unchanged.len()),
        ("不同，保留原文件", written.kept.len()),
        ("暂不写入", imported.held_back.len()),
        ("请核对", imported.flags.len()),
    ];
    let counts = counts.map(|(name, count)| format!("{name} {count}")).join("，");
    format!("{}{counts}\n", tables.collect::<String>())
}

/// Items that were held back, and each cell to look at; empty when there is nothing.
fn list_findings(imported: &Imported) -> String {
    let mut lines = String::new();
    if !imported.held_back.is_empty() {
        lines += "\n以下事项没有写入（关键内容读不出来，改好表格再导入）：\n";
        let rows = imported.held_back.iter().map(|held| {
            let [place, column, value, why] = cells(&held.flag);
            vec![held.name.clone(), held.task_code.clone(), place, column, value, why]
        });
        lines += &aligned(&["事项", "实施编码", "位置", "列", "内容", "原因"], rows.collect());
    }
    if !imported.flags.is_empty() {
        lines += "\n请核对：\n";
        let rows = imported.flags.iter().map(|flag| cells(flag).to_vec());
        lines += &aligned(&["位置", "列", "内容", "说明"], rows.collect());
    }
    lines
}

fn cells(flag: &Flag) -> [String; 4] {
    let place = match flag.row {
        0 => flag.table.clone(),
        row => format!("{} 第 {row} 行", flag.table),
    };
    let value: String = flag.value.replace('\n', "⏎").chars().take(LONGEST_VALUE).collect();
    [place, flag.column.clone(), value, explain(flag.code).to_owned()]
}

const LONGEST_VALUE: usize = 40;

fn explain(code: FlagCode) -> &'static str {
    match code {
        FlagCode::MissingColumn => "表里没有这一列",
        FlagCode::UnknownCode => "不认识的代码：原样保留，按通常的办",
        FlagCode::UnknownState => "不认识的事项状态：不知是否在用，没有写入",
        FlagCode::RoundedNumber => "存成了数字，十五位以后的数字已丢失：这一列请设为文本",
        FlagCode::LostZeros => "存成了数字，前面的 0 已丢失：已补足，请核对",
        FlagCode::MadeADate => "编码被当成了日期：这一列请设为文本",
        FlagCode::LostCharacters => "有字已丢失（� 或 ??）：请找原来的表",
        FlagCode::UnreadableCell => "单元格是错误值，或公式没有保存结果",
        FlagCode::LineBreak => "单元格里有换行：已并成一行，请核对",
        FlagCode::FewerCells => "这一行的格比表头少",
        FlagCode::ExtraCells => "这一行的格比表头多：多半是没有加引号的逗号",
        FlagCode::SplitRow => "这一行像是被换行断成了两行",
        FlagCode::StruckOut => "加了删除线",
        FlagCode::PartlyStruckOut => "一部分字加了删除线：请只留现行的字",
        FlagCode::HiddenSheet => "隐藏的工作表，没有读",
        FlagCode::HiddenRow => "隐藏或被筛选掉的行，没有读",
        FlagCode::HiddenColumn => "隐藏的列，没有读",
        FlagCode::HiddenCell => "单元格的格式不显示内容，没有读",
        FlagCode::CellNote => "单元格的批注，没有读：要紧的请写进表里",
        FlagCode::TextBox => "表上的文本框，没有读：要紧的请写进表里",
        FlagCode::CoveredCell => "合并单元格底下的内容，没有读",
        FlagCode::MissingCode => "没有编码，没有读（原表是合并单元格的，请给 XLSX）",
        FlagCode::NotACode => "不是实施编码，没有读",
        FlagCode::MissingName => "没有名称，没有读",
        FlagCode::MissingDepartment => "没有实施主体",
        FlagCode::UnknownUnit => "时限单位不认识：空着的按工作日，认不得的天数不要",
        FlagCode::MixedUnits => "法定与承诺单位不同：只要承诺的",
        FlagCode::NotANumber => "不是天数、份数",
        FlagCode::NotADate => "读不成日期（请写 2027-01-01）",
        FlagCode::DatesContradict => "取消日期早于生效日期",
        FlagCode::NoCopies => "没有写份数",
        FlagCode::OrphanMaterial => "对不上任何事项的材料，没有读",
        FlagCode::OrphanExtension => "对不上任何事项，没有读",
        FlagCode::DuplicateItem => "编码重复：留版本高的，一样高的留前一行",
        FlagCode::OlderVersion => "包里的版本更新，没有写入",
        FlagCode::NotInUse => "挂起或草稿，没有写入",
    }
}

fn aligned(heads: &[&str], rows: Vec<Vec<String>>) -> String {
    let all = || {
        std::iter::once(heads.iter().map(|head| (*head).to_owned()).collect())
            .chain(rows.iter().cloned())
    };
    let mut widths = vec![0; heads.len()];
    for row in all() {
        for (width, cell) in widths.iter_mut().zip(&row) {
            *width = (*width).max(columns_of(cell));
        }
    }
    let line = |row: Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            format!("{cell}{}", " ".repeat(width.saturating_sub(columns_of(cell))))
        });
        format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    all().map(line).collect()
}

/// Of a terminal: Chinese characters take two.
fn columns_of(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum()
}
