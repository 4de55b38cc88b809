//! All names of a pack as numbers, and where each character and each sound stands in them.
//! Not which of them is meant.

use std::ops::Range;

use super::book::{Book, Glyph, Numbering, Sound};
use super::spelling::plain_letters;
use crate::pack::Pack;

/// First letter of the next character, none at the end, mute.
const CLASSES: usize = 28;
/// Characters of one name; what is behind is not found.
const LONGEST_NAME: usize = 250;

pub(super) struct Index {
    pub(super) book: Book,
    glyphs: Vec<Glyph>,
    /// Where each name begins in `glyphs`, and the end.
    starts: Vec<u32>,
    /// The item of each name.
    owners: Vec<u32>,
    /// The first name of each item, which is its official one, and the end.
    firsts: Vec<u32>,
    /// Each department once.
    pub(super) departments: Vec<Vec<Glyph>>,
    /// Of each item the place of its department.
    pub(super) offices: Vec<u32>,
    by_glyph: Postings,
    by_sound: Postings,
    /// Which sound follows which in any name: a bit each.
    pairs: Vec<u64>,
}

/// A place in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) name: u32,
    pub(super) at: usize,
}

impl Index {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut numbering = Numbering::new();
        let (mut glyphs, mut starts, mut owners, mut firsts) =
            (Vec::new(), vec![0], Vec::new(), Vec::new());
        for (item, brief) in (0u32..).zip(pack.briefs()) {
            firsts.push(count(owners.len()));
            for name in std::iter::once(&brief.name).chain(&brief.everyday) {
                glyphs.extend(
                    plain_letters(name)
                        .take(LONGEST_NAME)
                        .map(|character| numbering.glyph(character)),
                );
                starts.push(count(glyphs.len()));
                owners.push(item);
            }
        }
        firsts.push(count(owners.len()));
        let (departments, offices) = departments(pack, &mut numbering);
        let book = numbering.into_book();
        let (by_glyph, by_sound, pairs) = (Postings::default(), Postings::default(), Vec::new());
        let mut index = Self {
            book,
            glyphs,
            starts,
            owners,
            firsts,
            departments,
            offices,
            by_glyph,
            by_sound,
            pairs,
        };
        index.by_glyph = Postings::new(index.book.glyphs(), |each| index.each_glyph(each));
        index.by_sound =
            Postings::new(index.book.all_sounds() * CLASSES, |each| index.each_sound(each));
        index.pairs = index.pairs();
        index
    }

    fn each_glyph(&self, each: &mut dyn FnMut(usize, u32)) {
        for name in 0..count(self.name_count()) {
            for (at, glyph) in (0u32..).zip(self.name(name)) {
                each(usize::from(*glyph), name << 8 | at);
            }
        }
    }

    fn each_sound(&self, each: &mut dyn FnMut(usize, u32)) {
        for name in 0..count(self.name_count()) {
            let glyphs = self.name(name);
            for (at, glyph) in (0u32..).zip(glyphs) {
                let next = glyphs.get(at as usize + 1).map_or(1, |next| self.book.initials(*next));
                for sound in self.book.sounds(*glyph) {
                    iter_bits(next).for_each(|class| {
                        each(usize::from(*sound) * CLASSES + class as usize, name << 8 | at)
                    });
                }
            }
        }
    }

    fn pairs(&self) -> Vec<u64> {
        let sounds = self.book.all_sounds();
        let mut pairs = vec![0u64; (sounds * sounds).div_ceil(64)];
        for name in 0..count(self.name_count()) {
            for pair in self.name(name).windows(2) {
                for first in self.book.sounds(pair[0]) {
                    for second in self.book.sounds(pair[1]) {
                        let bit = usize::from(*first) * sounds + usize::from(*second);
                        pairs[bit / 64] |= 1 << (bit % 64);
                    }
                }
            }
        }
        pairs
    }

    pub(super) fn name_count(&self) -> usize {
        self.owners.len()
    }

    pub(super) fn name(&self, name: u32) -> &[Glyph] {
        let at = name as usize;
        &self.glyphs[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn owner_of(&self, name: u32) -> usize {
        self.owners[name as usize] as usize
    }

    pub(super) fn official_name(&self, item: usize) -> u32 {
        self.firsts[item]
    }

    pub(super) fn names_of(&self, item: usize) -> Range<u32> {
        self.firsts[item]..self.firsts[item + 1]
    }

    /// Its place among the names of its item: 0 is the official one.
    pub(super) fn turn_of(&self, name: u32) -> usize {
        (name - self.firsts[self.owner_of(name)]) as usize
    }

    pub(super) fn with_glyph(&self, glyph: Glyph) -> &[Posting] {
        self.by_glyph.of(usize::from(glyph)..usize::from(glyph) + 1)
    }

    /// Where this sound is followed by one that begins with this letter.
    pub(super) fn with_sound_before(&self, sound: Sound, class: u32) -> &[Posting] {
        let key = usize::from(sound) * CLASSES + class as usize;
        self.by_sound.of(key..key + 1)
    }

    /// A place comes more than once when what follows has several sounds.
    pub(super) fn with_sounds(&self, sounds: Range<Sound>) -> &[Posting] {
        self.by_sound.of(usize::from(sounds.start) * CLASSES..usize::from(sounds.end) * CLASSES)
    }

    pub(super) fn follows(&self, first: Sound, second: Sound) -> bool {
        let bit = usize::from(first) * self.book.all_sounds() + usize::from(second);
        self.pairs[bit / 64] & 1 << (bit % 64) != 0
    }
}

fn departments(pack: &Pack, numbering: &mut Numbering) -> (Vec<Vec<Glyph>>, Vec<u32>) {
    let mut places = std::collections::HashMap::new();
    let (mut departments, mut offices) = (Vec::new(), Vec::new());
    for brief in pack.briefs() {
        offices.push(*places.entry(brief.department.as_str()).or_insert_with(|| {
            departments.push(
                plain_letters(&brief.department)
                    .map(|character| numbering.glyph(character))
                    .collect(),
            );
            count(departments.len() - 1)
        }));
    }
    (departments, offices)
}

pub(super) fn iter_bits(mask: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(mask), |mask| Some(mask & mask.wrapping_sub(1)))
        .take_while(|mask| *mask != 0)
        .map(u32::trailing_zeros)
}

/// No pack has as many names or characters as that.
fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// Name and place in one number: a pack has hundreds of thousands of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting(u32);

impl Posting {
    pub(super) fn spot(self) -> Spot {
        Spot { name: self.0 >> 8, at: (self.0 & 0xff) as usize }
    }
}

/// For each key its places, in the order of the names, all in one list.
#[derive(Default)]
struct Postings {
    starts: Vec<u32>,
    all: Vec<Posting>,
}

impl Postings {
    /// Counts first and then fills, so that nothing is moved twice.
    fn new(keys: usize, go_through: impl Fn(&mut dyn FnMut(usize, u32))) -> Self {
        let mut starts = vec![0u32; keys + 2];
        go_through(&mut |key, _| starts[key + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut all = vec![Posting(0); starts[keys + 1] as usize];
        go_through(&mut |key, spot| {
            all[starts[key + 1] as usize] = Posting(spot);
            starts[key + 1] += 1;
        });
        starts.pop();
        Self { starts, all }
    }

    fn of(&self, keys: Range<usize>) -> &[Posting] {
        &self.all[self.starts[keys.start] as usize..self.starts[keys.end] as usize]
    }
}
