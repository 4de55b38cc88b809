//! Words that several papers share: dates as officials write them, the law that is cited.
use crate::cases::case_file::CaseFile;
use counter_core::clock::ClockView;
use counter_core::date::{Date, Moment};

const LAW: &str = "依据《中华人民共和国行政许可法》";

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

/// The day a clock ends, and what there is to know of it: `暂定` where the calendar is not known yet,
/// the day off from which it went on, or that it is a day off itself.
pub fn deadline_day(clock: &ClockView) -> Option<String> {
    let deadline = clock.deadline?;
    let remarks = [
        deadline.provisional.then(|| "暂定".to_owned()),
        deadline
            .rolled_from
            .map(|day| format!("期满日{}月{}日为休息日，顺延至次一工作日", day.month(), day.day())),
        deadline.on_day_off.then(|| "当日为休息日".to_owned()),
    ];
    let remarks: Vec<String> = remarks.into_iter().flatten().collect();
    let remarks =
        if remarks.is_empty() { String::new() } else { format!("（{}）", remarks.join("；")) };
    Some(format!("{}{remarks}", long_date(deadline.date)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::calendar::Deadline;
    use jiff::civil::date;

    #[test]
    fn a_deadline_says_what_there_is_to_know_of_its_day() {
        let firm = Deadline::firm(date(2026, 10, 8));
        let day = |deadline| {
            deadline_day(&ClockView { deadline: Some(deadline), ..ClockView::default() }).unwrap()
        };
        assert_eq!(day(firm), "2026年10月8日");
        assert_eq!(day(Deadline { provisional: true, ..firm }), "2026年10月8日（暂定）");
        let rolled = Deadline { rolled_from: Some(date(2026, 10, 2)), ..firm };
        assert_eq!(day(rolled), "2026年10月8日（期满日10月2日为休息日，顺延至次一工作日）");
        let stays = Deadline { on_day_off: true, provisional: true, ..firm };
        assert_eq!(day(stays), "2026年10月8日（暂定；当日为休息日）");
    }
}
