//! One citizen's situation: the answers that count, and what they say about a condition.
//! Three-valued, so that an open question is never taken for a no.

use std::collections::BTreeMap;

use super::{
    AGE, AgeDay, Choice, Comparison, Condition, FactDef, HELD, Is, Item, MaterialDef, Question,
    Tree, Value, find_fact,
};
use crate::text::parse_signed;

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
    pub fn is_asked(&self, question: &Question) -> bool {
        matches!(self.ask(question, 0), Truth::Yes(_))
    }

    /// The option chosen, if it is one of the question's; else the one that is known without
    /// asking.
    pub fn chosen_option(&self, question: &Question) -> Option<&'a str> {
        let answer = self.answers.get(&question.id);
        let answer =
            answer.filter(|answer| question.options.iter().any(|choice| choice.id == **answer));
        answer.map(String::as_str).or_else(|| self.known_option(question))
    }

    /// What the card and the counter say of themselves. Facts alone: an answer that answers would
    /// go in circles.
    pub fn known_option(&self, question: &Question) -> Option<&'a str> {
        let question = self.question(&question.id)?;
        let is_known = |choice: &&Choice| {
            let condition = choice.known_when.as_ref().map(Condition::tree);
            condition.is_some_and(|tree| {
                tree.terms().is_empty() && matches!(self.judge(tree, 0), Truth::Yes(_))
            })
        };
        question.options.iter().find(is_known).map(|choice| choice.id.as_str())
    }

    pub fn need_of(&self, material: &MaterialDef) -> Truth {
        self.holds(material.when.as_ref(), 0)
    }

    /// Whether the paper may follow in this situation; an open question is no yes.
    pub fn may_follow(&self, material: &MaterialDef) -> bool {
        material
            .later_when
            .as_ref()
            .is_some_and(|condition| matches!(self.judge_whole(condition), Truth::Yes(_)))
    }

    pub fn judge_whole(&self, condition: &Condition) -> Truth {
        self.judge(condition.tree(), 0)
    }

    /// Materials, and questions whether to ask at all, that are not settled yet.
    pub fn count_open(&self) -> usize {
        let materials = self
            .item
            .materials
            .iter()
            .filter(|candidate| matches!(self.need_of(candidate), Truth::Open(_)))
            .count();
        let questions = self
            .item
            .questions
            .iter()
            .filter(|candidate| matches!(self.ask(candidate, 0), Truth::Open(_)))
            .count();
        materials + questions
    }

    /// (question text, option label) of each term; ids where the catalogue has no such term.
    pub fn spell_terms(&self, terms: &[String]) -> Vec<(String, String)> {
        terms.iter().map(|term| self.spell_one(term)).collect()
    }

    fn spell_one(&self, term: &str) -> (String, String) {
        let (id, option) = term.rsplit_once('.').unwrap_or((term, ""));
        if let Some(known) = find_fact(id) {
            let value = if option == HELD { "证照库已有" } else { option };
            return (self.spell_fact(known), value.to_owned());
        }
        let Some(question) = self.question(id) else {
            return (id.to_owned(), option.to_owned());
        };
        let label = question
            .options
            .iter()
            .find(|choice| choice.id == option)
            .map(|choice| choice.label.as_str());
        (question.text.clone(), label.unwrap_or(option).to_owned())
    }

    /// An age of another day, or one that counts as reached early, says so.
    fn spell_fact(&self, known: &FactDef) -> String {
        let rule = self.item.age_on.filter(|_| known.name == AGE);
        match rule.and_then(AgeDay::words) {
            Some(words) => format!("{}（{words}）", known.label),
            None => known.label.to_owned(),
        }
    }

    fn question(&self, id: &str) -> Option<&'a Question> {
        self.item.questions.iter().find(|question| question.id == id)
    }

    /// No condition holds always.
    fn holds(&self, condition: Option<&Condition>, depth: usize) -> Truth {
        condition.map_or(Truth::Yes(Vec::new()), |condition| self.judge(condition.tree(), depth))
    }

    fn judge(&self, tree: &Tree, depth: usize) -> Truth {
        match tree {
            Tree::Is { question, option } => self.term(question, option, depth),
            Tree::Fact(comparison) => self.fact(comparison),
            Tree::Not(inner) => match self.judge(inner, depth) {
                Truth::Yes(why) => Truth::No(why),
                Truth::No(why) => Truth::Yes(why),
                open => open,
            },
            Tree::Any(parts) => {
                let sums = self.sums(parts, depth);
                match (sums.yes, sums.open) {
                    (Some(yes), _) => Truth::Yes(yes),
                    (None, Some(open)) => Truth::Open(open),
                    (None, None) => Truth::No(sums.no.unwrap_or_default()),
                }
            }
            Tree::All(parts) => {
                let sums = self.sums(parts, depth);
                match (sums.no, sums.open) {
                    (Some(no), _) => Truth::No(no),
                    (None, Some(open)) => Truth::Open(open),
                    (None, None) => Truth::Yes(sums.yes.unwrap_or_default()),
                }
            }
        }
    }

    fn sums(&self, parts: &[Tree], depth: usize) -> Sums {
        let mut sums = Sums::default();
        for part in parts {
            let (sum, why) = match self.judge(part, depth) {
                Truth::Yes(why) => (&mut sums.yes, why),
                Truth::No(why) => (&mut sums.no, why),
                Truth::Open(why) => (&mut sums.open, why),
            };
            merge(sum.get_or_insert_default(), why);
        }
        sums
    }

    /// Its reason is the fact as it is, `card.age.67`; a fact not known yet is an open question of
    /// that name.
    fn fact(&self, asked: &Comparison) -> Truth {
        let Some(known) = self.answers.get(&asked.fact) else {
            return Truth::Open(vec![asked.fact.clone()]);
        };
        let holds = match &asked.value {
            Value::Text(text) => known == text && asked.is == Is::Equal,
            Value::Number(wanted) => parse_signed(known).is_some_and(|number| match asked.is {
                Is::Equal => number == *wanted,
                Is::Less => number < *wanted,
                Is::AtMost => number <= *wanted,
                Is::More => number > *wanted,
                Is::AtLeast => number >= *wanted,
            }),
        };
        let reasons = vec![format!("{}.{known}", asked.fact)];
        if holds { Truth::Yes(reasons) } else { Truth::No(reasons) }
    }

    /// One `question.option`. A no carries what was chosen instead: that is the reason a clerk can
    /// say aloud.
    fn term(&self, id: &str, option: &str, depth: usize) -> Truth {
        let Some(question) = self.question(id) else {
            return Truth::No(Vec::new());
        };
        match self.ask(question, depth) {
            Truth::Yes(_) => match self.chosen_option(question) {
                None => Truth::Open(vec![question.id.clone()]),
                Some(chosen) if chosen == option => Truth::Yes(vec![format!("{id}.{option}")]),
                Some(chosen) => Truth::No(vec![format!("{id}.{chosen}")]),
            },
            not_asked => not_asked,
        }
    }

    /// Each step goes to an earlier question, so more steps than questions means a circle in the
    /// catalogue: then the question is asked, because asking too much loses nothing.
    fn ask(&self, question: &Question, depth: usize) -> Truth {
        if depth > self.item.questions.len() {
            return Truth::Yes(Vec::new());
        }
        self.holds(question.ask_when.as_ref(), depth + 1)
    }
}

/// Reasons of the parts of one kind; none where no part is of it.
#[derive(Default)]
struct Sums {
    yes: Option<Vec<String>>,
    no: Option<Vec<String>>,
    open: Option<Vec<String>>,
}

fn merge(into: &mut Vec<String>, more: Vec<String>) {
    for term in more {
        if !into.contains(&term) {
            into.push(term);
        }
    }
}
