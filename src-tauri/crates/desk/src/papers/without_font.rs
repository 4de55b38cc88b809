//! Characters that no font of the computer has. Paper shows 〓 and the code in their place, so the clerk
//! is told which they are and where they stand before such a paper is made; only then is it made.
use counter_documents::Sheet;
use counter_documents::sheet::make_printable;
use serde_json::Value;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The texts that the place puts on its papers, which are no part of what a paper is about.
const LETTERHEAD: &str = "letterhead";

/// One character in one text of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutFont {
    /// `U+E863`.
    pub code: String,
    /// The label that the paper has beside the text, or the stable name of its place on the paper.
    pub place: String,
    /// Of the whole text, wherever it stands: what was told of one name is not told of another.
    digest: u64,
}

impl WithoutFont {
    fn new(code: &str, place: &str, text: &str) -> WithoutFont {
        let mut hasher = DefaultHasher::new();
        (code, text).hash(&mut hasher);
        WithoutFont { code: code.into(), place: place.into(), digest: hasher.finish() }
    }
}

/// Where each of these characters stands. `missing` is what the typesetter found to have no font.
pub fn find_without_font(sheet: &Sheet, missing: &[String]) -> Vec<WithoutFont> {
    if missing.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let value = serde_json::to_value(sheet).unwrap_or_default();
    collect(&value, ("", None), missing, &mut found);
    for code in missing {
        if found.iter().all(|one| one.code != *code) {
            found.push(WithoutFont::new(code, LETTERHEAD, code));
        }
    }
    found
}

/// `place`: the stable name of the text, and the label beside it.
fn collect(
    value: &Value,
    place: (&str, Option<&str>),
    missing: &[String],
    found: &mut Vec<WithoutFont>,
) {
    match value {
        Value::String(text) => {
            let (name, label) = place;
            let place = label.unwrap_or(name);
            let codes: BTreeSet<String> = make_printable(text).chars().map(code_of).collect();
            let codes = codes.iter().filter(|code| missing.contains(code));
            found.extend(codes.map(|code| WithoutFont::new(code, place, text)));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, place, missing, found)),
        Value::Object(members) => {
            let label = members.get("label").and_then(Value::as_str);
            for (name, member) in members {
                let label = label.filter(|_| name != "label");
                collect(member, (name.as_str(), label), missing, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn code_of(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// What the clerk was told, until they leave: a paper with nothing new in it is made at once.
#[derive(Default)]
pub struct ToldCharacters(BTreeSet<u64>);

impl ToldCharacters {
    /// Whether any of these was not told before. From now on they are.
    pub fn note(&mut self, found: &[WithoutFont]) -> bool {
        let before = self.0.len();
        self.0.extend(found.iter().map(|one| one.digest));
        self.0.len() > before
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const CODE: &str = "U+E863";
    const NAME: &str = "陈\u{E863}示例";

    fn codes() -> Vec<String> {
        vec![CODE.to_owned()]
    }

    /// The names of all papers, as serde itself lists them: a new kind is in it.
    fn list_forms() -> Vec<String> {
        let refusal = serde_json::from_value::<Sheet>(json!({ "form": "?" })).unwrap_err();
        let words = refusal.to_string();
        let quoted = words.split('`').skip(1).step_by(2).map(str::to_owned);
        quoted.filter(|name| name != "?").collect()
    }

    fn plant(value: &mut Value) -> usize {
        match value {
            Value::String(text) => {
                *text = NAME.to_owned();
                1
            }
            Value::Array(items) => items.iter_mut().map(plant).sum(),
            Value::Object(members) => {
                let texts = members.iter_mut();
                let texts = texts.filter(|(name, _)| !["form", "kind"].contains(&name.as_str()));
                texts.map(|(_, member)| plant(member)).sum()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        }
    }

    #[test]
    fn every_text_of_every_kind_of_paper_is_looked_at() {
        let forms = list_forms();
        assert!(forms.len() >= 13, "{forms:?}");
        for form in forms {
            let bare: Sheet = serde_json::from_value(json!({ "form": form })).unwrap();
            let mut value = serde_json::to_value(&bare).unwrap();
            let planted = plant(&mut value);
            let sheet: Sheet = serde_json::from_value(value).unwrap();
            let found = find_without_font(&sheet, &codes());
            assert!(planted > 0 && found.len() == planted, "{form}: {planted}, {found:?}");
            assert!(found.iter().all(|one| one.code == CODE && one.place != LETTERHEAD), "{form}");
            assert!(find_without_font(&bare, &[]).is_empty(), "{form}");
        }
    }

    #[test]
    fn a_label_names_the_place_and_the_letterhead_what_is_nowhere_else() {
        let fields = json!([{ "label": "联系地址", "value": NAME, "wide": false }]);
        let form = json!({ "form": "application_form", "sections": [{ "fields": fields }] });
        let sheet: Sheet = serde_json::from_value(form).unwrap();
        let places = |codes: &[String]| {
            let found = find_without_font(&sheet, codes).into_iter();
            found.map(|one| one.place).collect::<Vec<_>>()
        };
        assert_eq!(places(&codes()), ["联系地址"]);
        assert_eq!(places(&["U+E001".to_owned()]), [LETTERHEAD]);
    }

    #[test]
    fn what_was_told_is_not_told_again_and_another_name_is() {
        let find = |name: &str| {
            let head = json!({ "applicant_name": name });
            let sheet = json!({ "form": "refusal", "head": head });
            find_without_font(&serde_json::from_value(sheet).unwrap(), &codes())
        };
        let mut told = ToldCharacters::default();
        assert!(!told.note(&[]));
        assert!(told.note(&find(NAME)));
        assert!(!told.note(&find(NAME)));
        assert!(told.note(&find("李\u{E863}示例")));
        told.forget();
        assert!(told.note(&find(NAME)));
    }
}
