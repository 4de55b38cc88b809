//! Papers of a computer that is set up: a test page, and the summary of what was tried. Nothing of
//! any person is in them.
use super::context::PaperContext;
use counter_documents::Sheet;
use counter_documents::sheet::{LetterFact, SetupLine, SetupSheet};

/// A step by its code, and what came of it; `outcome` is none where it was not come to.
pub struct TriedStep {
    pub step: String,
    pub outcome: Option<String>,
    pub at: Option<String>,
    pub device: String,
    pub invented: bool,
    pub detail: Option<String>,
}

/// What both papers say of the computer.
pub struct SetupFacts {
    pub at: String,
    pub station_code: String,
    pub centre: String,
    pub version: String,
    pub catalogue: String,
}

pub fn test_page(context: &PaperContext, facts: &SetupFacts, printer: &str) -> Sheet {
    let printer = if printer.is_empty() { "没有设打印机，存为文件" } else { printer };
    sheet(context, "测试页", &[("打印机", printer), ("打印时间", facts.at.as_str())], Vec::new())
}

pub fn summary(context: &PaperContext, facts: &SetupFacts, tried: &[TriedStep]) -> Sheet {
    let labelled = [
        ("中心", facts.centre.as_str()),
        ("站点编号", facts.station_code.as_str()),
        ("程序版本", facts.version.as_str()),
        ("事项包版本", facts.catalogue.as_str()),
        ("填写时间", facts.at.as_str()),
    ];
    sheet(context, "设备调试小结", &labelled, tried.iter().map(line).collect())
}

fn sheet(
    context: &PaperContext,
    title: &str,
    facts: &[(&str, &str)],
    lines: Vec<SetupLine>,
) -> Sheet {
    let fact = |(label, value): &(&str, &str)| LetterFact {
        label: (*label).to_owned(),
        value: (*value).to_owned(),
    };
    Sheet::SetupSheet(SetupSheet {
        station: context.clerk.station.clone(),
        printed_at: context.printed_at(),
        mark: context.mark.clone(),
        title: title.to_owned(),
        facts: facts.iter().map(fact).collect(),
        lines,
    })
}

fn line(tried: &TriedStep) -> SetupLine {
    SetupLine {
        step: step_label(&tried.step).to_owned(),
        result: describe_result(tried),
        at: tried.at.clone().unwrap_or_default(),
    }
}

fn step_label(step: &str) -> &'static str {
    match step {
        "join" => "加入中心",
        "reader" => "读卡器",
        "scanner" => "扫描仪",
        "printer" => "打印机",
        "screen" => "群众屏",
        "sample" => "试办一件",
        _ => "其他",
    }
}

fn describe_result(tried: &TriedStep) -> String {
    let detail = tried.detail.as_deref().unwrap_or_default();
    let words = match (tried.step.as_str(), tried.outcome.as_deref()) {
        (_, None) => "没有做".to_owned(),
        ("join", Some("good")) => "已加入".to_owned(),
        ("join", Some("skipped")) => "选了试用，没有加入中心".to_owned(),
        (_, Some("skipped")) => "跳过".to_owned(),
        ("screen" | "sample", Some("failed")) => "操作人说不行".to_owned(),
        (_, Some("failed")) => format!("没有成功（原因代码 {detail}）"),
        ("reader", _) => format!("读出一张{}", card_label(detail)),
        ("scanner", _) => "扫描了一页".to_owned(),
        ("printer", _) if tried.device.is_empty() => {
            format!("没有设打印机，测试页存为文件 {detail}")
        }
        ("printer", _) => "测试页已交给打印机".to_owned(),
        ("screen", _) => "操作人说看见了测试画面".to_owned(),
        ("sample", _) => "操作人说办过了".to_owned(),
        _ => "已完成".to_owned(),
    };
    let device = match (tried.invented, tried.device.as_str()) {
        (true, _) => "模拟的设备：",
        (false, "") => "",
        (false, device) => return format!("{device}：{words}"),
    };
    format!("{device}{words}")
}

fn card_label(kind: &str) -> &'static str {
    match kind {
        "resident" => "居民身份证",
        "hmt" => "港澳台居民居住证",
        "foreign2017" | "foreign2023" => "外国人永久居留身份证",
        _ => "卡",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(step: &str, outcome: Option<&str>, device: &str, detail: &str) -> TriedStep {
        TriedStep {
            step: step.into(),
            outcome: outcome.map(str::to_owned),
            at: None,
            device: device.into(),
            invented: false,
            detail: Some(detail.to_owned()),
        }
    }

    #[test]
    fn each_result_says_what_was_seen_and_no_more() {
        let words =
            |step, outcome, device, detail| describe_result(&tried(step, outcome, device, detail));
        assert_eq!(
            words("reader", Some("good"), "/dev/ttyUSB0", "hmt"),
            "/dev/ttyUSB0：读出一张港澳台居民居住证"
        );
        assert_eq!(words("reader", Some("failed"), "", "no_card"), "没有成功（原因代码 no_card）");
        assert_eq!(
            words("printer", Some("good"), "", "test-page.pdf"),
            "没有设打印机，测试页存为文件 test-page.pdf"
        );
        assert_eq!(words("printer", Some("good"), "example", ""), "example：测试页已交给打印机");
        assert_eq!(words("join", Some("skipped"), "", ""), "选了试用，没有加入中心");
        assert_eq!(words("scanner", Some("skipped"), "", ""), "跳过");
        assert_eq!(words("sample", None, "", ""), "没有做");
        let invented = TriedStep { invented: true, ..tried("scanner", Some("good"), "", "") };
        assert_eq!(describe_result(&invented), "模拟的设备：扫描了一页");
    }
}
