//! The document worker, and fonts and PDF library as it finds them.
use super::{Condition, Finding};
use crate::station::settings::Folders;
use counter_documents::{Worker, WorkerTools};

pub async fn examine_worker(folders: &Folders) -> Vec<Finding> {
    let program = folders.document_worker();
    match Worker::new(program.clone()).list_tools().await {
        Ok(tools) => vec![
            Finding::new(Condition::WorkerAnswers),
            judge_fonts(&tools),
            Finding::new(judge_pdf(&tools)),
        ],
        Err(error) => {
            let silent = Finding::new(Condition::WorkerSilent).with("path", program.display());
            vec![
                silent.with("code", error.code()),
                Finding::new(Condition::FontsUnknown),
                Finding::new(Condition::PdfUnknown),
            ]
        }
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

    #[test]
    fn fonts_and_library_are_judged_by_what_the_worker_has() {
        let tools = |families: &[&str], has_pdf_library, draws_chinese| WorkerTools {
            families: families.iter().map(|name| (*name).to_owned()).collect(),
            has_pdf_library,
            draws_chinese,
        };
        let whole = tools(&["Noto Sans CJK SC"], true, true);
        assert_eq!(judge_fonts(&whole).condition, Condition::FontsFound);
        assert_eq!(judge_pdf(&whole), Condition::PdfDraws);
        assert_eq!(judge_fonts(&tools(&[], true, false)).condition, Condition::FontsMissing);
        assert_eq!(judge_pdf(&tools(&[], true, false)), Condition::PdfChineseMissing);
        assert_eq!(judge_pdf(&tools(&["A"], false, false)), Condition::PdfLibraryMissing);
    }
}
