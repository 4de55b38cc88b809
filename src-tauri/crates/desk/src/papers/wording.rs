//! Words that several papers share: dates as officials write them, the law that is cited, remedies.
use crate::cases::case_file::CaseFile;
use counter_core::clock::ClockView;
use counter_core::date::{Date, Moment};

const LAW: &str = "依据《中华人民共和国行政许可法》";

/// Law's own words on what an applicant can do against a refusal: 行政复议法 and 行政诉讼法 periods.
pub const REMEDIES: &str = "如不服本决定，可以自收到本通知书之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法向人民法院提起行政诉讼。";

pub fn long_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

pub fn long_moment(at: Moment) -> String {
    format!("{} {}", long_date(at.date()), at.local_datetime().strftime("%H:%M"))
}

/// The licence law speaks for licences only (task type 01).
pub fn cite_law(file: &CaseFile, article: &str) -> Vec<String> {
    let licence = file.item().is_some_and(|item| item.task_type == "01");
    if licence { vec![format!("{LAW}{article}。")] } else { Vec::new() }
}

/// The day a clock ends, with `暂定` where the calendar is not known yet.
pub fn deadline_day(clock: &ClockView) -> Option<String> {
    let provisional = |provisional: bool| if provisional { "（暂定）" } else { "" };
    clock.deadline.map(|deadline| {
        format!("{}{}", long_date(deadline.date), provisional(deadline.provisional))
    })
}
