//! The document worker: the walls round it, and fonts and PDF library as it finds them.
use super::{Condition, Finding};
use crate::station::settings::Folders;
use counter_documents::{WallLevel, Worker, WorkerTools};

pub async fn examine_worker(folders: &Folders) -> Vec<Finding> {
    let program = folders.document_worker();
    match Worker::new(program.clone()).list_tools().await {
        Ok(tools) => vec![
            Finding::new(Condition::WorkerAnswers),
            judge_walls(tools.walls),
            judge_fonts(&tools),
            Finding::new(judge_pdf(&tools)),
        ],
        Err(error) => {
            let silent = Finding::new(Condition::WorkerSilent).with("path", program.display());
            vec![
                silent.with("code", error.code()),
                Finding::new(Condition::WallsUnknown),
                Finding::new(Condition::FontsUnknown),
                Finding::new(Condition::PdfUnknown),
            ]
        }
    }
}

/// Without Landlock the list of system calls alone keeps files shut.
fn judge_walls(walls: WallLevel) -> Finding {
    match walls {
        WallLevel { no_new_privileges: true, system_calls: true, landlock: Some(version) } => {
            Finding::new(Condition::WallsWhole).with("landlock", version)
        }
        WallLevel { no_new_privileges: true, system_calls: true, landlock: None } => {
            Finding::new(Condition::WallsWithoutLandlock)
        }
        _ => Finding::new(Condition::WallsLacking),
    }
}

fn judge_fonts(tools: &WorkerTools) -> Finding {
    match tools.families.is_empty() {
        true => Finding::new(Condition::FontsMissing),
        false => Finding::new(Condition::FontsFound).with("families", tools.families.join(", ")),
    }
}

fn judge_pdf(tools: &WorkerTools) -> Condition {
    match (tools.has_pdf_library, tools.draws_chinese) {
        (false, _) => Condition::PdfLibraryMissing,
        (true, false) => Condition::PdfChineseMissing,
        (true, true) => Condition::PdfDraws,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: WallLevel =
        WallLevel { no_new_privileges: true, landlock: Some(7), system_calls: true };

    #[test]
    fn walls_are_judged_by_what_the_worker_built() {
        let finding = judge_walls(WHOLE);
        assert_eq!((finding.condition, &*finding.params["landlock"]), (Condition::WallsWhole, "7"));
        for (walls, condition) in [
            (WallLevel { landlock: None, ..WHOLE }, Condition::WallsWithoutLandlock),
            (WallLevel { system_calls: false, ..WHOLE }, Condition::WallsLacking),
            (WallLevel { no_new_privileges: false, ..WHOLE }, Condition::WallsLacking),
        ] {
            assert_eq!(judge_walls(walls).condition, condition, "{walls:?}");
        }
    }

    #[test]
    fn fonts_and_library_are_judged_by_what_the_worker_has() {
        let tools = |families: &[&str], has_pdf_library, draws_chinese| WorkerTools {
            families: families.iter().map(|name| (*name).to_owned()).collect(),
            has_pdf_library,
            draws_chinese,
            walls: WHOLE,
        };
        let whole = tools(&["Noto Sans CJK SC"], true, true);
        assert_eq!(judge_fonts(&whole).condition, Condition::FontsFound);
        assert_eq!(judge_pdf(&whole), Condition::PdfDraws);
        assert_eq!(judge_fonts(&tools(&[], true, false)).condition, Condition::FontsMissing);
        assert_eq!(judge_pdf(&tools(&[], true, false)), Condition::PdfChineseMissing);
        assert_eq!(judge_pdf(&tools(&["A"], false, false)), Condition::PdfLibraryMissing);
    }
}
