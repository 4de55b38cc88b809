//! In which order to ask: what settles most of the checklist first, and what an answer leads to
//! right behind it. Of the item alone, so that nothing moves on the screen while somebody answers.

use std::collections::BTreeMap;

use super::situation::Situation;
use super::{Item, Question};

/// Ids of all questions of the item.
pub fn asking_order(item: &Item) -> Vec<String> {
    let mut remaining: Vec<&Question> = item.questions.iter().collect();
    let mut order = Vec::new();
    while !remaining.is_empty() {
        let free = |q: &&&Question| {
            leads(q).iter().all(|id| order.contains(id) || !remaining.iter().any(|l| l.id == *id))
        };
        // A circle in the catalogue leaves none free: then the first is asked, as everywhere.
        let best = remaining
            .iter()
            .filter(free)
            .max_by_key(|q| rank(item, q, &order))
            .or(remaining.first());
        let Some(best) = best.map(|q| q.id.clone()) else { break };
        remaining.retain(|question| question.id != best);
        order.push(best);
    }
    order
}

/// Behind the last question that leads to it before any that stands alone; then by doubt removed;
/// then as the catalogue has it.
fn rank(item: &Item, question: &Question, order: &[String]) -> (usize, u64, usize) {
    let behind = leads(question)
        .iter()
        .filter_map(|id| order.iter().position(|earlier| earlier == id))
        .max();
    let place =
        item.questions.iter().position(|earlier| earlier.id == question.id).unwrap_or_default();
    (behind.map_or(0, |at| at + 1), settled(item, question), usize::MAX - place)
}

fn leads(question: &Question) -> Vec<String> {
    let condition = question.ask_when.as_ref();
    condition
        .map(|c| c.tree().terms().into_iter().map(|(id, _)| id.to_owned()).collect())
        .unwrap_or_default()
}

/// A thousand times the materials and questions that an answer settles on average.
fn settled(item: &Item, question: &Question) -> u64 {
    let base_answers = opening(item, question);
    let doubt =
        |answers: &BTreeMap<String, String>| Situation::new(item, answers).count_open() as u64;
    let open = doubt(&base_answers);
    let settled_counts = question.options.iter().map(|choice| {
        let mut answers = base_answers.clone();
        answers.insert(question.id.clone(), choice.id.clone());
        open.saturating_sub(doubt(&answers))
    });
    settled_counts.sum::<u64>() * 1_000 / (question.options.len().max(1) as u64)
}

/// Answers with which the question is asked, as few as its own condition names; without any when
/// none are found.
fn opening(item: &Item, question: &Question) -> BTreeMap<String, String> {
    let terms = question.ask_when.as_ref().map(|c| c.tree().terms()).unwrap_or_default();
    let mut answers = BTreeMap::new();
    for (id, option) in terms {
        if Situation::new(item, &answers).is_asked(question) {
            break;
        }
        answers.entry(id.to_owned()).or_insert_with(|| option.to_owned());
    }
    answers
}
