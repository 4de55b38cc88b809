//! Text to tree. A name with a dot is a fact, one without is a question.

use super::{Comparison, ConditionError, Is, LONGEST, Tree, Value};
use crate::text::parse_signed;

/// Brackets within brackets; the stack of an old PC must not decide.
const DEEPEST: usize = 32;

pub(super) fn parse_condition(text: &str) -> Result<Tree, ConditionError> {
    let mut reader = Reader { text: text.chars().collect(), at: 0 };
    if reader.text.len() > LONGEST {
        return Err(ConditionError { at: LONGEST, wanted: "a shorter condition" });
    }
    let tree = reader.any(0)?;
    reader.space();
    match reader.at == reader.text.len() {
        true => Ok(tree),
        false => Err(reader.wanted("&&, || or the end")),
    }
}

struct Reader {
    text: Vec<char>,
    at: usize,
}

impl Reader {
    fn wanted(&self, wanted: &'static str) -> ConditionError {
        ConditionError { at: self.at, wanted }
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.text.get(from..to).unwrap_or_default().iter().collect()
    }

    fn space(&mut self) {
        while self.text.get(self.at).is_some_and(|c| c.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn sign(&mut self, sign: &str) -> bool {
        self.space();
        let fits = sign.chars().enumerate().all(|(n, c)| self.text.get(self.at + n) == Some(&c));
        self.at += if fits { sign.len() } else { 0 };
        fits
    }

    fn any(&mut self, depth: usize) -> Result<Tree, ConditionError> {
        let mut parts = vec![self.all(depth)?];
        while self.sign("||") {
            parts.push(self.all(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Tree::Any(parts) })
    }

    fn all(&mut self, depth: usize) -> Result<Tree, ConditionError> {
        let mut parts = vec![self.one(depth)?];
        while self.sign("&&") {
            parts.push(self.one(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Tree::All(parts) })
    }

    fn one(&mut self, depth: usize) -> Result<Tree, ConditionError> {
        if depth > DEEPEST {
            return Err(self.wanted("fewer brackets within brackets"));
        }
        // In CEL `!` binds tighter than `==`: without brackets it would mean something else.
        if self.sign("!") {
            self.space();
            let bracket = self.text.get(self.at) == Some(&'(');
            return if bracket {
                Ok(Tree::Not(Box::new(self.one(depth + 1)?)))
            } else {
                Err(self.wanted("( after !"))
            };
        }
        if self.sign("(") {
            let inner = self.any(depth + 1)?;
            return if self.sign(")") { Ok(inner) } else { Err(self.wanted("a closing bracket")) };
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Tree, ConditionError> {
        let name = self.name()?;
        let start = self.at;
        if self.sign("in") && self.text.get(self.at).is_none_or(|c| !is_name(*c)) {
            return self.list(&name);
        }
        self.at = start;
        if self.sign("!=") {
            return Ok(Tree::Not(Box::new(self.compared(name, Is::Equal)?)));
        }
        for (sign, is) in [
            ("==", Is::Equal),
            ("<=", Is::AtMost),
            (">=", Is::AtLeast),
            ("<", Is::Less),
            (">", Is::More),
        ] {
            if self.sign(sign) {
                return self.compared(name, is);
            }
        }
        Err(self.wanted("==, !=, in, or a comparison"))
    }

    fn compared(&mut self, name: String, is: Is) -> Result<Tree, ConditionError> {
        self.space();
        let at = self.at;
        let value = self.value()?;
        match (name.contains('.'), is, value) {
            (true, is, value) => Ok(Tree::Fact(Comparison { fact: name, is, value })),
            (false, Is::Equal, Value::Text(option)) => Ok(Tree::Is { question: name, option }),
            _ => Err(ConditionError {
                at,
                wanted: "an option in quotes: an answer is only equal or not",
            }),
        }
    }

    fn list(&mut self, name: &str) -> Result<Tree, ConditionError> {
        if !self.sign("[") {
            return Err(self.wanted("a list in square brackets"));
        }
        let mut parts = Vec::new();
        loop {
            parts.push(self.compared(name.to_owned(), Is::Equal)?);
            if self.sign("]") {
                return Ok(if parts.len() == 1 { parts.remove(0) } else { Tree::Any(parts) });
            }
            if !self.sign(",") {
                return Err(self.wanted("a comma or ]"));
            }
        }
    }

    fn name(&mut self) -> Result<String, ConditionError> {
        self.space();
        let from = self.at;
        while self.text.get(self.at).is_some_and(|c| is_name(*c)) {
            self.at += 1;
        }
        let name = self.slice(from, self.at);
        let parts = name
            .split('.')
            .all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
        if parts && !["true", "false", "null", "in"].contains(&name.as_str()) {
            return Ok(name);
        }
        self.at = from;
        Err(self.wanted("a question or a fact"))
    }

    fn value(&mut self) -> Result<Value, ConditionError> {
        match self.text.get(self.at) {
            Some(quote @ ('"' | '\'')) => self.quoted(*quote).map(Value::Text),
            Some(c) if c.is_ascii_digit() || *c == '-' => self.number().map(Value::Number),
            _ => Err(self.wanted("a value: text in quotes, or a whole number")),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<String, ConditionError> {
        let from = self.at + 1;
        let Some(length) = self.text.iter().skip(from).position(|c| *c == quote) else {
            return Err(self.wanted("a closing quote"));
        };
        let text = self.slice(from, from + length);
        if text.is_empty() || text.contains(['\\', '"', '\'']) {
            return Err(self.wanted("a plain value between the quotes"));
        }
        self.at = from + length + 1;
        Ok(text)
    }

    fn number(&mut self) -> Result<i64, ConditionError> {
        let from = self.at;
        let length =
            self.text.iter().skip(from).take_while(|c| c.is_ascii_digit() || **c == '-').count();
        let text = self.slice(from, from + length);
        let number = parse_signed(&text).ok_or_else(|| self.wanted("a whole number"))?;
        self.at += length;
        Ok(number)
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}
