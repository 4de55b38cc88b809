//! What of a submission the rules work out: values of fields and answers, the promised day, what came
//! late. What was written is there, and what else is there is on record elsewhere.
use super::scene::{Scene, What};
use super::window::Window;
use super::wire::Filed;
use crate::papers::wording::long_date;
use counter_core::case::DecisionKind;
use counter_core::date::{Date, date_text};
use counter_core::fact::Fact;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

impl Filed {
    /// What the rules work out and no entry says by itself: fields and answers that were filled from
    /// what is on record, the promised day, what came late. It is taken out of `sent`.
    pub(super) fn judge_worked_out(&self, sent: &mut Value) -> Vec<String> {
        let mut wrong = self.judge_values(sent, "form");
        wrong.extend(self.judge_values(sent, "answers"));
        let Some(words) = sent["words"].as_object_mut() else { return vec!["words".to_owned()] };
        let promise = words.remove("promise");
        let late = words.remove("late");
        let decision = self.record().decision();
        let is_accepted = decision.is_some_and(|one| one.kind == DecisionKind::Accept);
        match promise {
            Some(promise) if is_accepted => wrong.extend(self.judge_promise(&promise)),
            None if !is_accepted => {}
            _ => wrong.push("words.promise".to_owned()),
        }
        let days: BTreeSet<String> =
            self.record().decisions().iter().map(|one| date_text(one.at.date())).collect();
        for step in late.iter().flat_map(|steps| steps.as_array()).flatten() {
            let (due, on) = (step["due"].as_str().unwrap(), step["on"].as_str().unwrap());
            if due >= on || !days.contains(on) {
                wrong.push("words.late".to_owned());
            }
        }
        // As printed: what goes to the office is what the paper says.
        for list in ["reasons", "remedies"] {
            for text in words.get(list).iter().flat_map(|all| all.as_array()).flatten() {
                if !self.paper.contains(text.as_str().unwrap()) {
                    wrong.push(format!("words.{list} is not on the paper"));
                }
            }
        }
        wrong
    }

    fn judge_promise(&self, promise: &Value) -> Option<String> {
        let text = promise["text"].as_str()?;
        let words = text.strip_prefix("办结期限：").unwrap_or(text);
        let day: Option<Date> = promise["day"].as_str().map(|day| day.parse().unwrap());
        let names_day = match day {
            Some(day) if text.contains("今天") => day == self.now.date(),
            Some(day) => text.contains(&long_date(day)),
            None => !text.contains('年'),
        };
        let is_printed = self.paper.contains(words);
        (!names_day || !is_printed).then(|| "words.promise".to_owned())
    }

    /// What was written or chosen is there; what else is there is on record elsewhere.
    fn judge_values(&self, sent: &Value, part: &str) -> Vec<String> {
        let inputs = self.list_written(part);
        let on_record = self.list_on_record(part);
        let empty = Map::new();
        let values = sent[part].as_object().unwrap_or(&empty);
        let unsent = inputs.iter().filter(|(name, value)| {
            values.get(name.as_str()).and_then(Value::as_str) != Some(value.as_str())
        });
        let mut wrong: Vec<String> =
            unsent.map(|(name, _)| format!("{part}.{name} is not sent")).collect();
        for (name, value) in values {
            let is_written = inputs.iter().any(|(known, _)| known == name);
            if !is_written && !on_record.contains(value.as_str().unwrap_or_default()) {
                wrong.push(format!("{part}.{name} is on no record"));
            }
        }
        wrong
    }

    fn list_written(&self, part: &str) -> Vec<(String, String)> {
        let mut inputs = BTreeMap::new();
        for entry in &self.entries {
            match &entry.fact {
                Fact::FieldFilled { field, value } if part == "form" => {
                    inputs.insert(field.clone(), value.expose().to_owned());
                }
                Fact::Answered { question, option } if part == "answers" => {
                    inputs.insert(question.clone(), option.clone());
                }
                _ => {}
            }
        }
        inputs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// What a field may be filled from, or an answer follow from.
    fn list_on_record(&self, part: &str) -> BTreeSet<String> {
        let (window, what) = (Window::bare(), What::Form);
        let scene = Scene::new(self.record(), &window, &what);
        let mut values: BTreeSet<String> = scene.list_recorded().into_iter().collect();
        let numbers = self.record().people().into_iter().map(|one| one.number.expose().to_owned());
        values.extend(numbers);
        values.extend(scene.list_answers().into_iter().map(|(id, _)| id));
        let options = self.file.form().into_iter().flat_map(|form| form.fields());
        let options = options.flat_map(|field| &field.options);
        let filled: Vec<String> = options
            .filter(|option| values.contains(&option.label))
            .map(|option| option.value.clone())
            .collect();
        values.extend(filled);
        if part == "answers" {
            // What nobody is asked has a condition by which it is known.
            let questions = self.file.item().into_iter().flat_map(|item| &item.questions);
            let by_rule = questions.flat_map(|q| &q.options).filter(|o| o.known_when.is_some());
            return by_rule.map(|option| option.id.clone()).collect();
        }
        values
    }
}
