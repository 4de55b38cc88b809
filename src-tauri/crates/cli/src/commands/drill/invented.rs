//! People and papers that exist nowhere, from the dice. The address code of the ID numbers is not
//! given to any place.
use counter_core::idnum::{IdKind, Verdict, judge_number};
use fastrand::Rng;

/// Surnames before 「示例」: whoever reads such a name knows what it is.
const SURNAMES: [&str; 8] = ["陈", "李", "王", "张", "刘", "黄", "周", "吴"];

pub struct Person {
    pub name: String,
    pub number: String,
    pub phone: String,
    pub address: String,
}

pub fn invent_person(dice: &mut Rng) -> Person {
    let surname = dice.choice(SURNAMES).unwrap_or_default();
    Person {
        name: format!("{surname}示例"),
        number: number(dice),
        // No telephone number begins with 100.
        phone: format!("100{:08}", dice.u32(..100_000_000)),
        address: format!("示例市示例街道示例路{}号", dice.u32(1..1000)),
    }
}

fn number(dice: &mut Rng) -> String {
    let (year, month, day) = (dice.u32(1930..2008), dice.u32(1..13), dice.u32(1..29));
    let body = format!("440699{year}{month:02}{day:02}{:03}", dice.u32(..1000));
    let fits = |last: &char| {
        judge_number(IdKind::Resident, &format!("{body}{last}")).verdict == Verdict::Fine
    };
    let last = "0123456789X".chars().find(fits).unwrap_or('0');
    format!("{body}{last}")
}

/// A grey page of noise, which no packing makes smaller: a real picture of about this size.
pub fn invent_page(dice: &mut Rng, kib: u32) -> Vec<u8> {
    const WIDTH: u32 = 256;
    let mut grey = vec![0; (WIDTH * kib * 4) as usize];
    dice.fill(&mut grey);
    let mut out = Vec::with_capacity(grey.len() + 1024);
    let mut encoder = png::Encoder::new(&mut out, WIDTH, kib * 4);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::Fastest);
    // Writing to memory does not fail; if it ever did, the empty file would be refused by its name.
    let result = encoder.write_header().and_then(|mut writer| writer.write_image_data(&grey));
    if result.is_err() {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_dice_give_the_same_people_and_pages() {
        let of = |seed| {
            let mut dice = Rng::with_seed(seed);
            let one = invent_person(&mut dice);
            (one.name, one.number, one.phone, one.address, invent_page(&mut dice, 2))
        };
        assert!(of(7) == of(7) && of(7) != of(8));
    }

    #[test]
    fn numbers_are_well_formed_and_of_no_place() {
        let mut dice = Rng::with_seed(1);
        for _ in 0..200 {
            let number = invent_person(&mut dice).number;
            assert!(number.starts_with("440699"));
            assert_eq!(judge_number(IdKind::Resident, &number).verdict, Verdict::Fine, "{number}");
        }
    }

    #[test]
    fn a_page_is_a_picture_of_about_its_size() {
        let page = invent_page(&mut Rng::with_seed(1), 16);
        assert!(
            page.starts_with(b"\x89PNG") && (16_000..20_000).contains(&page.len()),
            "{}",
            page.len()
        );
    }
}
