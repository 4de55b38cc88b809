//! What of an item differs by situation beside its papers: kind, time, fee, and what a card that is
//! not valid is worth; and what it requires of the applicant. The one place where conditions of these
//! are judged.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::situation::{Situation, Truth};
use super::{Condition, ExpiredCard, Item, Limit, ProjectType};

/// What holds in place of the item's own, in the situations of `when`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    pub when: Condition,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_type: Option<ProjectType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_card: Option<ExpiredCard>,
}

/// A condition of acceptance that the card can answer (受理条件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub when: Condition,
    /// As people read it.
    pub text: String,
    #[serde(default)]
    pub official: bool,
}

/// The item as it is in this situation. Of several terms that hold, the first says each thing; one
/// that waits for an answer says nothing yet.
pub fn settle_item<'a>(item: &'a Item, answers: &BTreeMap<String, String>) -> Cow<'a, Item> {
    if item.terms.is_empty() {
        return Cow::Borrowed(item);
    }
    let situation = Situation::new(item, answers);
    let holds = |terms: &&Terms| matches!(situation.judge_whole(&terms.when), Truth::Yes(_));
    let holding: Vec<&Terms> = item.terms.iter().filter(holds).collect();
    if holding.is_empty() {
        return Cow::Borrowed(item);
    }
    let project_type = holding.iter().find_map(|terms| terms.project_type);
    let limit = holding.iter().find_map(|terms| terms.limit.clone());
    let fee = holding.iter().find_map(|terms| terms.fee.clone());
    let expired_card = holding.iter().find_map(|terms| terms.expired_card);
    Cow::Owned(Item {
        project_type: project_type.unwrap_or(item.project_type),
        limit: limit.or_else(|| item.limit.clone()),
        fee: fee.or_else(|| item.fee.clone()),
        expired_card: expired_card.or(item.expired_card),
        ..item.clone()
    })
}

/// What a card that is not valid is worth in this situation, as [`settle_item`] has it; none where it
/// is the clerk's to decide.
pub fn find_expired_card_rule(
    item: &Item,
    answers: &BTreeMap<String, String>,
) -> Option<ExpiredCard> {
    let situation = Situation::new(item, answers);
    let holds = |terms: &&Terms| matches!(situation.judge_whole(&terms.when), Truth::Yes(_));
    let rules = item.terms.iter().filter(|terms| terms.expired_card.is_some());
    rules.filter(holds).find_map(|terms| terms.expired_card).or(item.expired_card)
}

/// Each requirement, and whether this applicant meets it; none until that is known.
pub fn judge_requirements<'a>(
    item: &'a Item,
    answers: &BTreeMap<String, String>,
) -> Vec<(&'a Requirement, Option<bool>)> {
    let situation = Situation::new(item, answers);
    let is_met = |requirement: &Requirement| match situation.judge_whole(&requirement.when) {
        Truth::Yes(_) => Some(true),
        Truth::No(_) => Some(false),
        Truth::Open(_) => None,
    };
    item.requires.iter().map(|requirement| (requirement, is_met(requirement))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::AGE;

    fn item() -> Item {
        let json = serde_json::json!({
            "id": "a", "name": "证", "department": "局", "task_type": "07", "form": "general",
            "project_type": "commitment", "fee": "见情形", "limit": { "legal_days": 15 },
            "questions": [{ "id": "biz", "text": "哪种？", "options": [
                { "id": "first", "label": "首次" }, { "id": "endorse", "label": "签注" },
                { "id": "lost", "label": "遗失" },
            ] }],
            "terms": [
                { "when": "biz == 'endorse'", "project_type": "on_the_spot",
                    "limit": { "text": "当场" } },
                { "when": "biz in ['lost', 'endorse']", "fee": "20 元", "limit": { "legal_days": 9 } },
            ],
            "requires": [{ "when": "card.age >= 80", "text": "年满八十周岁" }],
        });
        serde_json::from_value(json).unwrap()
    }

    fn with(name: &str, value: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn the_first_terms_that_hold_say_each_thing_and_open_ones_nothing() {
        let item = item();
        let settle = |answers: &BTreeMap<String, String>| {
            let item = settle_item(&item, answers);
            let limit = item.limit.clone().unwrap();
            (item.project_type, limit.legal_days, limit.text, item.fee.clone().unwrap())
        };
        let own = (ProjectType::Commitment, Some(15), None, "见情形".to_owned());
        assert_eq!(settle(&BTreeMap::new()), own);
        assert_eq!(settle(&with("biz", "first")), own);
        let endorsed = (ProjectType::OnTheSpot, None, Some("当场".to_owned()), "20 元".to_owned());
        assert_eq!(settle(&with("biz", "endorse")), endorsed);
        let lost = (ProjectType::Commitment, Some(9), None, "20 元".to_owned());
        assert_eq!(settle(&with("biz", "lost")), lost);
    }

    #[test]
    fn a_situation_says_what_an_expired_card_is_worth_in_it() {
        let mut item = item();
        item.terms[0].expired_card = Some(ExpiredCard::Allow);
        item.terms[1].expired_card = Some(ExpiredCard::Block);
        let rule = |item: &Item, answers: &BTreeMap<String, String>| {
            let rule = find_expired_card_rule(item, answers);
            assert_eq!(rule, settle_item(item, answers).expired_card, "one rule");
            rule
        };
        assert_eq!(rule(&item, &BTreeMap::new()), None, "not asked yet");
        assert_eq!(rule(&item, &with("biz", "first")), None, "of the others it says nothing");
        assert_eq!(rule(&item, &with("biz", "endorse")), Some(ExpiredCard::Allow), "the first");
        assert_eq!(rule(&item, &with("biz", "lost")), Some(ExpiredCard::Block));
        item.expired_card = Some(ExpiredCard::Allow);
        assert_eq!(rule(&item, &with("biz", "first")), Some(ExpiredCard::Allow));
        assert_eq!(rule(&item, &with("biz", "lost")), Some(ExpiredCard::Block));
    }

    #[test]
    fn what_the_card_has_not_said_is_no_refusal() {
        let item = item();
        let met = |answers: &BTreeMap<String, String>| judge_requirements(&item, answers)[0].1;
        assert_eq!(met(&BTreeMap::new()), None);
        assert_eq!(met(&with(AGE, "80")), Some(true));
        assert_eq!(met(&with(AGE, "79")), Some(false));
    }
}
