//! Names whose characters occur, in their order, in what a person says: 老人走了有丧葬费领吗. Rare characters
//! say more than common ones, neighbours more than strays. Also names that differ by one character
//! from what was typed. Not for letters.

use super::book::{Glyph, Key};
use super::fit::{Fit, Style};
use super::found::{Found, How};
use super::index::Index;

/// What people say around the thing itself.
const AROUND: &str = "我你他要想去来给帮办理申请领的了吗呢吧么什怎哪里有没可以需还能和个这那是不";
/// Behind a name that holds what was typed, before those where only a department fits.
const BASE: i32 = 110;
/// For a name all of which was said, or one that holds all that was said.
const ALL: i32 = 60;
/// Names that are looked at closely.
const CLOSELY: usize = 200;
/// Characters of what was said that are looked at.
const SAID: usize = 32;
/// Weight of a character that occurs once in `n` names: 16 ln n.
const UNIT: f32 = 16.0;

pub(super) fn by_words(index: &Index, typed: &[Key], found: &mut Found) {
    let scale = Scale { index, around: AROUND.chars().map(|c| index.book.glyph(c)).collect() };
    let weighted: Vec<Said> = typed
        .iter()
        .enumerate()
        .map(|(at, key)| Said { at, glyph: key.glyph, weight: scale.weight(key.glyph) })
        .filter(|term| term.weight > 0)
        .take(SAID)
        .collect();
    if typed.iter().filter(|key| key.letter().is_none()).count() < 2 || weighted.is_empty() {
        return;
    }
    let keys: Vec<Glyph> = typed.iter().map(|key| key.glyph).collect();
    let total = value(&weighted.iter().map(|term| (term.at, term.weight)).collect::<Vec<_>>());
    let guessed = found.has_guess();
    for name in candidates(index, &weighted) {
        let glyphs = index.name(name);
        match one_off(&keys, glyphs) {
            Some(fit) => found.add_slip(name, &fit, How::Slip, keys.len().min(glyphs.len()) - 1),
            None if guessed => {}
            None => judge(&scale, name, &weighted, total, found),
        }
    }
}

struct Said {
    at: usize,
    glyph: Glyph,
    weight: i32,
}

struct Scale<'a> {
    index: &'a Index,
    around: Vec<Glyph>,
}

impl Scale<'_> {
    fn weight(&self, glyph: Glyph) -> i32 {
        if glyph == 0 || self.around.contains(&glyph) {
            return 0;
        }
        let (total, those) =
            (self.index.name_count() as f32, self.index.with_glyph(glyph).len() as f32);
        ((1.0 + total / those.max(1.0)).ln() * UNIT) as i32
    }
}

/// What characters at these places are worth together.
fn value(places: &[(usize, i32)]) -> i32 {
    let alone: i32 = places.iter().map(|(_, weight)| weight).sum();
    let together: i32 = places
        .windows(2)
        .filter(|pair| pair[0].0 + 1 == pair[1].0)
        .map(|pair| beside(pair[0].1, pair[1].1))
        .sum();
    alone + together
}

fn beside(first: i32, second: i32) -> i32 {
    (first + second) / 3
}

/// The names that share most with what was said, by weight alone.
fn candidates(index: &Index, said: &[Said]) -> Vec<u32> {
    let mut sums = vec![0u16; index.name_count()];
    let mut touched = Vec::new();
    for (nth, term) in said.iter().enumerate() {
        if said[..nth].iter().any(|earlier| earlier.glyph == term.glyph) {
            continue;
        }
        let mut last = None;
        for name in index.with_glyph(term.glyph).iter().map(|posting| posting.spot().name) {
            if last.replace(name) == Some(name) {
                continue;
            }
            let sum = &mut sums[name as usize];
            if *sum == 0 {
                touched.push(name);
            }
            *sum = sum.saturating_add(u16::try_from(term.weight).unwrap_or(0));
        }
    }
    // A short name all of which was said is a better guess than a long one with one character more
    // of it.
    let guess = |name: &u32| {
        let sum = u32::from(sums[*name as usize]);
        std::cmp::Reverse((sum * sum / (index.name(*name).len() as u32 + 4), *name))
    };
    if touched.len() > CLOSELY {
        touched.select_nth_unstable_by_key(CLOSELY, guess);
        touched.truncate(CLOSELY);
    }
    touched
}

/// One character wrong, left out, too much or in the wrong order, in the whole name or its
/// beginning.
fn one_off(typed: &[Glyph], name: &[Glyph]) -> Option<Fit> {
    // Two of three are the least that says anything.
    if typed.len() < 2 || typed.len() + name.len() < 5 {
        return None;
    }
    let common = typed.iter().zip(name).take_while(|(a, b)| a == b).count();
    let crossed = typed.len() > common + 1
        && name.get(common..common + 2) == Some(&[typed[common + 1], typed[common]]);
    let slips = [Some((1, 1)), Some((0, 1)), Some((1, 0)), crossed.then_some((2, 2))];
    let overhang = slips.into_iter().flatten().filter_map(|(of_typed, of_name)| {
        let (typed, name) = (typed.get(common + of_typed..)?, name.get(common + of_name..)?);
        name.starts_with(typed).then(|| name.len() - typed.len())
    });
    // The beginning of a longer name is a guess only from four characters on.
    let overhang =
        overhang.min().filter(|overhang| *overhang == 0 || typed.len() > 3 && *overhang < 6)?;
    // Behind what sounds the same.
    Some(Fit { style: Style::Mixed, start: 0, matched: name.len() - overhang, of: name.len() })
}

fn judge(scale: &Scale, name: u32, said: &[Said], all: i32, found: &mut Found) {
    let glyphs = scale.index.name(name);
    let weighed: Vec<(usize, i32)> = glyphs
        .iter()
        .enumerate()
        .map(|(at, glyph)| (at, scale.weight(*glyph)))
        .filter(|weighed_term| weighed_term.1 > 0)
        .collect();
    let shared = in_order(glyphs, &weighed, said);
    let of_name = shared.0 * 100 / value(&weighed).max(1);
    let of_said = shared.0 * 100 / all.max(1);
    let is_whole = shared.1 == weighed.len() || shared.1 == said.len();
    // Two characters that belong together, and a good part of either side: less is chance.
    if shared.1 < 2 || of_name.max(of_said) < 45 || of_name + of_said < 70 {
        return;
    }
    let all_of_it = (shared.1 == weighed.len() && of_name > 70) || shared.1 == said.len();
    let score = BASE + of_name * 2 + of_said * 3 / 2 + if all_of_it { ALL } else { 0 };
    found.offer_name(name, score, if is_whole { How::Contains } else { How::Words });
}

/// The most valuable characters that name and speech have in the same order: their worth, and how
/// many they are.
fn in_order(glyphs: &[Glyph], weighed: &[(usize, i32)], said: &[Said]) -> (i32, usize) {
    // Of the rows so far: the best up to each place, and the best that ends right there with a
    // match in the row before.
    let mut best = [(0i32, 0usize); SAID + 1];
    let mut ending = [(0i32, 0usize); SAID + 1];
    let mut previous: Option<(usize, i32)> = None;
    for (at, weight) in weighed.iter().copied() {
        let next_to = previous.is_some_and(|(place, _)| place + 1 == at);
        let (mut new_best, mut new_ending) = (best, [(0, 0); SAID + 1]);
        for (nth, one) in said.iter().enumerate() {
            if one.glyph == glyphs[at] {
                let (worth, many) = best[nth];
                let mut match_here = (worth + weight, many + 1);
                if next_to && nth > 0 && said[nth - 1].at + 1 == one.at && ending[nth].1 > 0 {
                    let together = ending[nth].0 + weight + beside(said[nth - 1].weight, weight);
                    match_here = match_here.max((together, ending[nth].1 + 1));
                }
                new_ending[nth + 1] = match_here;
                new_best[nth + 1] = new_best[nth + 1].max(match_here);
            }
            new_best[nth + 1] = new_best[nth + 1].max(new_best[nth]);
        }
        (best, ending, previous) = (new_best, new_ending, Some((at, weight)));
    }
    best[said.len()]
}
