//! From a request to its reply.

mod opener;
mod typist;

use crate::budget::{Budget, OF_FILE, OF_TEMPLATE, Share};
use crate::file::pdf::Pdf;
use crate::places::Places;
use counter_documents::wire::{LIMITS, Reply, Request, Role};
use counter_documents::{DocumentError, WallLevel, WorkerTools};
pub use opener::Opener;
use std::io::{self, ErrorKind, Read, Write};
use typist::Typist;

type Answer = Result<(Reply, Vec<u8>), DocumentError>;

/// What a role works with: whatever is read from files is read here.
pub enum Kit {
    Open(Result<Pdf, DocumentError>),
    Typeset(Typist),
}

impl Kit {
    pub fn load(role: Role, places: &Places) -> Self {
        match role {
            Role::Open => Self::Open(Pdf::load_library(places)),
            Role::Typeset => Self::Typeset(Typist::load(places, false)),
            Role::Template => Self::Typeset(Typist::load(places, true)),
        }
    }
}

enum Work {
    Open(Opener),
    Typeset(Typist),
}

pub struct Server {
    budget: Budget,
    work: Work,
    walls: WallLevel,
}

impl Server {
    pub fn new(kit: Kit, budget: Budget, walls: WallLevel) -> Self {
        let work = match kit {
            Kit::Open(pdf) => Work::Open(Opener { pdf, budget: budget.clone() }),
            Kit::Typeset(typist) => Work::Typeset(typist),
        };
        Self { budget, work, walls }
    }

    /// Answers until the other side closes the pipe; a side of another version is not read.
    ///
    /// # Errors
    /// What was asked is another role's work, or nobody's.
    pub fn serve_requests(&mut self, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
        if !LIMITS.greet_parent(from, to)? {
            return Ok(());
        }
        while let Some(frame) = LIMITS.read_frame(from)? {
            #[cfg(all(debug_assertions, target_os = "linux"))]
            if let Some(answer) = crate::attack::answer_attack(&frame.header) {
                LIMITS.write_frame(to, frame.call, &answer, &[])?;
                continue;
            }
            let request: Request = serde_json::from_slice(&frame.header)?;
            if let Some(share) = find_share(&request) {
                self.budget.begin_job(frame.call, share);
            }
            let answer = self.answer_request(request, frame.body);
            self.budget.end_job();
            let answer = answer.ok_or(ErrorKind::Unsupported)?;
            let (header, body) = encode_answer(answer)?;
            LIMITS.write_frame(to, frame.call, &header, &body)?;
        }
        Ok(())
    }

    /// None for another role's work.
    fn answer_request(&mut self, request: Request, body: Vec<u8>) -> Option<Answer> {
        if matches!(request, Request::Tools) {
            return Some(Ok((Reply::Tools(self.list_tools()), Vec::new())));
        }
        match &mut self.work {
            Work::Open(opener) => opener.answer_request(request, body),
            Work::Typeset(typist) => typist.answer_request(request, body),
        }
    }

    fn list_tools(&self) -> WorkerTools {
        let (families, opener) = match &self.work {
            Work::Open(opener) => (Vec::new(), Some(opener)),
            Work::Typeset(typist) => (typist.list_families(), None),
        };
        WorkerTools {
            families,
            has_pdf_library: opener.is_some_and(Opener::has_library),
            draws_chinese: opener.is_some_and(Opener::can_draw_chinese),
            walls: self.walls,
        }
    }
}

/// Our own papers are held to no share.
fn find_share(request: &Request) -> Option<Share> {
    match request {
        Request::Typeset { .. }
        | Request::Reprint { .. }
        | Request::SignForm { .. }
        | Request::Tools => None,
        Request::TypesetByTemplate { .. } | Request::TryTemplate { .. } => Some(OF_TEMPLATE),
        Request::Inspect
        | Request::Open
        | Request::Picture { .. }
        | Request::ReadFormCode
        | Request::RewriteLogo => Some(OF_FILE),
    }
}

/// Header and body of the answer; one that no frame takes is a refusal.
fn encode_answer(answer: Answer) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let failed = |error| (Reply::Failed { error }, Vec::new());
    let (reply, body) = answer.unwrap_or_else(failed);
    let header = serde_json::to_vec(&reply)?;
    if LIMITS.allow_frame(header.len(), body.len()) {
        return Ok((header, body));
    }
    let (reply, body) = failed(DocumentError::TooLarge);
    Ok((serde_json::to_vec(&reply)?, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_no_frame_takes_is_a_refusal() {
        let answer = |length: usize| Ok((Reply::Signed, vec![0; length]));
        let (_, body) = encode_answer(answer(LIMITS.body as usize)).unwrap();
        assert_eq!(body.len(), LIMITS.body as usize);
        let (header, body) = encode_answer(answer(LIMITS.body as usize + 1)).unwrap();
        let reply = serde_json::from_slice(&header).unwrap();
        assert!(
            body.is_empty() && matches!(reply, Reply::Failed { error: DocumentError::TooLarge })
        );
    }
}
