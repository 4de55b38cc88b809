//! One citizen's situation: the answers that count, and what they say about a condition.
//! Three-valued, so that an open question is never taken for a no.

use std::collections::BTreeMap;

use super::{Item, MaterialDef, Question};

/// What a condition is, with the `question.option` terms or question ids that decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Truth {
    Yes(Vec<String>),
    No(Vec<String>),
    Open(Vec<String>),
}

pub(super) struct Situation<'a> {
    item: &'a Item,
    answers: &'a BTreeMap<String, String>,
}

impl<'a> Situation<'a> {
    pub fn new(item: &'a Item, answers: &'a BTreeMap<String, String>) -> Self {
        Self { item, answers }
    }

    /// Is the question put to this citizen? An open earlier question means: not yet.
    pub fn asked(&self, question: &Question) -> bool {
        matches!(self.ask(question, 0), Truth::Yes(_))
    }

    /// The option chosen, if it is one of the question's.
    pub fn chosen(&self, question: &Question) -> Option<&'a str> {
        let answer = self.answers.get(&question.id)?;
        question.options.iter().any(|choice| choice.id == *answer).then_some(answer.as_str())
    }

    pub fn needed(&self, material: &MaterialDef) -> Truth {
        let any = self.any(&material.when, 0);
        let all = self.all(&material.when_all);
        match (any, all) {
            (Truth::No(mut why), Truth::No(more)) => {
                merge(&mut why, more);
                Truth::No(why)
            }
            (Truth::No(why), _) | (_, Truth::No(why)) => Truth::No(why),
            (Truth::Open(mut why), Truth::Open(more)) => {
                merge(&mut why, more);
                Truth::Open(why)
            }
            (Truth::Open(why), _) | (_, Truth::Open(why)) => Truth::Open(why),
            (Truth::Yes(mut why), Truth::Yes(more)) => {
                merge(&mut why, more);
                Truth::Yes(why)
            }
        }
    }

    /// (question text, option label) of each term; ids where the catalogue has no such term.
    pub fn spell(&self, terms: &[String]) -> Vec<(String, String)> {
        terms.iter().map(|term| self.spell_one(term)).collect()
    }

    fn spell_one(&self, term: &str) -> (String, String) {
        let (id, option) = split(term);
        let Some(question) = self.question(id) else {
            return (id.to_owned(), option.to_owned());
        };
        let label = question.options.iter().find(|choice| choice.id == option).map(|choice| choice.label.as_str());
        (question.text.clone(), label.unwrap_or(option).to_owned())
    }

    fn question(&self, id: &str) -> Option<&'a Question> {
        self.item.questions.iter().find(|question| question.id == id)
    }

    /// ANY of the terms; an empty list holds always.
    fn any(&self, terms: &[String], depth: usize) -> Truth {
        if terms.is_empty() {
            return Truth::Yes(Vec::new());
        }
        let (mut yes, mut no, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for term in terms {
            match self.term(term, depth) {
                Truth::Yes(why) => merge(&mut yes, why),
                Truth::No(why) => merge(&mut no, why),
                Truth::Open(why) => merge(&mut open, why),
            }
        }
        match (yes.is_empty(), open.is_empty()) {
            (false, _) => Truth::Yes(yes),
            (true, false) => Truth::Open(open),
            (true, true) => Truth::No(no),
        }
    }

    /// ALL of the terms; an empty list holds always.
    fn all(&self, terms: &[String]) -> Truth {
        let (mut yes, mut no, mut open, mut failed) = (Vec::new(), Vec::new(), Vec::new(), false);
        for term in terms {
            match self.term(term, 0) {
                Truth::Yes(why) => merge(&mut yes, why),
                Truth::No(why) => {
                    failed = true;
                    merge(&mut no, why);
                }
                Truth::Open(why) => merge(&mut open, why),
            }
        }
        match (failed, open.is_empty()) {
            (true, _) => Truth::No(no),
            (false, false) => Truth::Open(open),
            (false, true) => Truth::Yes(yes),
        }
    }

    /// One `question.option`. A no carries what was chosen instead: that is the reason a clerk can say aloud.
    fn term(&self, term: &str, depth: usize) -> Truth {
        let (id, option) = split(term);
        let Some(question) = self.question(id) else {
            return Truth::No(Vec::new());
        };
        match self.ask(question, depth) {
            Truth::Yes(_) => match self.chosen(question) {
                None => Truth::Open(vec![question.id.clone()]),
                Some(chosen) if chosen == option => Truth::Yes(vec![term.to_owned()]),
                Some(chosen) => Truth::No(vec![format!("{id}.{chosen}")]),
            },
            not_asked => not_asked,
        }
    }

    /// Each step goes to an earlier question, so more steps than questions means a circle in the catalogue:
    /// then the question is asked, because asking too much loses nothing.
    fn ask(&self, question: &Question, depth: usize) -> Truth {
        if depth > self.item.questions.len() {
            return Truth::Yes(Vec::new());
        }
        self.any(&question.ask_when, depth + 1)
    }
}

fn split(term: &str) -> (&str, &str) {
    term.split_once('.').unwrap_or((term, ""))
}

fn merge(into: &mut Vec<String>, more: Vec<String>) {
    for term in more {
        if !into.contains(&term) {
            into.push(term);
        }
    }
}
