//! What this place puts on each of its papers, and what is said there of their look.
use super::CHECK_RECORD;
use super::sentences::{Ground, Sentence};
use crate::station::Station;
use counter_catalog::Pack;
use counter_centre::{Kind, Line, PaperTexts};
use counter_documents::sheet::Letterhead;

/// Of the paper `form`. `pack`: from which its words are. `is_template_refused`: it draws this paper
/// itself, and what it drew was none.
pub fn make_letterhead(
    station: &Station,
    pack: &Pack,
    form: &str,
    is_template_refused: bool,
) -> Letterhead {
    let centre = station.joined_centre();
    let is_examples_file = centre.as_ref().is_some_and(|file| file.body().kind != Kind::Real);
    let is_example = station.is_without_effect() || is_examples_file || pack.is_example();
    let texts = centre.as_ref().and_then(|file| file.body().place.as_ref()?.papers.as_ref());
    write_letterhead(texts, form, is_example, is_template_refused)
}

pub(super) fn write_letterhead(
    texts: Option<&PaperTexts>,
    form: &str,
    is_example: bool,
    is_template_refused: bool,
) -> Letterhead {
    let look = Ground { is_example, is_template_refused, ..Ground::default() };
    let remarks = [Sentence::ExampleLook, Sentence::BuiltInLook];
    let remarks = remarks.iter().filter_map(|remark| look.find_words(*remark));
    let own = |text: fn(&PaperTexts) -> &Option<Line>| -> Option<String> {
        texts.and_then(|texts| text(texts).as_deref()).map(str::to_owned)
    };
    let seal = own(|texts| &texts.seal).map(|seal| format!("（{seal}）"));
    Letterhead {
        remarks: remarks.map(str::to_owned).collect(),
        footer: own(|texts| &texts.footer).unwrap_or_default(),
        seal: seal.unwrap_or_else(|| say_usual(Sentence::UsualSeal)),
        copies: own(|texts| &texts.copies).unwrap_or_else(|| say_usual(usual_copies(form))),
    }
}

/// What stays at the window, or goes to the office, is not the applicant's.
fn usual_copies(form: &str) -> Sentence {
    match form {
        "handover_slip" => Sentence::HandoverCopies,
        CHECK_RECORD => Sentence::RecordCopies,
        _ => Sentence::UsualCopies,
    }
}

fn say_usual(sentence: Sentence) -> String {
    Ground { is_place_silent: true, ..Ground::default() }.say(&[sentence])
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECEIPT: &str = "acceptance_receipt";

    #[test]
    fn the_look_is_called_an_example_only_where_it_is_one() {
        assert_eq!(write_letterhead(None, RECEIPT, true, false).remarks, ["式样为示例"]);
        assert!(write_letterhead(None, RECEIPT, false, false).remarks.is_empty());
        let refused = write_letterhead(None, RECEIPT, false, true);
        assert_eq!(refused.remarks, ["事项包式样未能使用，用程序自带式样"]);
    }

    #[test]
    fn the_places_words_stand_in_the_place_of_the_usual_ones() {
        let usual = write_letterhead(None, RECEIPT, false, false);
        assert_eq!((usual.seal.as_str(), usual.footer.as_str()), ("（专用印章）", ""));
        assert_eq!(usual.copies, "一式两份，一份交申请人，一份存档");
        let line = |text: &str| Line::try_from(text.to_owned()).ok();
        let texts = PaperTexts {
            seal: line("行政审批专用章"),
            copies: line("一式三份"),
            footer: line("示例区监制"),
            ..PaperTexts::default()
        };
        let own = write_letterhead(Some(&texts), RECEIPT, false, false);
        assert_eq!(own.seal, "（行政审批专用章）");
        assert_eq!((own.copies.as_str(), own.footer.as_str()), ("一式三份", "示例区监制"));
        for (form, words) in
            [("handover_slip", "一式两份，收件人与窗口各执一份"), (CHECK_RECORD, "窗口存档")]
        {
            assert_eq!(write_letterhead(None, form, false, false).copies, words);
            assert_eq!(write_letterhead(Some(&texts), form, false, false).copies, "一式三份");
        }
    }
}
