//! What has to be put right before a case is decided again, as the screen shows it.
use crate::cases::case_file::CaseFile;
use crate::contract::views::{CommentView, NoticeItem, ReturnView};
use counter_core::case::{Comment, Fault, SentBack};
use counter_core::casework::Amendment;
use counter_core::date::moment_text;

/// Every return, newest first; only one of the newest revision is open.
pub fn return_views(file: &CaseFile) -> Vec<ReturnView> {
    let amendment = Amendment { case: &file.case, item: file.item(), form: file.form() };
    let open_return = file.case.open_return().map(|sent_back| sent_back.id.as_str());
    let view = |sent_back: &SentBack| {
        let is_open = open_return == Some(sent_back.id.as_str());
        ReturnView {
            id: sent_back.id.clone(),
            revision: sent_back.revision,
            by: sent_back.by.clone(),
            by_name: sent_back.by_name.clone(),
            at: moment_text(sent_back.at),
            open: is_open,
            comments: sent_back
                .comments
                .iter()
                .map(|comment| comment_view(&amendment, comment, is_open))
                .collect(),
        }
    };
    file.case.returns.iter().rev().map(view).collect()
}

fn comment_view(amendment: &Amendment, comment: &Comment, is_open: bool) -> CommentView {
    CommentView {
        target: comment.target.clone(),
        name: amendment.target_name(&comment.target).unwrap_or_default().to_owned(),
        text: comment.text.expose().to_owned(),
        done: !is_open || amendment.is_done(&comment.target),
    }
}

pub fn notice_item(fault: &Fault) -> NoticeItem {
    NoticeItem {
        material: fault.material.clone(),
        name: fault.name.clone(),
        problem: fault.problem.clone(),
        fix: fault.fix.clone(),
        reason: fault.reason.clone(),
    }
}
