//! Where each value of a YAML file stands. Not what it means.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::item::{Condition, ConditionError};
use saphyr_parser::{Event, Parser, ScalarStyle};

/// Both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub line: usize,
    pub column: usize,
}

enum Level {
    /// The key whose value comes next, and those that stood before it.
    Map(Option<String>, BTreeSet<String>),
    List(usize),
}

#[derive(Default)]
struct Walk {
    places: BTreeMap<String, Place>,
    broken: Option<(Place, ConditionError)>,
    repeated: Vec<(Place, String)>,
}

/// Path (`materials/3/when`) to place; as far as the file can be read.
pub(super) fn find_places(text: &str) -> BTreeMap<String, Place> {
    walk(text).places
}

/// The first condition of the file that is none.
pub(super) fn broken_condition(text: &str) -> Option<(Place, ConditionError)> {
    walk(text).broken
}

/// Names that stand twice in one map, each with its path.
pub(super) fn find_repeated_keys(text: &str) -> Vec<(Place, String)> {
    walk(text).repeated
}

fn walk(text: &str) -> Walk {
    let Walk { mut places, mut broken, mut repeated } = Walk::default();
    let mut levels: Vec<(String, Level)> = Vec::new();
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        let place = Place { line: span.start.line(), column: span.start.col() + 1 };
        match event {
            Event::Scalar(word, style, ..) => {
                if let Some((around, Level::Map(key @ None, known))) = levels.last_mut() {
                    if !known.insert(word.to_string()) {
                        repeated.push((place, join(around, &word)));
                    }
                    *key = Some(word.into_owned());
                    continue;
                }
                let path = path(&levels);
                let condition = ["when", "later_when", "ask_when", "known_when"]
                    .iter()
                    .any(|key| path.rsplit('/').next() == Some(*key));
                if let Some(error) =
                    Condition::parse(&word).err().filter(|_| condition && broken.is_none())
                {
                    let quote = usize::from(style != ScalarStyle::Plain);
                    broken =
                        Some((Place { column: place.column + quote + error.at, ..place }, error));
                }
                places.insert(path, place);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let path = path(&levels);
                places.insert(path.clone(), place);
                let map = matches!(event, Event::MappingStart(..));
                levels.push((
                    path,
                    if map { Level::Map(None, BTreeSet::new()) } else { Level::List(0) },
                ));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
            }
            Event::Alias(_) => {}
            _ => continue,
        }
        match levels.last_mut() {
            Some((_, Level::Map(key, _))) => *key = None,
            Some((_, Level::List(at))) => *at += 1,
            None => {}
        }
    }
    Walk { places, broken, repeated }
}

fn path(levels: &[(String, Level)]) -> String {
    let Some((around, level)) = levels.last() else { return String::new() };
    let name = match level {
        Level::Map(key, _) => key.clone().unwrap_or_default(),
        Level::List(at) => at.to_string(),
    };
    join(around, &name)
}

fn join(around: &str, name: &str) -> String {
    if around.is_empty() { name.to_owned() } else { format!("{around}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_place() {
        let found = find_places(
            "id: a\nmaterials:\n- id: card\n  points: [x, y]\n- {id: book, when: biz == \"new\"}\n",
        );
        let at = |path: &str| found.get(path).map(|place| (place.line, place.column));
        assert_eq!(at("id"), Some((1, 5)));
        assert_eq!(at("materials/0/points/1"), Some((4, 15)));
        assert_eq!(at("materials/1/when"), Some((5, 20)));
        assert_eq!(at("materials/1"), Some((5, 3)));
        assert_eq!(at("materials/2"), None);
    }

    #[test]
    fn a_broken_condition_has_its_place_wherever_it_stands() {
        for (text, line, column) in [
            ("materials:\n- when: biz = 'x'\n", 2, 13),
            ("materials:\n- later_when: biz = 'x'\n", 2, 19),
            ("questions:\n- ask_when: \"biz = 'x'\"\n", 2, 18),
        ] {
            let place = broken_condition(text).map(|(place, _)| (place.line, place.column));
            assert_eq!(place, Some((line, column)), "{text}");
        }
        assert!(broken_condition("sections:\n- required_when: way=post\n").is_none());
    }
}
