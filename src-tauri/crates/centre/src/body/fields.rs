//! An object of JSON as the texts of its fields: what nobody here knows stays as it was written, to
//! its last digit and blank.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeOwned, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::error::CentreError;

#[derive(Serialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<String, Box<RawValue>>);

impl Fields {
    /// # Errors
    /// It is no object, or has a field twice: two readers could see two files.
    pub fn read(text: &str) -> Result<Self, CentreError> {
        serde_json::from_str(text).map_err(|_| CentreError::NotACentreFile)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.get())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn read_required<T: DeserializeOwned>(&self, name: &str) -> Result<T, CentreError> {
        self.read_optional(name)?.ok_or_else(|| CentreError::bad_field(name))
    }

    pub fn read_optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, CentreError> {
        let value = self.get(name).map(serde_json::from_str::<Option<T>>).transpose();
        value.map(Option::flatten).map_err(|_| CentreError::bad_field(name))
    }

    pub fn set_field<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), CentreError> {
        let value = to_raw_value(value).map_err(|_| CentreError::bad_field(name))?;
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    pub fn write(&self) -> Result<String, CentreError> {
        serde_json::to_string(self).map_err(|_| CentreError::NotACentreFile)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct EachOnce;
        impl<'de> Visitor<'de> for EachOnce {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    if fields.insert(name, value).is_some() {
                        return Err(A::Error::custom("a field twice"));
                    }
                }
                Ok(Fields(fields))
            }
        }
        from.deserialize_map(EachOnce)
    }
}
