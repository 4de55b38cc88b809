//! 撤回申请书: the own word of whoever asks that a case end. It says that it is asked for; that it is done
//! says the window before acceptance by doing it, and after it the office alone. Its wording is an
//! example.
use super::context::PaperContext;
use super::materials::list_with_form;
use super::parts::{head_signed_by, opening_words, received_on};
use super::sentences::{EndedBy, Ground, Sentence};
use crate::cases::case_file::CaseFile;
use counter_core::item::PersonRole;
use counter_core::state::Action;
use counter_documents::Sheet;
use counter_documents::sheet::{Letter, LetterFact, LetterKind};

/// `is_covered`: the clerk read that the authority of whoever signs covers it.
pub fn withdrawal_request(
    context: &PaperContext,
    file: &CaseFile,
    by: PersonRole,
    is_covered: bool,
) -> Sheet {
    use Sentence::{
        AuthorityRead, WithdrawalAsked, WithdrawalEnds, WithdrawalLate, WithdrawalWish,
    };
    let person = file.case.find_person(by);
    let ended_by = match file.case.withdrawal_action() {
        Action::Abandon => EndedBy::Window,
        _ => EndedBy::Office,
    };
    let ground =
        Ground { withdrawal: Some(ended_by), is_authority_read: is_covered, ..Ground::default() };
    let who = person.map(|person| format!("{}{}", person.role.word(), person.full_name()));
    let points = [WithdrawalEnds, WithdrawalAsked, WithdrawalLate, AuthorityRead];
    let points = points.iter().filter_map(|point| ground.find_words(*point));
    let signer = person.filter(|person| person.role != PersonRole::Applicant);
    Sheet::Letter(Letter {
        kind: LetterKind::WithdrawalRequest,
        head: head_signed_by(context, file, file.case.display_number(), signer),
        opening: opening_words(file, &ground, &[WithdrawalWish]),
        facts: vec![LetterFact { label: "收件时间".to_owned(), value: received_on(file) }],
        materials: list_with_form(file, context.scans),
        points: points
            .map(|words| words.replace("{who}", who.as_deref().unwrap_or_default()))
            .collect(),
        ..Letter::default()
    })
}
