//! How well what was typed fits one name: as characters, spelt out, by initials, or a mixture of them.
//! Not the weighing of one item against another.

use super::spelling::Unit;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Characters,
    Pinyin,
    Mixed,
    Initials,
    /// All characters in order, with others between them: 养老登记 in 养老保险参保登记.
    Scattered,
}

pub(super) struct Fit {
    pub(super) style: Style,
    pub(super) start: usize,
    pub(super) matched: usize,
    /// Length of the name.
    pub(super) of: usize,
}

impl Fit {
    pub(super) fn whole(&self) -> bool {
        self.matched == self.of && self.style != Style::Scattered
    }
}

/// How the characters of one stretch were typed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    characters: usize,
    syllables: usize,
    initials: usize,
    /// A syllable broken off at the end of what was typed.
    broken: usize,
}

impl Tally {
    fn style(self) -> Style {
        match self {
            Tally { syllables: 0, initials: 0, broken: 0, .. } => Style::Characters,
            Tally { characters: 0, initials: 0, .. } => Style::Pinyin,
            Tally { characters: 0, syllables: 0, .. } => Style::Initials,
            _ => Style::Mixed,
        }
    }

    fn matched(self) -> usize {
        self.characters + self.syllables + self.initials + self.broken
    }

    /// The plainer reading of the same letters is the better one.
    fn better(self, other: Option<Self>) -> Self {
        other.filter(|other| (other.initials, other.matched()) < (self.initials, self.matched())).unwrap_or(self)
    }
}

pub(super) fn fit(name: &[Unit], typed: &[char]) -> Option<Fit> {
    let lone_letter = typed.len() == 1 && typed[0].is_ascii_alphabetic();
    let starts = if lone_letter { 1 } else { name.len() };
    (0..starts.min(name.len()))
        .filter_map(|start| {
            let tally = stretch(&name[start..], typed)?;
            Some(Fit { style: tally.style(), start, matched: tally.matched(), of: name.len() })
        })
        .min_by_key(|fit| (fit.style, fit.start))
        .or_else(|| scattered(name, typed))
}

/// Whether the name goes on with what was typed, right here.
fn stretch(name: &[Unit], typed: &[char]) -> Option<Tally> {
    let Some(&first) = typed.first() else {
        return Some(Tally::default());
    };
    let (unit, rest) = name.split_first()?;
    let mut best = None;
    if unit.character == first {
        best = stretch(rest, &typed[1..]).map(|tally| Tally { characters: tally.characters + 1, ..tally });
    }
    if !first.is_ascii_alphabetic() {
        return best;
    }
    for reading in &unit.readings {
        for tally in spelt(reading, rest, typed).into_iter().flatten() {
            best = Some(tally.better(best));
        }
    }
    best
}

/// The three ways to type one syllable: whole, broken off at the end, its initial (zh, ch, sh count as one).
fn spelt(reading: &str, rest: &[Unit], typed: &[char]) -> [Option<Tally>; 3] {
    let shared = reading.chars().zip(typed).take_while(|(a, b)| a == *b).count();
    if shared == 0 {
        return [None; 3];
    }
    let length = reading.chars().count();
    let whole = (shared == length)
        .then(|| stretch(rest, &typed[length..]))
        .flatten()
        .map(|tally| Tally { syllables: tally.syllables + 1, ..tally });
    let broken =
        (shared == typed.len() && shared > 1 && shared < length).then(|| Tally { broken: 1, ..Tally::default() });
    let double = shared > 1 && reading.chars().nth(1) == Some('h');
    let initial = [1, 2].into_iter().take(if double { 2 } else { 1 }).filter_map(|length| {
        stretch(rest, &typed[length..]).map(|tally| Tally { initials: tally.initials + 1, ..tally })
    });
    [whole, broken, initial.min_by_key(|tally| tally.initials)]
}

fn scattered(name: &[Unit], typed: &[char]) -> Option<Fit> {
    if typed.len() < 2 || typed.iter().any(char::is_ascii) {
        return None;
    }
    let mut places = name.iter().enumerate();
    let mut start = None;
    for wanted in typed {
        let (place, _) = places.find(|(_, unit)| unit.character == *wanted)?;
        start.get_or_insert(place);
    }
    Some(Fit { style: Style::Scattered, start: start?, matched: typed.len(), of: name.len() })
}
