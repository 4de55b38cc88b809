//! When a question is asked or a material needed: a decidable part of CEL (Common Expression
//! Language), read and written as text. `question == "option"`, `!=`, `in [..]`, comparisons of
//! facts (`card.age >= 60`), `&&`, `||`, `!`, brackets. Nothing else: every condition can be looked
//! through in all situations, and each answer has a reason. Not the judging (`situation`).

mod parse;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A condition with the text it was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    text: String,
    tree: Tree,
}

/// Lists are never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// The question has this answer; a question that is not asked has none.
    Is {
        question: String,
        option: String,
    },
    Fact(Comparison),
    Not(Box<Tree>),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

/// A fact beside a value, `card.age >= 60`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub fact: String,
    pub is: Is,
    pub value: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    Equal,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(i64),
    Text(String),
}

/// What is not of the subset, and where: characters from the beginning of the text, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("column {}: {wanted}", .at + 1)]
pub struct ConditionError {
    pub at: usize,
    /// In English, for authors.
    pub wanted: &'static str,
}

/// A condition is read by a person before it is a rule; longer ones are two materials.
pub const LONGEST: usize = 2_000;

impl Condition {
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        Ok(Self { text: text.to_owned(), tree: parse::parse_condition(text)? })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

impl From<Tree> for Condition {
    fn from(tree: Tree) -> Self {
        Self { text: tree.to_string(), tree }
    }
}

impl Tree {
    pub fn is(question: &str, option: &str) -> Self {
        Self::Is { question: question.to_owned(), option: option.to_owned() }
    }

    /// Every `(question, option)` named, in the order written.
    pub fn terms(&self) -> Vec<(&str, &str)> {
        self.leaves()
            .into_iter()
            .filter_map(|leaf| match leaf {
                Self::Is { question, option } => Some((question.as_str(), option.as_str())),
                _ => None,
            })
            .collect()
    }

    pub fn comparisons(&self) -> Vec<&Comparison> {
        let leaves = self.leaves().into_iter();
        leaves
            .filter_map(|leaf| if let Self::Fact(one) = leaf { Some(one) } else { None })
            .collect()
    }

    fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::Is { .. } | Self::Fact(_) => vec![self],
            Self::Not(inner) => inner.leaves(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
        }
    }
}

impl std::fmt::Display for Tree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joined = |f: &mut std::fmt::Formatter<'_>, parts: &[Self], sign: &str| {
            for (n, part) in parts.iter().enumerate() {
                let separator = if n > 0 { sign } else { "" };
                match part {
                    Self::All(_) | Self::Any(_) => write!(f, "{separator}({part})")?,
                    _ => write!(f, "{separator}{part}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Is { question, option } => write!(f, "{question} == {option:?}"),
            Self::Fact(one) => write!(f, "{one}"),
            Self::Not(inner) => write!(f, "!({inner})"),
            Self::All(parts) => joined(f, parts, " && "),
            Self::Any(parts) => joined(f, parts, " || "),
        }
    }
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = match self.is {
            Is::Equal => "==",
            Is::Less => "<",
            Is::AtMost => "<=",
            Is::More => ">",
            Is::AtLeast => ">=",
        };
        match &self.value {
            Value::Number(number) => write!(f, "{} {sign} {number}", self.fact),
            Value::Text(text) => write!(f, "{} {sign} {text:?}", self.fact),
        }
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).map_err(|error| serde::de::Error::custom(format!("condition, {error}")))
    }
}
