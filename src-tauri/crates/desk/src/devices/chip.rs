//! What a card that was read says of its holder, judged: the window and the command line tell the
//! same.
use counter_core::card::{ChipFacts, judge_chip};
use counter_core::date::Date;
use counter_core::idnum::{IdKind, Judgement, Verdict, judge_number};
use counter_devices::{CardKind, CardReading};

const FIFTEEN: &str = "fifteen_digits";

pub fn id_kind_of(card: &CardReading) -> IdKind {
    match card.kind {
        CardKind::Resident => IdKind::Resident,
        CardKind::Hmt => IdKind::HmtResidence,
        CardKind::Foreign2017 | CardKind::Foreign2023 => IdKind::ForeignPr,
    }
}

/// Its validity on the day, birth and sex against its number, and that the number is an old one:
/// kept in eighteen, it would say no more that it was. What the reader noted comes after that.
pub fn judge_card(card: &CardReading, today: Date, soon_days: u32) -> Vec<String> {
    let Judgement { verdict, normal, .. } = judge_number(id_kind_of(card), &card.number);
    let facts = ChipFacts {
        kind: id_kind_of(card),
        number: &normal,
        birth: &card.birth,
        sex: &card.sex,
        valid_from: &card.valid_from,
        valid_to: &card.valid_to,
    };
    let old = (verdict == Verdict::Warn(FIFTEEN)).then_some(FIFTEEN);
    let found = judge_chip(&facts, today, soon_days).into_iter().chain(old).map(str::to_owned);
    found.chain(card.warnings.iter().cloned()).collect()
}
