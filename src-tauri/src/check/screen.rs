//! The screen, who would draw on it, and the webview library: what only the window's program knows.

use counter_desk::check::{Condition, Finding};
use counter_desk::{PaintingCause, PaintingView, Settings};

use crate::painting::find_painting;
use crate::screen_server::{Screen, find_screen};

/// What the packages are built for (installer/README.md).
const WEBKIT: (u32, u32) = (2, 42);

/// Unreadable settings count as none: the window would read them so too.
pub fn examine_screen(settings: Option<Settings>) -> Vec<Finding> {
    let screen = find_screen();
    let renderer = match &screen {
        Screen::Answers(_) => judge_painting(find_painting(
            settings.map(|settings| settings.graphics_card).unwrap_or_default(),
        )),
        _ => Finding::new(Condition::RendererUnseen),
    };
    let version = tauri::webview_version().ok();
    vec![judge_screen(screen), renderer, judge_webkit(version.as_deref())]
}

fn judge_screen(screen: Screen) -> Finding {
    let (condition, name) = match screen {
        Screen::Missing => return Finding::new(Condition::DisplayMissing),
        Screen::Answers(name) => (Condition::DisplayAnswers, name),
        Screen::Silent(name) => (Condition::DisplaySilent, name),
        Screen::Elsewhere(name) => (Condition::DisplayElsewhere, name),
    };
    Finding::new(condition).with("name", name)
}

fn judge_painting(painting: PaintingView) -> Finding {
    let condition = match (painting.cause, painting.by_card) {
        (PaintingCause::CardClosed, _) => Condition::CardClosed,
        (PaintingCause::Set | PaintingCause::Variable, true) => Condition::CardDrawsAsSet,
        (PaintingCause::Set | PaintingCause::Variable, false) => Condition::ProcessorDrawsAsSet,
        (_, true) => Condition::CardDraws,
        (_, false) => Condition::ProcessorDraws,
    };
    let finding = Finding::new(condition);
    match condition.params().contains(&"driver") {
        true => finding.with("driver", painting.driver.unwrap_or_else(|| "?".to_owned())),
        false => finding,
    }
}

fn judge_webkit(version: Option<&str>) -> Finding {
    let Some((version, numbers)) = version.and_then(|text| Some((text, read_version(text)?)))
    else {
        return Finding::new(Condition::WebkitUnknown);
    };
    match numbers >= WEBKIT {
        true => Finding::new(Condition::WebkitFine).with("version", version),
        false => {
            let oldest = format!("{}.{}", WEBKIT.0, WEBKIT.1);
            Finding::new(Condition::WebkitOld).with("version", version).with("wanted", oldest)
        }
    }
}

fn read_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_there_or_not_or_somebody_elses() {
        let name = || ":0".to_owned();
        for (screen, condition) in [
            (Screen::Missing, Condition::DisplayMissing),
            (Screen::Answers(name()), Condition::DisplayAnswers),
            (Screen::Silent(name()), Condition::DisplaySilent),
            (Screen::Elsewhere(name()), Condition::DisplayElsewhere),
        ] {
            assert_eq!(judge_screen(screen).condition, condition);
        }
    }

    #[test]
    fn a_card_that_this_user_may_not_use_is_the_one_worry() {
        let judge = |by_card, cause| {
            judge_painting(PaintingView { by_card, cause, driver: Some("i915".to_owned()) })
        };
        let finding = judge(true, PaintingCause::CardFound);
        assert_eq!((finding.condition, &*finding.params["driver"]), (Condition::CardDraws, "i915"));
        for (by_card, cause, condition) in [
            (false, PaintingCause::CardClosed, Condition::CardClosed),
            (false, PaintingCause::NoCard, Condition::ProcessorDraws),
            (false, PaintingCause::UnsureDriver, Condition::ProcessorDraws),
            (false, PaintingCause::PlainScreen, Condition::ProcessorDraws),
            (true, PaintingCause::Set, Condition::CardDrawsAsSet),
            (false, PaintingCause::Variable, Condition::ProcessorDrawsAsSet),
        ] {
            assert_eq!(judge(by_card, cause).condition, condition);
        }
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        for (version, condition) in [
            (Some("2.50.6"), Condition::WebkitFine),
            (Some("2.42.0"), Condition::WebkitFine),
            (Some("2.9.1"), Condition::WebkitOld),
            (Some("2.40.5"), Condition::WebkitOld),
            (Some("new"), Condition::WebkitUnknown),
            (None, Condition::WebkitUnknown),
        ] {
            assert_eq!(judge_webkit(version).condition, condition, "{version:?}");
        }
    }
}
