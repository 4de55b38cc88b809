//! Our conditions beside a full CEL: the same text gives the same answer; and what a checklist may
//! depend on.
use std::collections::BTreeMap;

use cel::{Context, Program, Value};
use counter_core::item::{Condition, Item, RowNeed, build_checklist, questions_open};
use proptest::prelude::*;

const QUESTIONS: [(&str, [&str; 3]); 3] = [
    ("group", ["normal", "poor", "ill"]),
    ("agent", ["self", "spouse", "agent"]),
    ("biz", ["new", "change", "lost"]),
];

fn leaf() -> impl Strategy<Value = String> {
    let question =
        (0..QUESTIONS.len(), 0..3usize, 0..3usize, 0..3u8).prop_map(|(q, a, b, kind)| {
            let (id, options) = QUESTIONS[q];
            match kind {
                0 => format!("{id} == \"{}\"", options[a]),
                1 => format!("{id} != '{}'", options[a]),
                _ => format!("{id} in [\"{}\", '{}']", options[a], options[b]),
            }
        });
    let fact = (0..5usize, 55..65i64)
        .prop_map(|(sign, age)| format!("card.age {} {age}", ["==", "<", "<=", ">", ">="][sign]));
    prop_oneof![4 => question, 1 => fact]
}

fn condition() -> impl Strategy<Value = String> {
    leaf().prop_recursive(4, 24, 3, |inner| {
        let joined = |sign: &'static str| {
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(move |parts| format!("({})", parts.join(sign)))
        };
        prop_oneof![
            joined(" && "),
            joined(" || "),
            inner.clone().prop_map(|one| format!("!({one})"))
        ]
    })
}

fn item(when: &[String]) -> Item {
    let questions: Vec<_> = QUESTIONS
        .iter()
        .map(|(id, options)| {
            serde_json::json!({
                "id": id, "text": id, "options": options.map(|o| serde_json::json!({ "id": o,
                    "label": o })),
            })
        })
        .collect();
    let materials: Vec<_> = when
        .iter()
        .enumerate()
        .map(|(n, when)| {
            serde_json::json!({ "id": n.to_string(), "name": n.to_string(),
            "when": when })
        })
        .collect();
    let json = serde_json::json!({
        "id": "shili", "name": "示例", "department": "示例局", "task_type": "21",
        "project_type": "on_the_spot", "form": "general",
        "questions": questions, "materials": materials,
    });
    serde_json::from_value(json).unwrap()
}

fn answers() -> impl Strategy<Value = BTreeMap<String, String>> {
    (prop::array::uniform3(0..3usize), 55..65i64).prop_map(|(chosen, age)| {
        let given = QUESTIONS
            .iter()
            .zip(chosen)
            .map(|((id, options), at)| (id.to_string(), options[at].to_owned()));
        given.chain([("card.age".to_owned(), age.to_string())]).collect()
    })
}

fn by_cel(text: &str, answers: &BTreeMap<String, String>) -> bool {
    let mut context = Context::default();
    for (id, _) in QUESTIONS {
        context.add_variable_from_value(id, answers[id].clone());
    }
    let age: i64 = answers["card.age"].parse().unwrap();
    context.add_variable_from_value(
        "card",
        std::collections::HashMap::from([("age".to_owned(), age)]),
    );
    Program::compile(text).unwrap().execute(&context).unwrap() == Value::Bool(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None,
        ..ProptestConfig::default() })]

    #[test]
    fn the_subset_means_what_cel_means(text in condition(), answers in answers()) {
        let rows = build_checklist(&item(std::slice::from_ref(&text)), &answers);
        prop_assert_eq!(rows[0].need != RowNeed::NotNeeded, by_cel(&text, &answers), "{}", text);
    }

    #[test]
    fn a_condition_written_out_is_the_same_condition(text in condition(), answers in answers()) {
        let read = Condition::parse(&text).unwrap();
        let again = Condition::from(read.tree().clone());
        let reread = Condition::parse(again.text()).unwrap();
        prop_assert_eq!(reread.tree(), read.tree());
        prop_assert_eq!(by_cel(&text, &answers), by_cel(again.text(), &answers));
    }

    /// Whatever else the clerk pressed before, and in whatever order: the last answers alone make
    /// the list.
    #[test]
    fn the_order_of_answering_changes_nothing(
        when in prop::collection::vec(condition(), 1..6),
        answers in answers(),
        order in Just(QUESTIONS.map(|(id, _)| id)).prop_shuffle(),
        detours in prop::collection::vec((0..QUESTIONS.len(), 0..3usize), 0..6),
    ) {
        let item = item(&when);
        let mut given = BTreeMap::new();
        for (question, option) in detours {
            given.insert(QUESTIONS[question].0.to_owned(),
                QUESTIONS[question].1[option].to_owned());
            build_checklist(&item, &given);
        }
        for id in order {
            given.insert(id.to_owned(), answers[id].clone());
        }
        given.insert("card.age".to_owned(), answers["card.age"].clone());
        prop_assert_eq!(build_checklist(&item, &given), build_checklist(&item, &answers));
        prop_assert_eq!(questions_open(&item, &given), questions_open(&item, &answers));
    }

    /// An answer only ever settles what was open: nothing that was needed for sure goes, nothing
    /// ruled out comes back.
    #[test]
    fn one_answer_more_takes_back_nothing_that_was_sure(when in condition(), answers in answers(),
        first in 0..QUESTIONS.len()) {
        let item = item(std::slice::from_ref(&when));
        let sure = |given: &BTreeMap<String, String>| {
            let row = build_checklist(&item, given).swap_remove(0);
            match row.why {
                counter_core::item::Why::Unanswered(_) => None,
                _ => Some(row.need != RowNeed::NotNeeded),
            }
        };
        let id = QUESTIONS[first].0.to_owned();
        let some: BTreeMap<_, _> = answers.clone().into_iter().filter(|(question,
            _)| *question == id).collect();
        if let Some(needed) = sure(&some) {
            prop_assert_eq!(sure(&answers), Some(needed));
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,60}") {
        if let Err(error) = Condition::parse(&text) {
            prop_assert!(error.at <= text.chars().count());
        }
    }
}
