//! What goes into a statement and comes out of a row: whole numbers, texts and nothing. Neither
//! kind of database is known to those who ask.

use jiff::Timestamp;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::DbError;

#[derive(Clone)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
}

/// Nothing of what is in it: texts name people.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value")
    }
}

/// `values![case, revision]`: the values of ?1, ?2 …
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::records::Value::from($value)),*] };
}
pub(crate) use values;

/// What a query brought, column by column.
pub struct Row(pub(super) Vec<Value>);

impl Row {
    pub fn get<T: Field>(&self, column: usize) -> Result<T, DbError> {
        self.0.get(column).and_then(T::read).ok_or(DbError::Unreadable)
    }

    /// Taken out, so that no copy stays behind, and wiped when it is let go.
    pub fn take_secret(&mut self, column: usize) -> Result<Zeroizing<String>, DbError> {
        match self.0.get_mut(column) {
            Some(Value::Text(text)) => Ok(Zeroizing::new(std::mem::take(text))),
            _ => Err(DbError::Unreadable),
        }
    }
}

/// What a column can be read as.
pub trait Field: Sized {
    fn read(value: &Value) -> Option<Self>;
}

impl Field for i64 {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(*number) } else { None }
    }
}

impl Field for u32 {
    fn read(value: &Value) -> Option<Self> {
        i64::read(value)?.try_into().ok()
    }
}

impl Field for u64 {
    fn read(value: &Value) -> Option<Self> {
        i64::read(value)?.try_into().ok()
    }
}

impl Field for bool {
    fn read(value: &Value) -> Option<Self> {
        Some(i64::read(value)? != 0)
    }
}

/// Moments are kept in milliseconds.
impl Field for Timestamp {
    fn read(value: &Value) -> Option<Self> {
        Timestamp::from_millisecond(i64::read(value)?).ok()
    }
}

impl Field for String {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl<T: Field> Field for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        if matches!(value, Value::Null) { Some(None) } else { T::read(value).map(Some) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Value::Text(id.to_string())
    }
}

impl From<Option<Uuid>> for Value {
    fn from(id: Option<Uuid>) -> Self {
        id.map_or(Value::Null, Value::from)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::Int(number.into())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Value::Int(yes.into())
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        text.as_ref().map_or(Value::Null, Value::from)
    }
}
