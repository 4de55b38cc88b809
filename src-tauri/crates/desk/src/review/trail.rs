//! The audit trail for the supervisor: this computer's own and the other looks that the office wrote
//! down, newest first, filtered, and as a table.
//!
//! Invariant: what a supervisor reveals, another clerk's case that is opened (`app::colleague`), and
//! an export (of the trail, of a day's sheet) want a typed reason, which is a line of the trail
//! before the act (`station::audit`).
//! Held by `each_look_is_listed_with_its_reason`.
use super::Review;
use super::office_looks::OfficeLooks;
use crate::Failure;
use crate::contract::limits::{LOOK_REASON, check_length};
use crate::contract::views::{AuditLine, AuditOnly, AuditView, AuditWhy};
use crate::contract::{Audit, AuditFilter, AuditWords, FailureCode, TOLD_FIRST, find_command};
use crate::papers::day_sheet::csv_line;
use crate::station::audit::{BEGUN, REASON};
use counter_core::date::date_text;
use counter_core::text::{normalize_code, normalize_line};
use counter_core::written::read_date;
use counter_store::{AuditRow, HeadFilter};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// On the screen, the newest of those that fit. A table has all of them.
const MOST_SHOWN: usize = 500;
/// Commands that show persons beside those that are asked again by themselves, and what a check of a
/// paper found.
const SHOWING: [&str; 10] = [
    "person",
    "review",
    "reveal",
    "check_receipt",
    "receipt_differs",
    "receipt_unknown",
    "open_colleagues_case",
    "search_station_cases",
    "show_station_case",
    "continue_case",
];
/// What the trail names by its kind and id.
const PARTS: [&str; 4] = ["page ", "document ", "part ", "certificate_search"];

impl Review {
    pub async fn audit_view(&self, filter: &AuditFilter) -> Result<AuditView, Failure> {
        let day = read_day(filter)?;
        let looks = self.office_looks().await;
        let with_office = looks.is_some();
        let goes_on = looks.as_ref().is_some_and(|looks| looks.goes_on);
        let lines = merge_lines(self.list_own()?, looks);
        let clerks: BTreeSet<String> =
            lines.iter().map(|line| line.by.clone()).filter(|by| !by.is_empty()).collect();
        let mut selection: Vec<AuditLine> =
            lines.into_iter().filter(|line| is_wanted(line, filter, day.as_deref())).collect();
        let all = selection.len() as u32;
        selection.truncate(MOST_SHOWN);
        let clerks = clerks.into_iter().collect();
        Ok(AuditView { lines: selection, all, clerks, with_office, goes_on })
    }

    /// Every line that fits, oldest first, and how many there are.
    pub async fn audit_table(
        &self,
        filter: &AuditFilter,
        words: &AuditWords,
    ) -> Result<(String, u32), Failure> {
        let day = read_day(filter)?;
        let mut lines = merge_lines(self.list_own()?, self.all_office_looks().await);
        lines.retain(|line| is_wanted(line, filter, day.as_deref()));
        let mut table = csv_line(&["时间", "工号", "地点", "操作", "编号", "办件", "结果", "理由"]);
        for line in lines.iter().rev() {
            let word = |text: &Option<String>| text.clone().unwrap_or_default();
            let (number, case) = (word(&line.number), word(&line.case));
            table += &csv_line(&[
                &line.at,
                &line.by,
                name_place(line),
                &line.action,
                &number,
                &case,
                &line.outcome,
                &say_why(line, words),
            ]);
        }
        Ok((table, lines.len() as u32))
    }

    fn list_own(&self) -> Result<Vec<AuditLine>, Failure> {
        let (rows, heads) = self.station.with_store(|store| {
            let rows = store.audit_lines(u32::MAX)?;
            Ok::<_, Failure>((rows, store.heads(&HeadFilter::default())?))
        })?;
        let numbers = heads.into_iter().filter_map(|head| {
            let number = head.official.or(head.provisional)?;
            Some((head.case, number))
        });
        Ok(join_reasons(rows, &numbers.collect()))
    }
}

/// Newest first.
fn merge_lines(mut lines: Vec<AuditLine>, looks: Option<OfficeLooks>) -> Vec<AuditLine> {
    lines.extend(looks.into_iter().flat_map(|looks| looks.lines));
    lines.sort_by_cached_key(|line| Reverse(line.at.clone()));
    lines
}

/// A reason stands before its act in the trail: behind it, newest first. That an act was begun is no
/// line of its own where its outcome is one.
fn join_reasons(rows: Vec<AuditRow>, numbers: &HashMap<String, String>) -> Vec<AuditLine> {
    let mut lines: Vec<AuditLine> = Vec::with_capacity(rows.len());
    let mut outcomes: HashMap<(String, String, Option<String>), u32> = HashMap::new();
    for row in rows {
        // Who was not let through began nothing.
        if TOLD_FIRST.contains(&row.action.as_str())
            && row.outcome != FailureCode::RoleNotAllowed.as_str()
        {
            let act = (row.by.clone(), row.action.clone(), row.case.clone());
            let open = outcomes.entry(act).or_default();
            match (row.outcome == BEGUN, *open) {
                (true, 0) => {}
                (true, _) => {
                    *open -= 1;
                    continue;
                }
                (false, _) => *open += 1,
            }
        }
        let act = row.action.strip_suffix(REASON);
        let same = lines.last_mut().filter(|line| {
            act == Some(line.action.as_str())
                && (&line.by, &line.case) == (&row.by, &row.case)
                && line.why != AuditWhy::Typed
        });
        if let Some(line) = same {
            line.why = AuditWhy::Typed;
            line.reason = Some(row.outcome);
            continue;
        }
        let number = row.case.as_ref().and_then(|case| numbers.get(case)).cloned();
        // Of what was done in no case the command is the reason.
        let (why, reason) = match row.case {
            Some(_) => (AuditWhy::Case, None),
            None => (AuditWhy::Command, Some(name_action(&row.action).to_owned())),
        };
        lines.push(AuditLine {
            at: row.at,
            by: row.by,
            action: row.action,
            case: row.case,
            number,
            outcome: row.outcome,
            why,
            reason,
            elsewhere: None,
        });
    }
    lines
}

/// As lines of the trail begin with it.
fn read_day(filter: &AuditFilter) -> Result<Option<String>, Failure> {
    let day = filter.day.as_deref().filter(|day| !normalize_line(day).is_empty()).map(read_date);
    let day = day.transpose().map_err(|_| Failure::new(FailureCode::DayUnreadable))?;
    Ok(day.map(date_text))
}

fn is_wanted(line: &AuditLine, filter: &AuditFilter, day: Option<&str>) -> bool {
    let number = normalize_code(&filter.number);
    let is_of_case = number.is_empty()
        || line.number.as_ref().is_some_and(|value| value.contains(&number))
        || line.case.as_ref() == Some(&number);
    let fits = match filter.only {
        AuditOnly::All => true,
        AuditOnly::Looks => line.elsewhere.is_some() || is_look(&line.action),
        AuditOnly::Reasons => line.why == AuditWhy::Typed,
        AuditOnly::Refused => line.outcome == FailureCode::RoleNotAllowed.as_str(),
    };
    let is_of_day = day.is_none_or(|day| line.at.starts_with(day));
    fits && is_of_case && is_of_day && filter.clerk.as_ref().is_none_or(|clerk| *clerk == line.by)
}

/// Without the id of what was looked at.
fn name_action(action: &str) -> &str {
    action.split_once(' ').map_or(action, |(name, _)| name)
}

/// As the screen says it.
fn say_why(line: &AuditLine, words: &AuditWords) -> String {
    let reason = line.reason.as_deref().unwrap_or_default();
    match (line.why, &line.number) {
        (AuditWhy::Typed, _) => reason.to_owned(),
        (AuditWhy::Case, Some(number)) => words.in_case.replace("{}", number),
        (AuditWhy::Case, None) => words.in_unnumbered.clone(),
        (AuditWhy::Command, _) => {
            let action = words.actions.get(reason).map_or(reason, String::as_str);
            words.by_command.replace("{}", action)
        }
        (AuditWhy::Unrecorded, _) => words.unrecorded.clone(),
    }
}

fn name_place(line: &AuditLine) -> &str {
    match line.elsewhere.as_deref() {
        None => "本机",
        Some("") => "地点不详",
        Some(window) => window,
    }
}

fn is_look(action: &str) -> bool {
    let is_asked_again = find_command(action).is_some_and(|command| command.audit == Audit::Look);
    is_asked_again || SHOWING.contains(&action) || PARTS.iter().any(|part| action.starts_with(part))
}

/// In one line, and not empty.
pub fn require_reason(text: &str) -> Result<String, Failure> {
    let reason = normalize_line(text);
    check_length(&reason, LOOK_REASON)?;
    match reason.is_empty() {
        true => Err(Failure::new(FailureCode::LookReasonMissing)),
        false => Ok(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(action: &str, outcome: &str) -> AuditRow {
        AuditRow {
            at: "2026-11-22 10:00".into(),
            by: "2001".into(),
            action: action.into(),
            case: Some("c".into()),
            outcome: outcome.into(),
        }
    }

    #[test]
    fn a_reason_is_part_of_its_act() {
        let rows = vec![
            row("review", "ok"),
            row("reveal", "ok"),
            row("reveal.reason", "投诉"),
            row("export_audit.reason", "没有做成"),
        ];
        let lines = join_reasons(rows, &HashMap::from([("c".into(), "SL-1".into())]));
        let seen: Vec<_> =
            lines.iter().map(|line| (line.action.as_str(), line.reason.as_deref())).collect();
        assert_eq!(
            seen,
            [("review", None), ("reveal", Some("投诉")), ("export_audit.reason", None)]
        );
        assert!(lines.iter().all(|line| line.number.as_deref() == Some("SL-1")));
    }

    #[test]
    fn what_was_begun_is_a_line_where_no_outcome_is() {
        let rows = vec![
            row("print", "ok"),
            row("page 1", "ok"),
            row("print", "begun"),
            row("print", "begun"),
            row("reveal", "ok"),
            row("reveal.reason", "投诉"),
            row("reveal", "begun"),
            row("reveal", "ok"),
        ];
        let lines = join_reasons(rows, &HashMap::new());
        let seen: Vec<_> =
            lines.iter().map(|line| (line.action.as_str(), line.outcome.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("print", "ok"),
                ("page 1", "ok"),
                ("print", "begun"),
                ("reveal", "ok"),
                ("reveal", "ok")
            ]
        );
    }

    #[test]
    fn a_filter_takes_what_fits_all_of_it() {
        let line = |action: &str, outcome: &str| {
            join_reasons(vec![row(action, outcome)], &HashMap::new()).remove(0)
        };
        let filter = |only| AuditFilter { clerk: None, day: None, number: String::new(), only };
        for action in ["case", "queue", "person", "reveal", "page 1", "part 0a"] {
            assert!(is_wanted(&line(action, "ok"), &filter(AuditOnly::Looks), None), "{action}");
        }
        assert!(!is_wanted(&line("issue", "ok"), &filter(AuditOnly::Looks), None));
        assert!(is_wanted(&line("case", "role_not_allowed"), &filter(AuditOnly::Refused), None));
        assert!(!is_wanted(&line("reveal", "ok"), &filter(AuditOnly::Reasons), None));
        let of_another = AuditFilter { clerk: Some("1001".into()), ..filter(AuditOnly::All) };
        assert!(!is_wanted(&line("reveal", "ok"), &of_another, None));
        let of_case = AuditFilter { number: "c".into(), ..filter(AuditOnly::All) };
        assert!(is_wanted(&line("reveal", "ok"), &of_case, None));
        let reveal = line("reveal", "ok");
        assert!(is_wanted(&reveal, &filter(AuditOnly::All), Some("2026-11-22")));
        assert!(!is_wanted(&reveal, &filter(AuditOnly::All), Some("2026-11-23")));
        let told =
            |window: &str| AuditLine { elsewhere: Some(window.into()), ..line("revision", "ok") };
        assert!(
            is_wanted(&told(""), &filter(AuditOnly::Looks), None),
            "whatever the office calls it"
        );
        assert_eq!(name_place(&line("review", "ok")), "本机");
        assert_eq!(name_place(&told("")), "地点不详");
        assert_eq!(name_place(&told("4号窗")), "4号窗");
    }

    #[test]
    fn a_table_says_why_in_the_words_of_the_screen() {
        let words = AuditWords {
            in_case: "办理或查看 {}".into(),
            in_unnumbered: "办理或查看未编号的办件".into(),
            by_command: "操作：{}".into(),
            unrecorded: "未记录".into(),
            actions: [("check_receipt".to_owned(), "核验回执".to_owned())].into(),
        };
        let of = |why, reason: Option<&str>, number: Option<&str>| {
            let line = join_reasons(vec![row("case", "ok")], &HashMap::new()).remove(0);
            let (reason, number) = (reason.map(str::to_owned), number.map(str::to_owned));
            say_why(&AuditLine { why, reason, number, ..line }, &words)
        };
        assert_eq!(of(AuditWhy::Typed, Some("投诉{}"), Some("SL-1")), "投诉{}");
        assert_eq!(of(AuditWhy::Case, None, Some("SL-1")), "办理或查看 SL-1");
        assert_eq!(of(AuditWhy::Case, None, None), "办理或查看未编号的办件");
        assert_eq!(of(AuditWhy::Command, Some("check_receipt"), None), "操作：核验回执");
        assert_eq!(of(AuditWhy::Command, Some("of_later"), None), "操作：of_later");
        assert_eq!(of(AuditWhy::Unrecorded, None, Some("SL-1")), "未记录");
        let own = AuditRow { case: None, ..row("page 1", "ok") };
        let own = join_reasons(vec![own], &HashMap::new()).remove(0);
        assert_eq!((own.why, own.reason.as_deref()), (AuditWhy::Command, Some("page")));
    }

    #[test]
    fn a_day_is_read_as_it_is_typed() {
        let of = |day: &str| AuditFilter {
            clerk: None,
            day: Some(day.into()),
            number: String::new(),
            only: AuditOnly::All,
        };
        assert_eq!(read_day(&of("2026-11-22")).unwrap().as_deref(), Some("2026-11-22"));
        assert_eq!(read_day(&of(" ")).unwrap(), None);
        assert_eq!(read_day(&of("5.1.2026")).unwrap_err().code, FailureCode::DayUnreadable);
    }

    #[test]
    fn a_reason_has_words() {
        assert_eq!(require_reason(" 投诉\n核对 ").unwrap(), "投诉 核对");
        assert_eq!(require_reason("  ").unwrap_err().code, FailureCode::LookReasonMissing);
        let long = "长".repeat(LOOK_REASON + 1);
        assert_eq!(require_reason(&long).unwrap_err().code, FailureCode::TextTooLong);
    }
}
