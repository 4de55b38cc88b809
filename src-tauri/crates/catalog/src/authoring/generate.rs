//! A large pack for load: the example items and thousands of invented ones, the same for the same
//! seed. Not a catalogue of anything: nothing in it is to be served to a citizen.

mod item;
mod words;

use std::collections::HashSet;

use fastrand::Rng;

use crate::error::CatalogError;
use crate::pack::Pack;
use words::{ACTIONS, KINDS, NEIGHBOUR_ACTIONS, NEIGHBOURS, OFFICES};

/// One invented item in this many has a name close to one of the example pack.
const NEIGHBOUR_OF: usize = 36;

/// What an invented item is called, before it has questions and papers.
struct Named {
    name: String,
    department: &'static str,
    field: &'static str,
    thing: &'static str,
}

/// As many items as asked for: those of the example pack first, the rest invented.
pub fn generate_pack(items: usize, seed: u64) -> Result<Pack, CatalogError> {
    let example = Pack::builtin()?;
    let mut rng = Rng::with_seed(seed);
    let mut names: HashSet<String> = example.briefs().map(|brief| brief.name.clone()).collect();
    let mut generated: Vec<_> = example.items().take(items).cloned().collect();
    let invented = generated.len()..items;
    for at in invented {
        let invented_name = name(&mut rng, at % NEIGHBOUR_OF == 0, &mut names);
        generated.push(item::invent_item(&mut rng, at, invented_name)?);
    }
    let note = "负载示例：示例事项之外的都是编造的，只用来量速度。";
    example.with_items(["shili-fuzai", "示例事项包（负载示例）", note], generated)
}

/// When chance keeps giving names that are taken, a number tells them apart.
fn name(rng: &mut Rng, neighbour: bool, names: &mut HashSet<String>) -> Named {
    for round in 1.. {
        let mut invented = if neighbour { beside(rng) } else { apart(rng) };
        if round > 40 {
            invented.name = format!("{}（第{round}类）", invented.name);
        }
        if names.insert(invented.name.clone()) {
            return invented;
        }
    }
    apart(rng)
}

fn apart(rng: &mut Rng) -> Named {
    let (department, fields, things) = pick(rng, &OFFICES);
    let (field, thing) = (word(rng, fields), word(rng, things));
    let (kind, action) = (pick(rng, &KINDS), pick(rng, &ACTIONS));
    Named { name: format!("{kind}{field}{thing}{action}"), department, field, thing }
}

fn beside(rng: &mut Rng) -> Named {
    let (department, field, things) = pick(rng, &NEIGHBOURS);
    let (noun, action) = (word(rng, things), pick(rng, &NEIGHBOUR_ACTIONS));
    Named { name: format!("{field}{noun}{action}"), department, field, thing: noun }
}

/// None of the lists here is empty.
fn pick<T: Copy + Default>(rng: &mut Rng, list: &[T]) -> T {
    rng.choice(list).copied().unwrap_or_default()
}

fn word(rng: &mut Rng, list: &'static str) -> &'static str {
    let words: Vec<&str> = list.split(' ').collect();
    pick(rng, &words)
}
