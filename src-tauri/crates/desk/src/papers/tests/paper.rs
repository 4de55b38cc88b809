//! A paper of a story, with what it may say.
use super::claims::Claims;
use counter_documents::Sheet;
use counter_documents::sheet::Letterhead;

pub struct Paper {
    pub form: &'static str,
    pub body: Body,
    pub letterhead: Letterhead,
    pub claims: Claims,
}

pub enum Body {
    Sheet(Box<Sheet>),
    /// Above a paper that is printed again.
    Line(String),
}
