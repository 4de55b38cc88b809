//! What was meant although a key or a character went wrong: every way to read what was typed as
//! whole syllables with at most one slip of the fingers, and characters by their sound. Not names
//! that hold it as it is.

use std::ops::Range;

use super::book::{Book, Glyph, Key, Sound};
use super::fit::{Fit, Style};
use super::found::{Found, How};
use super::index::{Index, Posting, iter_bits};

/// Places that are looked at for one query, so that no query takes long.
const MOST_PLACES: usize = 24_000;
/// Ways to read a query that are followed.
const MOST_WAYS: usize = 400;
/// Steps on the way to them, dead ends too.
const MOST_STEPS: usize = 6_000;
/// A slip in less could be anything.
const LETTERS: usize = 5;

/// What one character of a name must be.
#[derive(Clone)]
enum Step {
    Character(Glyph),
    /// One that sounds like the one typed, or it.
    Heard(Glyph, Vec<Sound>),
    Spelt(Range<Sound>),
}

/// One way to read what was typed.
type Way = Vec<Step>;

/// What sounds the same: an input method shows its own guess before the characters are chosen.
pub(super) fn by_sound(index: &Index, typed: &[Key], found: &mut Found) {
    if typed.iter().filter(|key| key.letter().is_none()).count() < 2 {
        return;
    }
    let mut ways = Ways::new(index, typed, true);
    ways.follow(0, false, &mut Vec::new());
    look_up(index, ways.all, How::Sounds, found);
}

pub(super) fn by_slip(index: &Index, typed: &[Key], found: &mut Found) {
    let letters = typed.iter().filter(|key| key.letter().is_some()).count();
    if letters < 3 || letters + 2 * (typed.len() - letters) < LETTERS {
        return;
    }
    let mut ways = Ways::new(index, typed, false);
    ways.follow(0, true, &mut Vec::new());
    let mut candidates = ways.all;
    // Two keys in the wrong order, also where one syllable ends and the next begins.
    let mut swapped = typed.to_vec();
    for at in 1..typed.len() {
        if typed[at - 1] != typed[at] && typed[at - 1].letter().and(typed[at].letter()).is_some() {
            swapped.swap(at - 1, at);
            let mut ways = Ways::new(index, &swapped, false);
            ways.follow(0, false, &mut Vec::new());
            candidates.append(&mut ways.all);
            swapped.swap(at - 1, at);
        }
    }
    look_up(index, candidates, How::Slip, found);
}

struct Ways<'a> {
    index: &'a Index,
    typed: &'a [Key],
    letters: Vec<Option<u8>>,
    /// Whether a syllable may be typed by its initial.
    initials: bool,
    all: Vec<Way>,
    steps: usize,
}

impl<'a> Ways<'a> {
    fn new(index: &'a Index, typed: &'a [Key], initials: bool) -> Self {
        Self {
            index,
            typed,
            letters: typed.iter().map(|key| key.letter()).collect(),
            initials,
            all: Vec::new(),
            steps: 0,
        }
    }

    fn follow(&mut self, at: usize, slip: bool, way: &mut Way) {
        let Some(key) = self.typed.get(at) else {
            // Without a slip it is no reading of a slip.
            if !slip && way.len() > 1 && self.all.len() < MOST_WAYS {
                self.all.push(way.clone());
            }
            return;
        };
        if self.letters[at].is_some() {
            return self.spelt(at, slip, way);
        }
        let sounds = self.index.book.sounds_of(*key);
        match (sounds.is_empty(), key.glyph) {
            (true, 0) => {}
            (true, glyph) => self.step(Step::Character(glyph), at + 1, slip, way),
            (false, glyph) => self.step(Step::Heard(glyph, sounds), at + 1, slip, way),
        }
    }

    fn spelt(&mut self, at: usize, slip: bool, way: &mut Way) {
        let book = &self.index.book;
        let run: Vec<u8> = self.letters[at..].iter().map_while(|letter| *letter).collect();
        for length in 1..=run.len().min(6) {
            if let Some(sound) = book.sound(&run[..length]) {
                self.step(Step::Spelt(sound..sound + 1), at + length, slip, way);
            }
        }
        let last = at + run.len() == self.typed.len();
        if last {
            self.begun(&run, at, slip, way);
        }
        if self.initials && !(last && run.len() == 1) {
            self.begun(&run[..1], at, slip, way);
            if matches!(run[..], [b'z' | b'c' | b's', b'h', ..]) {
                self.begun(&run[..2], at, slip, way);
            }
        }
        if slip {
            for sound in 0..Sound::try_from(book.all_sounds()).unwrap_or(0) {
                for length in slipped(book.spelling(sound), &run) {
                    self.step(Step::Spelt(sound..sound + 1), at + length, false, way);
                }
            }
        }
    }

    /// A syllable of which only this was typed.
    fn begun(&mut self, letters: &[u8], at: usize, slip: bool, way: &mut Way) {
        let sounds = self.index.book.sounds_from(letters);
        if !sounds.is_empty() {
            self.step(Step::Spelt(sounds), at + letters.len(), slip, way);
        }
    }

    /// Only what follows in some name is followed.
    fn step(&mut self, step: Step, next: usize, slip: bool, way: &mut Way) {
        let follows = way.last().is_none_or(|last| {
            let (first, second) = (last.sounds(), step.sounds());
            first.clone().next().is_none()
                || second.clone().next().is_none()
                || first.clone().any(|a| second.clone().any(|b| self.index.follows(a, b)))
        });
        self.steps += 1;
        if follows && self.steps < MOST_STEPS {
            way.push(step);
            self.follow(next, slip, way);
            way.pop();
        }
    }
}

/// How many keys were typed for this syllable, if one of them was wrong, left out or too much.
fn slipped(wanted: &[u8], typed: &[u8]) -> impl Iterator<Item = usize> {
    let common = wanted.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let goes_on = move |wanted_from: usize, typed_from: usize| {
        let remaining = wanted.get(wanted_from..).unwrap_or_default();
        typed
            .get(typed_from..)
            .is_some_and(|typed| typed.starts_with(remaining))
            .then_some(typed_from + remaining.len())
    };
    let differs = common < wanted.len();
    let wrong = differs.then(|| goes_on(common + 1, common + 1)).flatten();
    let left_out = (differs && wanted.len() > 1).then(|| goes_on(common + 1, common)).flatten();
    let too_much = goes_on(common, common + 1);
    // One letter that stands for another is no syllable, nor is none.
    let wrong = wrong.filter(|_| wanted.len() > 1);
    [wrong, left_out, too_much].into_iter().flatten().filter(|length| *length > 0)
}

impl Step {
    fn sounds(&self) -> impl Iterator<Item = Sound> + Clone {
        let (listed, range) = match self {
            Step::Character(_) => (&[][..], 0..0),
            Step::Heard(_, sounds) => (sounds.as_slice(), 0..0),
            Step::Spelt(range) => (&[][..], range.clone()),
        };
        listed.iter().copied().chain(range)
    }

    fn takes(&self, book: &Book, glyph: Glyph) -> bool {
        match self {
            Step::Character(typed) => *typed == glyph,
            Step::Heard(typed, sounds) => {
                *typed == glyph || book.sounds(glyph).iter().any(|sound| sounds.contains(sound))
            }
            Step::Spelt(range) => book.sounds(glyph).iter().any(|sound| range.contains(sound)),
        }
    }

    fn is(&self, glyph: Glyph) -> bool {
        matches!(self, Step::Character(typed) | Step::Heard(typed, _) if *typed == glyph)
    }
}

/// Where to look for one way: the places of its rarest step, given what comes behind it.
struct Trail<'a> {
    way: Way,
    step: usize,
    places: Vec<&'a [Posting]>,
    many: usize,
}

impl<'a> Trail<'a> {
    fn new(index: &'a Index, way: Way) -> Self {
        let places = |step: usize| -> Vec<&'a [Posting]> {
            if let Step::Character(glyph) = &way[step] {
                return vec![index.with_glyph(*glyph)];
            }
            let next = way.get(step + 1).map(|next| {
                next.sounds().fold(0, |mask, sound| mask | 1 << index.book.initial(sound))
            });
            match next {
                Some(next) if next != 0 => way[step]
                    .sounds()
                    .flat_map(|s| {
                        iter_bits(next).map(move |class| index.with_sound_before(s, class))
                    })
                    .collect(),
                _ => way[step].sounds().map(|sound| index.with_sounds(sound..sound + 1)).collect(),
            }
        };
        let many = |places: &[&[Posting]]| places.iter().map(|list| list.len()).sum::<usize>();
        let steps = (0..way.len()).map(|step| (step, places(step)));
        let (step, places) = steps.min_by_key(|(_, places)| many(places)).unwrap_or_default();
        let many = many(&places);
        Self { way, step, places, many }
    }
}

fn look_up(index: &Index, ways: Vec<Way>, how: How, found: &mut Found) {
    let mut trails: Vec<Trail> = ways.into_iter().map(|path| Trail::new(index, path)).collect();
    trails.sort_by_key(|trail| trail.many);
    let mut budget = MOST_PLACES;
    for trail in trails {
        if trail.many > budget {
            return;
        }
        budget -= trail.many;
        for spot in trail.places.iter().flat_map(|list| list.iter()).map(|posting| posting.spot()) {
            let name = index.name(spot.name);
            let Some(start) = spot.at.checked_sub(trail.step) else { continue };
            let Some(glyphs) = name.get(start..start + trail.way.len()) else { continue };
            if trail.way.iter().zip(glyphs).all(|(step, glyph)| step.takes(&index.book, *glyph)) {
                let alike =
                    trail.way.iter().zip(glyphs).filter(|(step, glyph)| step.is(**glyph)).count();
                let fit =
                    Fit { style: Style::Pinyin, start, matched: trail.way.len(), of: name.len() };
                found.add_slip(spot.name, &fit, how, alike);
            }
        }
    }
}
