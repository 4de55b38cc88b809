//! The card of all keys on paper. The tables are the page's: it hands the rows over, and here they
//! are held to a size that a card has.
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::contract::limits::check_length;
use crate::contract::views::PrintResult;
use crate::contract::{FailureCode, KeyCardGroup, KeyCardOf};
use crate::desk::Desk;
use crate::papers::key_card::key_card;

/// The panel has fewer of each; more would be no card.
const GROUPS: usize = 8;
const ROWS: usize = 56;
const KEYS: usize = 8;
const KEY_LETTERS: usize = 24;
const LETTERS: usize = 80;

pub async fn print_key_card(desk: &Desk, payload: KeyCardOf) -> Result<PrintResult, Failure> {
    let context = desk.paper_context(desk.station.require_clerk()?);
    check_size(&payload.groups)?;
    let sheet = key_card(&context, payload.groups);
    let typeset = typeset_paper(desk, &desk.catalog.current(), &sheet, Telling::Before).await?;
    desk.devices.print("key-card", typeset.pdf).await
}

fn check_size(groups: &[KeyCardGroup]) -> Result<(), Failure> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let is_card = (1..=GROUPS).contains(&groups.len())
        && (1..=ROWS).contains(&rows().count())
        && rows().all(|row| row.keys.len() <= KEYS);
    if !is_card {
        return Err(Failure::new(FailureCode::BadRequest).with("field", "groups"));
    }
    for group in groups {
        [&group.title, &group.also].into_iter().try_for_each(|text| check_length(text, LETTERS))?;
    }
    for row in rows() {
        [&row.says, &row.also].into_iter().try_for_each(|text| check_length(text, LETTERS))?;
        row.keys.iter().try_for_each(|key| check_length(key, KEY_LETTERS))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::KeyCardRow;

    fn card(groups: usize, rows: usize, says: &str) -> Vec<KeyCardGroup> {
        let row = || KeyCardRow { keys: vec!["F9".into()], says: says.into(), also: "See".into() };
        let group = || KeyCardGroup {
            title: "随处可用".into(),
            also: "Everywhere".into(),
            rows: (0..rows).map(|_| row()).collect(),
        };
        (0..groups).map(|_| group()).collect()
    }

    #[test]
    fn what_is_no_card_is_refused() {
        assert!(check_size(&card(7, 8, "看文书")).is_ok());
        for wrong in [card(0, 1, "看"), card(9, 1, "看"), card(1, 0, "看"), card(3, 19, "看")] {
            assert_eq!(check_size(&wrong).unwrap_err().code, FailureCode::BadRequest);
        }
        let long = card(1, 1, &"看".repeat(LETTERS + 1));
        assert_eq!(check_size(&long).unwrap_err().code, FailureCode::TextTooLong);
        let mut many = card(1, 1, "看");
        many[0].rows[0].keys = vec!["F9".into(); KEYS + 1];
        assert_eq!(check_size(&many).unwrap_err().code, FailureCode::BadRequest);
    }
}
