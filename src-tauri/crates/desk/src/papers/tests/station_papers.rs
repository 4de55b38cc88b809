//! Papers of the window itself, which no case has: the card of its keys, the papers of its setup. Each
//! text of them is given to them, and each that is given is there; in practice all are banded.
use super::claims::Claims;
use super::paper::{Body, Paper};
use super::press::Press;
use super::reading::{judge_leaves, list_leaves};
use super::window::{PRACTICE, WINDOW, Window};
use crate::contract::{KeyCardGroup, KeyCardRow};
use crate::papers::example::at;
use crate::papers::key_card::key_card;
use crate::papers::setup::{SetupFacts, TriedStep, summary, test_page};
use counter_documents::Sheet;

const LABELS: [&str; 12] = [
    "快捷键卡",
    concat!("程序版本Version", env!("CARGO_PKG_VERSION")),
    "各步的结果",
    "步骤",
    "结果",
    "时间",
    "调试人签名",
    "日期",
    "下面的字应当清楚、不缺字，方框的四条边都应当看得见。",
    "小字：政务服务综合窗口0123456789ABCabc",
    "正文：政务服务综合窗口0123456789ABCabc",
    "标题：政务服务综合窗口0123456789ABCabc",
];

/// A step that was tried, and what the paper says of it.
type Told = (TriedStep, [&'static str; 2]);

fn list_tried() -> [Told; 6] {
    let tried = |step: &str, outcome: Option<&str>, device: &str, detail: &str| TriedStep {
        step: step.into(),
        outcome: outcome.map(str::to_owned),
        at: None,
        device: device.into(),
        invented: false,
        detail: Some(detail.to_owned()),
    };
    let good = Some("good");
    let page = "没有设打印机，测试页存为文件 test-page.pdf";
    let invented = TriedStep { invented: true, ..tried("scanner", good, "", "") };
    [
        (tried("join", Some("skipped"), "", ""), ["加入中心", "选了试用，没有加入中心"]),
        (
            tried("reader", good, "/dev/ttyUSB0", "resident"),
            ["读卡器", "/dev/ttyUSB0：读出一张居民身份证"],
        ),
        (invented, ["扫描仪", "模拟的设备：扫描了一页"]),
        (tried("printer", good, "", "test-page.pdf"), ["打印机", page]),
        (tried("screen", Some("failed"), "", ""), ["群众屏", "操作人说不行"]),
        (tried("sample", None, "", ""), ["试办一件", "没有做"]),
    ]
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Of a paper that is given these texts, beside what stands on each.
fn judge(
    press: &Press,
    window: &Window,
    sheet: Sheet,
    left: &str,
    texts: &[String],
) -> Vec<String> {
    let context = window.context(at(), "1001");
    let mut claims = Claims { musts: texts.to_vec(), texts: texts.to_vec(), ..Claims::default() };
    let line = window.station_line();
    claims.texts.extend([line, context.clerk.station.clone(), context.printed_at()]);
    claims.texts.extend(own(&LABELS));
    claims.say(WINDOW);
    claims.texts.extend(window.mark.map(str::to_owned));
    claims.band = window.mark.map_or("", |_| "练习练习用，无效").to_owned();
    claims.foot = (left.to_owned(), String::new());
    let mut wrong = judge_leaves(&list_leaves(&sheet), &claims);
    let letterhead = window.letterhead(at(), "setup_sheet");
    let body = Body::Sheet(Box::new(sheet));
    wrong.extend(press.judge(&Paper { form: "setup_sheet", body, letterhead, claims }));
    wrong
}

/// At the desk, and in practice.
fn list_windows() -> [Window; 2] {
    [None, Some(PRACTICE)].map(|mark| {
        let mut window = Window::bare();
        window.mark = mark;
        window
    })
}

#[test]
fn the_card_of_the_keys_says_what_it_is_given() {
    let press = Press::start();
    let row = |key: &str, says: &str, also: &str| KeyCardRow {
        keys: own(&[key]),
        says: says.to_owned(),
        also: also.to_owned(),
    };
    let texts = ["Ctrl", "受理", "Accept", "Tab", "下一项", "Next", "办件", "Case"];
    for window in list_windows() {
        let rows = vec![row("Ctrl", "受理", "Accept"), row("Tab", "下一项", "Next")];
        let (title, also) = ("办件".to_owned(), "Case".to_owned());
        let context = window.context(at(), "1001");
        let sheet = key_card(&context, vec![KeyCardGroup { title, also, rows }]);
        let left = format!("{}{WINDOW}", window.station_line());
        let version = env!("CARGO_PKG_VERSION");
        let mut given = own(&texts);
        given.push(version.to_owned());
        assert_eq!(judge(&press, &window, sheet, &left, &given), [""; 0], "{:?}", window.mark);
    }
}

#[test]
fn papers_of_setup_say_what_was_tried() {
    let press = Press::start();
    let facts = SetupFacts {
        at: "2026-12-01 09:00".into(),
        station_code: "SHILI1".into(),
        centre: "示例区政务服务中心".into(),
        version: "9.9.9".into(),
        catalogue: "2026.11".into(),
    };
    for window in list_windows() {
        let context = window.context(at(), "1001");
        let left = context.clerk.station.clone();
        let (tried, told): (Vec<TriedStep>, Vec<[&str; 2]>) = list_tried().into_iter().unzip();
        let given = ["设备调试小结", "中心", "示例区政务服务中心", "站点编号", "SHILI1"];
        let versions =
            ["程序版本", "9.9.9", "事项包版本", "2026.11", "填写时间", "2026-12-01 09:00"];
        let texts = own(&[&given[..], &versions, told.as_flattened()].concat());
        let sheet = summary(&context, &facts, &tried);
        assert_eq!(judge(&press, &window, sheet, &left, &texts), [""; 0], "{:?}", window.mark);
        let worse: Vec<TriedStep> = tried
            .into_iter()
            .map(|step| TriedStep { outcome: Some("failed".into()), ..step })
            .collect();
        let sheet = summary(&context, &facts, &worse);
        assert_ne!(judge(&press, &window, sheet, &left, &texts), [""; 0], "another outcome");
        for (printer, words) in [("", "没有设打印机，存为文件"), ("示例打印机", "示例打印机")]
        {
            let given = ["测试页", "打印机", words, "打印时间", "2026-12-01 09:00"];
            let sheet = test_page(&context, &facts, printer);
            assert_eq!(judge(&press, &window, sheet, &left, &own(&given)), [""; 0], "{words}");
        }
    }
}
