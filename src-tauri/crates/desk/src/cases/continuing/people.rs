//! A person as the office's record has them: the inverse of what a submission says of one.
use crate::station::ids::new_id;
use counter_backoffice::{PersonWire, Private};
use counter_core::case::{ExpiryReason, Mandate, MandateEnd, Person, Reading, SecondPaper};
use counter_core::code::parse_variant;
use counter_core::date::{Moment, moment_of, parse_date};
use counter_core::written::{read_date, read_time};

/// None where role or document are of a later program.
pub(super) fn read_person(wire: &PersonWire) -> Option<Person> {
    let detail = |name: &str| wire.details.get(name).map(Private::expose).unwrap_or_default();
    let text = |name: &str| detail(name).to_owned();
    let private = |name: &str| Private::new(detail(name));
    let warnings = detail("card_warnings").split(',').filter(|code| !code.is_empty());
    Some(Person {
        id: new_id(),
        role: parse_variant(&wire.role)?,
        name: wire.name.clone(),
        name_latin: private("name_latin"),
        sex: text("sex"),
        ethnic: text("ethnic"),
        birth: private("birth"),
        id_kind: parse_variant(&wire.id_kind)?,
        number: wire.number.clone(),
        address: private("address"),
        valid_from: text("valid_from"),
        valid_to: text("valid_to"),
        phone: private("phone"),
        relation: text("relation"),
        reading: if wire.source == "chip" { Reading::Card } else { Reading::Typed },
        raw: private("chip"),
        warnings: warnings.map(str::to_owned).collect(),
        reader: Some(text("reader")).filter(|reader| !reader.is_empty()),
        expiry_confirmed: !detail("expiry_confirmation").is_empty(),
        expiry_reason: read_reason(&detail),
        mandate: read_mandate(&detail),
        present: wire.present,
        signs: wire.signs,
    })
}

/// Who confirmed an expired card, and when.
pub(super) fn read_confirmation(wire: &PersonWire) -> Option<(String, Moment)> {
    let (by, at) = wire.details.get("expiry_confirmation")?.expose().split_once(' ')?;
    let (day, time) = at.split_once(' ')?;
    let at = moment_of(read_date(day).ok()?, read_time(time)?);
    Some((by.to_owned(), at))
}

fn read_reason<'a>(detail: &impl Fn(&str) -> &'a str) -> Option<ExpiryReason> {
    let [number, until, row] =
        ["expiry_paper_number", "expiry_paper_until", "expiry_paper_row"].map(detail);
    let has_paper = !number.is_empty() || !row.is_empty();
    Some(ExpiryReason {
        ground: parse_variant(detail("expiry_reason"))?,
        text: Private::new(detail("expiry_reason_text")),
        paper: has_paper.then(|| {
            Box::new(SecondPaper {
                number: Private::new(number),
                until: parse_date(until).ok(),
                row: row.to_owned(),
            })
        }),
    })
}

fn read_mandate<'a>(detail: &impl Fn(&str) -> &'a str) -> Option<Mandate> {
    let extent = detail("mandate_extent");
    let is_to_case_end = detail("mandate_end") == "case_end";
    let last_day = parse_date(detail("mandate_until")).ok().map(MandateEnd::Day);
    (!extent.is_empty()).then(|| Mandate {
        extent: Private::new(extent),
        until: if is_to_case_end { Some(MandateEnd::CaseEnd) } else { last_day },
        ground: parse_variant(detail("mandate_ground")),
        paper: Private::new(detail("mandate_paper")),
    })
}
