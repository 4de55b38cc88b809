//! How well what was typed fits one name: as characters, spelt out, by initials, or a mixture of
//! them. Not the weighing of one item against another.

use super::book::{Book, Glyph, Key};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Characters,
    Pinyin,
    Mixed,
    Initials,
    /// All characters in order, with others between them: 养老登记 in 养老保险参保登记.
    Scattered,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub(super) style: Style,
    pub(super) start: usize,
    pub(super) matched: usize,
    /// Length of the name.
    pub(super) of: usize,
}

impl Fit {
    pub(super) fn is_whole(&self) -> bool {
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
    fn better(self, rival: Option<Self>) -> Self {
        rival
            .filter(|rival| (rival.initials, rival.matched()) < (self.initials, self.matched()))
            .unwrap_or(self)
    }
}

/// The best place of all; a lone letter counts only at the beginning.
pub(super) fn best_fit(book: &Book, name: &[Glyph], typed: &[Key]) -> Option<Fit> {
    let lone_letter = typed.len() == 1 && typed[0].letter().is_some();
    let starts = if lone_letter { 1 } else { name.len() };
    (0..starts.min(name.len()))
        .filter_map(|start| fit_at(book, name, start, typed))
        .min_by_key(|fit| (fit.style, fit.start))
        .or_else(|| scattered(name, typed))
}

/// Whether the name goes on with what was typed, right there.
pub(super) fn fit_at(book: &Book, name: &[Glyph], start: usize, typed: &[Key]) -> Option<Fit> {
    let tally = stretch(book, &name[start..], typed)?;
    Some(Fit { style: tally.style(), start, matched: tally.matched(), of: name.len() })
}

/// Whether the name, whole and not by its initials, stands at the beginning of what was typed, with
/// more behind it.
pub(super) fn opens_with(book: &Book, name: &[Glyph], typed: &[Key]) -> bool {
    let starts = name.len() > 1
        && typed.first().is_some_and(|key| match key.letter() {
            Some(letter) => book.begins_with(name[0], letter),
            None => key.glyph == name[0],
        });
    let covers = |length: usize| {
        let fit = fit_at(book, name, 0, &typed[..length]);
        fit.is_some_and(|fit| {
            fit.is_whole() && matches!(fit.style, Style::Characters | Style::Pinyin)
        })
    };
    starts && (name.len()..typed.len()).any(covers)
}

fn stretch(book: &Book, name: &[Glyph], typed: &[Key]) -> Option<Tally> {
    let Some(first) = typed.first() else {
        return Some(Tally::default());
    };
    let (unit, rest) = name.split_first()?;
    let on = |length: usize| stretch(book, rest, &typed[length..]);
    if *unit == first.glyph {
        return on(1).map(|tally| Tally { characters: tally.characters + 1, ..tally });
    }
    let letter = first.letter().filter(|letter| book.begins_with(*unit, *letter))?;
    let (mut best, mut double): (Option<Tally>, bool) = (None, false);
    for sound in book.sounds(*unit) {
        let spelling = book.spelling(*sound);
        double |= spelling.starts_with(&[letter, b'h']);
        let shared =
            spelling.iter().zip(typed).take_while(|(a, b)| b.letter() == Some(**a)).count();
        if shared == spelling.len() {
            best = on(shared)
                .map(|tally| Tally { syllables: tally.syllables + 1, ..tally }.better(best))
                .or(best);
        } else if shared == typed.len() && shared > 1 {
            best = Some(Tally { broken: 1, ..Tally::default() }.better(best));
        }
    }
    // The initial is one letter, or two of zh, ch, sh; tried once, however many sounds begin with
    // it.
    let double = double && typed.get(1).and_then(|key| key.letter()) == Some(b'h');
    for length in 1..=1 + usize::from(double) {
        best = on(length)
            .map(|tally| Tally { initials: tally.initials + 1, ..tally }.better(best))
            .or(best);
    }
    best
}

fn scattered(name: &[Glyph], typed: &[Key]) -> Option<Fit> {
    if typed.len() < 2 || typed.iter().any(|key| key.character.is_ascii()) {
        return None;
    }
    let mut places = name.iter().enumerate();
    let mut start = None;
    for wanted in typed {
        let (place, _) = places.find(|(_, unit)| **unit == wanted.glyph && wanted.glyph != 0)?;
        start.get_or_insert(place);
    }
    Some(Fit { style: Style::Scattered, start: start?, matched: typed.len(), of: name.len() })
}
