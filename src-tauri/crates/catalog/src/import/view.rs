//! An item as an author would write it: the reader's own defaults left out. What is read back is
//! the same item.

use counter_core::item::{Item, Limit, MaterialDef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_norway::{Mapping, Value, from_str, to_string, to_value};

const HEAD: &str = "# 由导入的清单生成。情形（questions 与材料的 when）、收件要点和清单用例由本地补写，见事项包怎么写。\n";

pub(super) fn item_yaml(item: &Item) -> Result<String, serde_norway::Error> {
    let least =
        "{id: '', name: '', department: '', task_type: '', project_type: commitment, form: ''}";
    let mut document = terse(
        item,
        &from_str::<Item>(least)?,
        &["id", "name", "department", "task_type", "project_type", "form"],
    )?;
    if let Some(limit) = &item.limit {
        document
            .insert("limit".into(), Value::Mapping(terse::<Limit>(limit, &from_str("{}")?, &[])?));
    }
    let least: MaterialDef = from_str("{id: '', name: ''}")?;
    let materials = item
        .materials
        .iter()
        .map(|material| terse(material, &least, &["id", "name"]).map(Value::Mapping));
    let materials = materials.collect::<Result<Vec<Value>, _>>()?;
    if !materials.is_empty() {
        document.insert("materials".into(), Value::Sequence(materials));
    }
    Ok(HEAD.to_owned() + &to_string(&document)?)
}

/// What differs from the least that can be written, and what must be written.
fn terse<T: Serialize + DeserializeOwned>(
    one: &T,
    least: &T,
    must: &[&str],
) -> Result<Mapping, serde_norway::Error> {
    let fields = |value: &T| {
        to_value(value)
            .map(|value| if let Value::Mapping(fields) = value { fields } else { Mapping::new() })
    };
    let least = fields(least)?;
    let mut fields = fields(one)?;
    fields.retain(|name, value| {
        least.get(name) != Some(value) || name.as_str().is_some_and(|name| must.contains(&name))
    });
    Ok(fields)
}
