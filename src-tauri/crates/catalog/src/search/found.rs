//! The best that was found of each item so far, and what it is worth. Not how it was found.

use super::Why;
use super::book::Key;
use super::fit::{Fit, Style, opens_with};
use super::index::Index;

const NAME: i32 = 600;
const EVERYDAY: i32 = 550;
pub(super) const DEPARTMENT: i32 = 100;
const LEGACY: i32 = -250;
/// A slip or a sound-alike counts so much less than the same thing typed right: a whole name that
/// was meant comes before the middle of another that happens to fit, and behind every beginning.
const SLIP: i32 = -260;
/// For each further name of an item that begins so as well: what is called so in all its names is
/// more likely meant.
const ALSO: i32 = 6;
/// For an item one of whose names was typed whole before the rest: 特困人员 is more likely meant for
/// what is called 特困.
const CALLED: i32 = 30;
/// Of the best this many are asked for that.
const CALLED_OF: usize = 60;
/// Further names that count.
const ALSO_MOST: u8 = 4;
/// From here on a name begins with what was typed.
const BEGINS: i32 = 680;
/// With so many good ones nobody looks for a slip.
const ENOUGH: usize = 5;

#[derive(Debug, Clone, Copy)]
pub(super) enum How {
    Fits(Style, bool),
    Department,
    /// Character by character it sounds like what was typed.
    Sounds,
    Slip,
    /// All that was typed is in it, or all of it in what was typed.
    Contains,
    Words,
    /// Replaces this item.
    Replaces(u32),
}

impl How {
    fn unbroken(self) -> bool {
        matches!(self, Self::Fits(style, _) if style != Style::Scattered)
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) item: u32,
    pub(super) score: i32,
    pub(super) name: u32,
    pub(super) how: How,
    /// Names that fit beside the first one, and the last of them.
    also: u8,
    last: u32,
}

pub(super) struct Found<'a> {
    index: &'a Index,
    legacy: &'a [bool],
    /// Of each item its place in `best`, and 0 for none.
    places: Vec<u32>,
    pub(super) best: Vec<Best>,
    /// Whether an item counts at all.
    pub(super) only: Option<&'a [bool]>,
}

impl<'a> Found<'a> {
    pub(super) fn new(index: &'a Index, legacy: &'a [bool]) -> Self {
        Self { index, legacy, places: vec![0; legacy.len()], best: Vec::new(), only: None }
    }

    pub(super) fn add_fit(&mut self, name: u32, found: &Fit) {
        self.offer_name(
            name,
            self.base(name) + fit_worth(found),
            How::Fits(found.style, found.is_whole()),
        );
    }

    /// `alike` characters of the name were typed as they are.
    pub(super) fn add_slip(&mut self, name: u32, found: &Fit, how: How, alike: usize) {
        let alike = i32::try_from(alike * 40 / found.of.max(1)).unwrap_or(0);
        self.offer_name(name, self.base(name) + fit_worth(found) + SLIP + alike, how);
    }

    fn base(&self, name: u32) -> i32 {
        if self.index.turn_of(name) == 0 { NAME } else { EVERYDAY }
    }

    pub(super) fn offer_name(&mut self, name: u32, score: i32, how: How) {
        let item = self.index.owner_of(name);
        self.offer_item(item, name, score, how);
    }

    pub(super) fn offer_item(&mut self, item: usize, name: u32, score: i32, how: How) {
        if self.only.is_some_and(|only| !only[item]) {
            return;
        }
        let score = score + if self.legacy[item] { LEGACY } else { 0 };
        self.put(Best {
            item: u32::try_from(item).unwrap_or(0),
            score,
            name,
            how,
            also: 0,
            last: name,
        });
    }

    fn put(&mut self, new: Best) {
        let place = &mut self.places[new.item as usize];
        if *place == 0 {
            self.best.push(new);
            *place = u32::try_from(self.best.len()).unwrap_or(0);
            return;
        }
        let entry = &mut self.best[*place as usize - 1];
        let also = entry.also
            + u8::from(entry.last != new.name && new.score >= BEGINS && entry.also < ALSO_MOST);
        if entry.score < new.score {
            *entry = new;
        }
        (entry.also, entry.last) = (also, new.name);
    }

    /// Among what holds all that was typed, those that have a name for the beginning of it.
    pub(super) fn raise_called(&mut self, typed: &[Key]) {
        let mut top: Vec<usize> =
            (0..self.best.len()).filter(|at| self.best[*at].how.unbroken()).collect();
        if top.len() > CALLED_OF {
            top.select_nth_unstable_by_key(CALLED_OF, |at| std::cmp::Reverse(self.best[*at].score));
            top.truncate(CALLED_OF);
        }
        for at in top {
            let mut names = self.index.names_of(self.best[at].item as usize);
            if names.any(|name| opens_with(&self.index.book, self.index.name(name), typed)) {
                self.best[at].score += CALLED;
            }
        }
    }

    /// What speaks for an item as a whole: its other names, and that this clerk had it lately.
    pub(super) fn raise_recent(&mut self, lately: impl Iterator<Item = (usize, i32)>) {
        self.best.iter_mut().for_each(|entry| entry.score += ALSO * i32::from(entry.also));
        for (item, more) in lately {
            if let Some(at) = (self.places[item] as usize).checked_sub(1) {
                self.best[at].score += more;
            }
        }
    }

    /// What another search found.
    pub(super) fn take_over(&mut self, other: Found) {
        other.best.into_iter().for_each(|entry| self.put(entry));
    }

    /// Whoever asks for an item that no longer exists is shown what replaced it, first.
    pub(super) fn lead_to(&mut self, old: u32, new: u32) {
        let place = |item: u32| (self.places[item as usize] as usize).checked_sub(1);
        let Some(score) = place(old).map(|at| self.best[at].score + 1) else { return };
        match place(new) {
            Some(at) => self.best[at].score = self.best[at].score.max(score),
            None => self.put(Best {
                item: new,
                score,
                name: 0,
                how: How::Replaces(old),
                also: 0,
                last: 0,
            }),
        }
    }

    /// Whether any name holds what was typed, as it is.
    pub(super) fn has_exact(&self) -> bool {
        self.best.iter().any(|entry| entry.how.unbroken())
    }

    pub(super) fn has_whole(&self) -> bool {
        self.best.iter().any(|entry| matches!(entry.how, How::Fits(_, true)))
    }

    /// Whether something sounds like all that was typed, or was meant by it.
    pub(super) fn has_guess(&self) -> bool {
        self.best.iter().any(|entry| matches!(entry.how, How::Sounds | How::Slip))
    }

    /// Whether looking for slips can be left out.
    pub(super) fn has_enough(&self) -> bool {
        self.has_whole() || self.best.iter().filter(|entry| entry.score >= BEGINS).count() >= ENOUGH
    }
}

impl Best {
    /// `called` is the name by which it was found.
    pub(super) fn reason_for(&self, official: bool, called: &str) -> Why {
        match self.how {
            How::Department => Why::Department,
            How::Slip => Why::Typo(called.to_owned()),
            How::Words => Why::Words(called.to_owned()),
            How::Replaces(_) => Why::Everyday(called.to_owned()),
            _ if !official => Why::Everyday(called.to_owned()),
            How::Fits(Style::Characters, true) => Why::Exact,
            How::Fits(Style::Characters | Style::Scattered, _) | How::Contains => Why::Name,
            How::Fits(Style::Pinyin | Style::Mixed, _) | How::Sounds => Why::Pinyin,
            How::Fits(Style::Initials, _) => Why::Initials,
        }
    }
}

/// A whole name beats a beginning, a beginning beats a middle; letters stand behind characters.
pub(super) fn fit_worth(found: &Fit) -> i32 {
    let covered = i32::try_from(found.matched * 40 / found.of.max(1)).unwrap_or(0);
    if found.style == Style::Scattered {
        // Behind every department, which at least was named.
        return covered - NAME + 50;
    }
    let place = match (found.is_whole(), found.start) {
        (true, _) => 300,
        (_, 0) => 200,
        (_, start) => 40 - i32::try_from(start.min(20)).unwrap_or(20),
    };
    let style = match found.style {
        Style::Characters => 0,
        Style::Pinyin => -20,
        Style::Mixed => -40,
        Style::Initials | Style::Scattered => -60,
    };
    place + style + covered
}
