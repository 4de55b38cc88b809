//! What this place puts on each of its papers, and what is said there of their look.
use super::sentences::{Ground, Sentence};
use crate::station::Station;
use counter_catalog::Pack;
use counter_centre::{Kind, Line, PaperTexts};
use counter_documents::sheet::Letterhead;

/// `pack`: from which the paper's words are. `is_template_refused`: it draws this paper itself, and
/// what it drew was none.
pub fn make_letterhead(station: &Station, pack: &Pack, is_template_refused: bool) -> Letterhead {
    let centre = station.joined_centre();
    let is_examples_file = centre.as_ref().is_some_and(|file| file.body().kind != Kind::Real);
    let is_example = station.is_without_effect() || is_examples_file || pack.is_example();
    let texts = centre.as_ref().and_then(|file| file.body().place.as_ref()?.papers.as_ref());
    write_letterhead(texts, is_example, is_template_refused)
}

pub(super) fn write_letterhead(
    texts: Option<&PaperTexts>,
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
        copies: own(|texts| &texts.copies).unwrap_or_else(|| say_usual(Sentence::UsualCopies)),
    }
}

fn say_usual(sentence: Sentence) -> String {
    Ground { is_place_silent: true, ..Ground::default() }.say(&[sentence])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_is_called_an_example_only_where_it_is_one() {
        assert_eq!(write_letterhead(None, true, false).remarks, ["式样为示例"]);
        assert!(write_letterhead(None, false, false).remarks.is_empty());
        let refused = write_letterhead(None, false, true);
        assert_eq!(refused.remarks, ["事项包式样未能使用，用程序自带式样"]);
    }

    #[test]
    fn the_places_words_stand_in_the_place_of_the_usual_ones() {
        let usual = write_letterhead(None, false, false);
        assert_eq!((usual.seal.as_str(), usual.footer.as_str()), ("（专用印章）", ""));
        assert_eq!(usual.copies, "一式两份，一份交申请人，一份存档");
        let line = |text: &str| Line::try_from(text.to_owned()).ok();
        let texts = PaperTexts {
            seal: line("行政审批专用章"),
            copies: line("一式三份"),
            footer: line("示例区监制"),
            ..PaperTexts::default()
        };
        let own = write_letterhead(Some(&texts), false, false);
        assert_eq!(own.seal, "（行政审批专用章）");
        assert_eq!((own.copies.as_str(), own.footer.as_str()), ("一式三份", "示例区监制"));
    }
}
