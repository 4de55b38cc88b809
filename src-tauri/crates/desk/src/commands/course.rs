//! The course of a case: shown to the clerk, put on the citizen's screen, printed as 办理进度告知单.
use super::check_record::find_paper_as_now;
use super::citizen::show_course_lines;
use super::editing::{require_status, show_case};
use super::printing::{print_document, typeset_document};
use super::session::status;
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{CitizenCourse, CourseView, IssueResult, StatusView};
use crate::contract::{CaseId, Nothing};
use crate::desk::Desk;
use crate::papers::COURSE_SLIP;
use crate::papers::context::PaperContext;
use crate::papers::course::{CaseCourse, Saying, course_slip};
use crate::views::course::course_view;
use counter_core::journal::Entry;
use counter_core::state::Action;

/// What a command reads of a case to tell its course.
struct Told {
    context: PaperContext,
    file: CaseFile,
    entries: Vec<Entry>,
    course: CaseCourse,
}

fn read_course(desk: &Desk, case: &str) -> Result<Told, Failure> {
    let context = desk.paper_context(desk.station.require_clerk()?);
    let (file, entries) = (desk.cases.read_case(case)?, desk.cases.read_entries(case)?);
    let visits = desk.cases.list_attendance(&file).len();
    let course = CaseCourse::new(&context, &file, &entries, visits);
    Ok(Told { context, file, entries, course })
}

pub async fn case_course(desk: &Desk, payload: CaseId) -> Result<CourseView, Failure> {
    let told = read_course(desk, &payload.case)?;
    Ok(course_view(&desk.cases, &told.context, &told.file, &told.course))
}

/// Of no person anything: the item, the number, and the words without what a clerk wrote.
pub async fn show_course(desk: &Desk, payload: CaseId) -> Result<StatusView, Failure> {
    let Told { context, file, course, .. } = read_course(desk, &payload.case)?;
    show_course_lines(
        desk,
        CitizenCourse {
            item: file.item_name(),
            number: file.case.display_number().map(str::to_owned),
            next: course.next_words(&context, &file, Saying::InPublic),
            lines: course.lines(&file),
            told: course.short_text(&context, &file),
        },
    );
    status(desk, Nothing {}).await
}

/// Typeset anew where anything came since the last one, or on another day; else that one again (补打).
pub async fn print_course(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let Told { context, file, entries, course } = read_course(desk, &payload.case)?;
    require_status(&file, Action::Reprint)?;
    let is_purged = desk.station.with_store(|store| store.is_purged(&file.id))?;
    let newest = find_paper_as_now(&entries, COURSE_SLIP);
    let today = context.now.date();
    let newest = newest.filter(|paper| !is_purged && paper.issued_at.date() == today);
    if let Some(paper) = newest {
        let is_given_out = file.case.is_given_out(&paper.id);
        return print_document(desk, file, &paper.id, is_given_out).await;
    }
    let sheet = course_slip(&context, &file, &course);
    if is_purged {
        let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Before).await?;
        let name = format!("{COURSE_SLIP}-{}", file.case.display_number().unwrap_or(&file.id));
        let print = desk.devices.print(&name, typeset.pdf).await?;
        return Ok(IssueResult { case: show_case(desk, &file)?, print });
    }
    let (file, paper) = typeset_document(desk, file, sheet, Telling::Before).await?;
    print_document(desk, file, &paper, false).await
}
