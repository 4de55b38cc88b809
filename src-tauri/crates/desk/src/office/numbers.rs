//! 文号 that the office gives this installation in advance, fetched after each of its reports. Which of
//! them are taken is the store's to say.
use super::Office;
use counter_backoffice::{Client, NumberRangeWire};
use counter_store::NumberRange;

impl Office {
    /// What is not heard or kept now comes again after the next report.
    pub async fn fetch_numbers(&self) {
        let credential = self.station.delivery_credential();
        let (true, Some(client), Some(credential)) =
            (self.introduction().gives_numbers, self.client(), credential)
        else {
            return;
        };
        let Some(mut ranges) = list_ranges(&client, &credential).await else { return };
        if self.give_own_numbers(&ranges) {
            ranges = list_ranges(&client, &credential).await.unwrap_or(ranges);
        }
        for range in ranges.iter().filter(|range| range.is_possible()) {
            let row = number_range(range);
            if let Err(failure) = self.station.with_store(|store| store.add_number_range(&row)) {
                tracing::warn!(code = failure.code.as_str(), "numbers could not be kept");
            }
        }
    }
}

async fn list_ranges(client: &Client, credential: &str) -> Option<Vec<NumberRangeWire>> {
    match client.list_number_ranges(credential).await {
        Ok(ranges) => Some(ranges),
        Err(error) if error.is_line_down() => None,
        Err(error) => {
            tracing::warn!(code = error.code(), "the office told no numbers");
            None
        }
    }
}

fn number_range(range: &NumberRangeWire) -> NumberRange {
    NumberRange {
        id: range.id.to_string(),
        department: range.department.clone(),
        prefix: range.prefix.clone(),
        suffix: range.suffix.clone(),
        first: range.first,
        last: range.last,
    }
}
