//! The centre file that counts here, or the one that an administrator put down and that will.
use super::records::Memory;
use super::{Condition, Finding};
use crate::office::centre_news::{self, FILE_NAME};
use crate::station::centre::CentreState;
use crate::station::settings::Folders;
use counter_centre::CentreFile;
use counter_core::date::{Date, Moment, date_text};
use jiff::ToSpan;

/// Time for a technician to bring the next one.
const SOON_DAYS: i64 = 30;

/// None where there is no file.
///
/// # Errors
/// What is wrong with it.
pub fn read_system_file(folders: &Folders) -> Result<Option<CentreFile>, Finding> {
    let path = folders.system.join(FILE_NAME);
    let bytes = centre_news::read_system_file(&path)
        .map_err(|_| Finding::new(Condition::CentreUnbelieved).with("path", path.display()))?;
    let read = bytes.map(|bytes| CentreFile::read(&bytes)).transpose();
    read.map_err(|error| describe_unreadable(error.code()))
}

fn describe_unreadable(code: &str) -> Finding {
    Finding::new(Condition::CentreUnreadable).with("code", code)
}

/// `is_office_real`: an office answered, and is no trial's.
pub fn judge_centre(
    memory: Option<&Memory>,
    system_file: &Result<Option<CentreFile>, Finding>,
    is_office_real: bool,
    now_ms: i64,
) -> Finding {
    let system_file = match system_file {
        Ok(file) => file.as_ref(),
        Err(finding) => return finding.clone(),
    };
    let today = Moment::from_millis(now_ms).date();
    match (memory.map(|memory| &memory.centre), system_file) {
        (Some(CentreState::Joined(file)), _) => judge_file(file, today),
        (Some(CentreState::Unreadable), _) => describe_unreadable("centre_unreadable"),
        (_, Some(file)) => judge_file(file, today),
        (None, None) => Finding::new(Condition::CentreSealed),
        (Some(CentreState::None), None) => {
            let was_ever_real = memory.is_some_and(|memory| memory.was_ever_real);
            Finding::new(match is_office_real || was_ever_real {
                true => Condition::CentreMissing,
                false => Condition::CentreNone,
            })
        }
    }
}

fn judge_file(file: &CentreFile, today: Date) -> Finding {
    let body = file.body();
    let condition = if body.is_ended(today) {
        Condition::CentreEnded
    } else if body.is_ended(today.saturating_add(SOON_DAYS.days())) {
        Condition::CentreEndsSoon
    } else {
        Condition::CentreInForce
    };
    let finding = Finding::new(condition).with("name", &*body.centre.name);
    finding.with("until", date_text(body.until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_centre::{Example, sign_example_file};
    use std::sync::Arc;

    const NOW_MS: i64 = 1_790_000_000_000;

    fn sign_file() -> CentreFile {
        let now = Moment::from_millis(NOW_MS);
        sign_example_file(Example::Trial, "DEMO01", "示例镇", "http://127.0.0.1", now).unwrap()
    }

    fn judge(memory: Option<Memory>, system: Option<CentreFile>, is_real: bool) -> Condition {
        judge_centre(memory.as_ref(), &Ok(system), is_real, NOW_MS).condition
    }

    #[test]
    fn a_file_counts_to_its_last_day_and_is_named_before() {
        let file = sign_file();
        let until = file.body().until;
        for (today, condition) in [
            (until.saturating_sub(SOON_DAYS.days()), Condition::CentreInForce),
            (until, Condition::CentreEndsSoon),
            (until.saturating_add(1.day()), Condition::CentreEnded),
        ] {
            let finding = judge_file(&file, today);
            assert_eq!(finding.condition, condition, "{today}");
            assert_eq!(finding.params["until"], date_text(until));
        }
    }

    #[test]
    fn without_a_file_it_depends_on_whose_station_it_is() {
        let nothing = || Some(Memory::default());
        assert_eq!(judge(nothing(), None, false), Condition::CentreNone);
        assert_eq!(judge(nothing(), None, true), Condition::CentreMissing);
        let real = Memory { was_ever_real: true, ..Memory::default() };
        assert_eq!(judge(Some(real), None, false), Condition::CentreMissing);
        assert_eq!(judge(None, None, false), Condition::CentreSealed, "nobody could read it");
    }

    #[test]
    fn the_file_in_use_goes_before_the_administrators_and_what_is_wrong_before_both() {
        let is_known = |finding| {
            [Condition::CentreInForce, Condition::CentreEndsSoon, Condition::CentreEnded]
                .contains(&finding)
        };
        let joined = CentreState::Joined(Arc::new(sign_file()));
        let memory = Memory { centre: joined, ..Memory::default() };
        assert!(is_known(judge(Some(memory), None, false)));
        assert!(is_known(judge(None, Some(sign_file()), false)));
        let later = Memory { centre: CentreState::Unreadable, ..Memory::default() };
        assert_eq!(judge(Some(later), Some(sign_file()), false), Condition::CentreUnreadable);
        let wrong = Err(describe_unreadable("centre_forged"));
        let finding = judge_centre(Some(&Memory::default()), &wrong, false, NOW_MS);
        assert_eq!(finding, describe_unreadable("centre_forged"));
    }
}
