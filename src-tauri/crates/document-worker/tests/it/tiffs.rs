//! What fax servers and multi-function devices write into a TIFF.

use crate::samples::{encoded, paper};
use crate::tiff_writer::{Page, write_tiff};
use crate::worker;
use counter_documents::{DocumentError, OpenedFile, OtherKind};
use image::{DynamicImage, ImageFormat, RgbImage};
use std::time::{Duration, Instant};

const PLAIN: &[u8] = include_bytes!("../fixtures/fax-plain.png");

fn picture(file: &OpenedFile) -> DynamicImage {
    image::load_from_memory(&file.bytes).unwrap()
}

#[tokio::test]
async fn every_way_to_pack_a_fax_gives_the_same_page() {
    let worker = worker();
    let plain = image::load_from_memory(PLAIN).unwrap().to_luma8();
    for (name, fax) in [
        ("group 4", include_bytes!("../fixtures/fax-g4.tif").as_slice()),
        ("group 4, bits the other way round", include_bytes!("../fixtures/fax-g4-lsb.tif")),
        ("group 3", include_bytes!("../fixtures/fax-g3.tif")),
        ("group 3 in two dimensions", include_bytes!("../fixtures/fax-g3-2d.tif")),
        ("group 3, bits the other way round", include_bytes!("../fixtures/fax-g3-lsb.tif")),
        ("runs", include_bytes!("../fixtures/fax-rle.tif")),
    ] {
        let files = worker.open_file("case", fax.to_vec()).await.unwrap();
        assert_eq!((files.len(), files[0].media.as_str()), (1, "image/png"), "{name}");
        assert!(picture(&files[0]).to_luma8() == plain, "{name}");
        let shown = worker.render_page("case", fax.to_vec(), 0, 0, 216).await.unwrap();
        assert_eq!((shown.width, shown.height), (216, 140), "{name}");
    }
}

#[tokio::test]
async fn oblong_pixels_are_drawn_in_their_shape() {
    let worker = worker();
    let fax = include_bytes!("../fixtures/fax-204x98.tif").to_vec();
    let inspected = worker.inspect_file("case", fax.clone()).await.unwrap();
    assert_eq!((inspected.width, inspected.height), (216, 280));
    let kept = picture(&worker.open_file("case", fax.clone()).await.unwrap()[0]).to_luma8();
    let plain = image::load_from_memory(PLAIN).unwrap().to_luma8();
    assert_eq!(kept.dimensions(), (216, 280));
    assert!(kept.enumerate_pixels().all(|(x, y, pixel)| pixel == plain.get_pixel(x, y / 2)));
    let shown = worker.render_page("case", fax, 0, 0, 216).await.unwrap();
    assert_eq!((shown.width, shown.height), (216, 280));
}

#[tokio::test]
async fn a_fax_that_stops_half_way_is_damaged() {
    let worker = worker();
    let fax = include_bytes!("../fixtures/fax-g4.tif");
    let data = fax.len() - 8;
    for (from, to) in [(60, 100), (8, 40)] {
        let mut holed = fax.to_vec();
        holed[from..to.min(data)].fill(0);
        assert_eq!(worker.open_file("case", holed).await.unwrap_err(), DocumentError::Damaged);
    }
}

/// The page in every kind of colour and order; each has to come out as the same page.
#[tokio::test]
async fn every_kind_of_colour_gives_the_same_page() {
    let worker = worker();
    let page = paper(40, 24);
    let size = page.dimensions();
    let rgb = page.as_raw().clone();
    let of = |samples: fn(&[u8]) -> Vec<u8>| rgb.chunks(3).flat_map(samples).collect::<Vec<u8>>();
    let planes = (0..3).map(|at| rgb.iter().skip(at).step_by(3).copied().collect::<Vec<u8>>());
    let words = |big: bool| {
        let high = move |v: &u8| if big { [*v, 0x77] } else { [0x77, *v] };
        rgb.iter().flat_map(high).collect::<Vec<u8>>()
    };
    let inks = of(|p| vec![255 - p[0], 255 - p[1], 255 - p[2], 0]);
    for (name, big, written) in [
        ("plain", false, Page::new(size, &[8; 3], 2).strips(vec![rgb.clone()], 24)),
        (
            "strips",
            true,
            Page::new(size, &[8; 3], 2).strips(rgb.chunks(1200).map(<[u8]>::to_vec).collect(), 10),
        ),
        ("planes", false, Page::new(size, &[8; 3], 2).tag(284, &[2]).strips(planes.collect(), 24)),
        ("16 bits", false, Page::new(size, &[16; 3], 2).strips(vec![words(false)], 24)),
        (
            "16 bits, large end first",
            true,
            Page::new(size, &[16; 3], 2).strips(vec![words(true)], 24),
        ),
        ("inks", false, Page::new(size, &[8; 4], 5).strips(vec![inks], 24)),
        (
            "empty alpha",
            false,
            Page::new(size, &[8; 4], 2)
                .tag(338, &[2])
                .strips(vec![of(|p| vec![p[0], p[1], p[2], 0])], 24),
        ),
        (
            "differences, and nothing packed",
            false,
            Page::new(size, &[8; 3], 2).tag(317, &[2]).strips(vec![rgb.clone()], 24),
        ),
        (
            "full alpha",
            false,
            Page::new(size, &[8; 4], 2)
                .tag(338, &[2])
                .strips(vec![of(|p| vec![p[0], p[1], p[2], 255])], 24),
        ),
        (
            "something beside the colours",
            false,
            Page::new(size, &[8; 4], 2)
                .tag(338, &[0])
                .strips(vec![of(|p| vec![p[0], p[1], p[2], 7])], 24),
        ),
    ] {
        let files = worker.open_file("case", write_tiff(big, vec![written])).await.unwrap();
        assert!(picture(&files[0]).to_rgb8() == page, "{name}");
    }
}

/// Tiles that hang over the edge, in both orders of bytes; lengths that a writer left at 0; and more
/// rows to a strip than there are.
#[tokio::test]
async fn tiles_and_strips_without_their_lengths_give_the_same_page() {
    let worker = worker();
    let page = paper(40, 24);
    let size = page.dimensions();
    let rgb = page.as_raw().clone();
    let tile = |left: u32, top: u32| -> Vec<u8> {
        let places = (top..top + 16).flat_map(|y| (left..left + 16).map(move |x| (x, y)));
        places.flat_map(|(x, y)| page.get_pixel_checked(x, y).map_or([7; 3], |p| p.0)).collect()
    };
    let tiles = || [0, 16].into_iter().flat_map(|y| [0, 16, 32].map(|x| (x, y)));
    let tiled = || {
        let tiles = tiles().map(|(x, y)| tile(x, y)).collect();
        Page::new(size, &[8; 3], 2).tiles(tiles, (16, 16))
    };
    let strips = || {
        let strips = rgb.chunks(1200).map(<[u8]>::to_vec).collect();
        Page::new(size, &[8; 3], 2).strips(strips, 10)
    };
    let long = Page::new(size, &[8; 3], 2).strips(vec![rgb.clone()], 0xFFFF_FFFF);
    for (name, big, written) in [
        ("tiles", false, tiled()),
        ("tiles, large end first", true, tiled()),
        ("strips without their lengths", false, strips().without_lengths()),
        ("tiles without their lengths", true, tiled().without_lengths()),
        ("a strip of any number of rows", true, long),
        (
            "a strip said to be longer than the file",
            false,
            Page::new(size, &[8; 3], 2).strips(vec![rgb.clone()], 24).with_lengths(1_000_000),
        ),
    ] {
        let files = worker.open_file("case", write_tiff(big, vec![written])).await.unwrap();
        assert!(picture(&files[0]).to_rgb8() == page, "{name}");
    }
    // Fewer strips than the page has rows, and a tile that is not there.
    let two = rgb.chunks(1200).take(2).map(<[u8]>::to_vec).collect();
    let few = Page::new(size, &[8; 3], 2).strips(two, 10);
    let five = tiles().take(5).map(|(x, y)| tile(x, y)).collect();
    let lacking = Page::new(size, &[8; 3], 2).tiles(five, (16, 16));
    let cut = Page::new(size, &[8; 3], 2).strips(vec![rgb[..1200].to_vec()], 24);
    for written in [few, lacking, cut.with_lengths(1_000_000)] {
        let outcome = worker.open_file("case", write_tiff(false, vec![written])).await;
        assert_eq!(outcome.unwrap_err(), DocumentError::Damaged);
    }
}

#[tokio::test]
async fn greys_palettes_and_brightness_with_colour_are_read() {
    let worker = worker();
    let shades: Vec<u8> = (0..=255).collect();
    let grey = |bits: u32, photometric, bytes: Vec<u8>| {
        Page::new((16, 16), &[bits], photometric).strips(vec![bytes], 16)
    };
    let nibbles: Vec<u8> = shades.chunks(2).map(|pair| pair[0] >> 4 << 4 | pair[1] >> 4).collect();
    for (name, written, expected) in [
        ("black is zero", grey(8, 1, shades.clone()), shades.clone()),
        ("white is zero", grey(8, 0, shades.iter().map(|v| 255 - v).collect()), shades.clone()),
        ("four bits", grey(4, 1, nibbles), shades.iter().map(|v| v / 16 * 17).collect()),
    ] {
        let files = worker.open_file("case", write_tiff(false, vec![written])).await.unwrap();
        assert_eq!(picture(&files[0]).to_luma8().into_raw(), expected, "{name}");
    }
    // A palette that runs from blue to red; then one of old writers, with eight bits only.
    for scale in [257, 1] {
        let ramp =
            |invert: bool| (0..256u32).map(move |v| if invert { 255 - v } else { v } * scale);
        let map: Vec<u32> = ramp(false).chain((0..256).map(|_| 0)).chain(ramp(true)).collect();
        let written = Page::new((16, 16), &[8], 3).tag(320, &map).strips(vec![shades.clone()], 16);
        let files = worker.open_file("case", write_tiff(true, vec![written])).await.unwrap();
        let image = picture(&files[0]).to_rgb8();
        assert_eq!(
            (image.get_pixel(0, 0).0, image.get_pixel(15, 15).0),
            ([0, 0, 255], [255, 0, 0])
        );
    }
    // Two by two pixels share their colour: red above, grey below.
    let units: Vec<u8> = (0..8)
        .flat_map(|unit| match unit {
            0..4 => [76, 76, 76, 76, 85, 255],
            _ => [100, 100, 100, 100, 128, 128],
        })
        .collect();
    let written = Page::new((7, 4), &[8; 3], 6).tag(530, &[2, 2]).strips(vec![units], 4);
    let files = worker.open_file("case", write_tiff(false, vec![written])).await.unwrap();
    let image = picture(&files[0]).to_rgb8();
    assert_eq!(image.dimensions(), (7, 4));
    let [red, green, blue] = image.get_pixel(6, 1).0;
    assert!(red > 250 && green < 5 && blue < 5, "{red} {green} {blue}");
    assert_eq!(image.get_pixel(6, 3).0, [100; 3]);
}

/// Old programs leave out how shades are meant: 0 is paper on a fax, and black everywhere else.
#[tokio::test]
async fn a_page_that_does_not_say_its_kind_of_colour_is_no_negative() {
    const KIND: u16 = 262;
    let worker = worker();
    let open = async |page: Page| {
        let files = worker.open_file("case", write_tiff(false, vec![page])).await.unwrap();
        picture(&files[0])
    };
    let shades: Vec<u8> = (0..=255).collect();
    let grey = Page::new((16, 16), &[8], 1).strips(vec![shades.clone()], 16);
    assert_eq!(open(grey.without(KIND)).await.to_luma8().into_raw(), shades);
    let bits = Page::new((8, 1), &[1], 1).strips(vec![vec![0b1111_0000]], 1);
    let bits = open(bits.without(KIND)).await.to_luma8().into_raw();
    assert_eq!(bits, [255, 255, 255, 255, 0, 0, 0, 0]);
    let colour = paper(40, 24);
    let written = Page::new((40, 24), &[8; 3], 2).strips(vec![colour.as_raw().clone()], 24);
    assert!(open(written.without(KIND)).await.to_rgb8() == colour);
    let map: Vec<u32> = (0..3 * 256).map(|place| if place < 256 { 0xFFFF } else { 0 }).collect();
    let indexed = Page::new((16, 16), &[8], 3).tag(320, &map).strips(vec![shades], 16);
    assert_eq!(open(indexed.without(KIND)).await.to_rgb8().get_pixel(0, 0).0, [255, 0, 0]);
    let mut fax = include_bytes!("../fixtures/fax-g4.tif").to_vec();
    let at = fax.windows(4).position(|entry| entry == b"\x06\x01\x03\0").unwrap();
    fax[at..at + 2].copy_from_slice(b"\xFF\xFD");
    let plain = image::load_from_memory(PLAIN).unwrap().to_luma8();
    let files = worker.open_file("case", fax).await.unwrap();
    assert!(picture(&files[0]).to_luma8() == plain, "a fax is black on white");
}

#[tokio::test]
async fn smaller_copies_are_no_pages_and_a_page_is_turned_as_its_tag_says() {
    let worker = worker();
    let page = paper(20, 12);
    let written = || Page::new((20, 12), &[8; 3], 2).strips(vec![page.as_raw().clone()], 12);
    let small = || Page::new((2, 2), &[8], 1).strips(vec![vec![0; 4]], 2);
    let tiff = write_tiff(
        false,
        vec![
            written(),
            small().tag(254, &[1]),
            written().tag(274, &[3]),
            small().tag(254, &[4]),
            small().tag(255, &[2]),
        ],
    );
    let files = worker.open_file("case", tiff.clone()).await.unwrap();
    assert_eq!(files.len(), 2);
    assert!(picture(&files[0]).to_rgb8() == page);
    assert!(picture(&files[1]).rotate180().to_rgb8() == page);
    assert_eq!(worker.inspect_file("case", tiff).await.unwrap().pages, 2);
    // Nothing but copies: then they are what there is.
    let tiff = write_tiff(false, vec![small().tag(254, &[1])]);
    assert_eq!(worker.open_file("case", tiff).await.unwrap().len(), 1);
    // A camera's raw file has a small copy before, and the picture further in.
    for big in [false, true] {
        let raw = write_tiff(big, vec![small().tag(254, &[1]).tag(330, &[8])]);
        let outcome = worker.open_file("case", raw).await;
        assert_eq!(outcome.unwrap_err(), DocumentError::NotTaken(OtherKind::Drawing));
    }
    // A page with copies of its own further in is a page.
    let tiff = write_tiff(false, vec![written().tag(330, &[8])]);
    assert!(picture(&worker.open_file("case", tiff).await.unwrap()[0]).to_rgb8() == page);
}

#[tokio::test]
async fn a_member_that_is_not_read_is_named_and_not_called_damaged() {
    let worker = worker();
    let page = || Page::new((8, 8), &[8], 1).strips(vec![vec![0; 64]], 8);
    for (name, written) in [
        ("JBIG", page().tag(259, &[34_661])),
        ("colours of a laboratory", Page::new((8, 8), &[8; 3], 8).strips(vec![vec![0; 192]], 8)),
        (
            "floating point",
            Page::new((8, 8), &[32], 1).tag(339, &[3]).strips(vec![vec![0; 256]], 8),
        ),
    ] {
        let outcome = worker.open_file("case", write_tiff(false, vec![written])).await;
        assert_eq!(outcome.unwrap_err(), DocumentError::NotTaken(OtherKind::TiffVariant), "{name}");
    }
    let cut = page().strips(vec![vec![0; 60]], 8);
    let outcome = worker.open_file("case", write_tiff(false, vec![cut])).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::Damaged);
}

#[tokio::test]
async fn a_hundred_pages_of_a_fax_are_taken() {
    let worker = worker();
    let noise: Vec<u8> =
        (0..125_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let page = || Page::new((1000, 1000), &[1], 0).strips(vec![noise.clone()], 1000);
    let tiff = write_tiff(false, (0..100).map(|_| page()).collect());
    assert!(tiff.len() > 12_000_000);
    let files = worker.open_file("case", tiff).await.unwrap();
    assert_eq!(files.len(), 100);
    let first = picture(&files[0]).to_luma8();
    assert_eq!(first.get_pixel(0, 0).0[0], if noise[0] & 0x80 == 0 { 255 } else { 0 });
}

/// Pages that are JPEGs stay so, strip by strip, without a second loss; what they come to is what
/// they were.
#[tokio::test]
async fn many_pages_in_colour_are_taken_as_the_jpegs_that_they_are() {
    let worker = worker();
    let image = paper(400, 320);
    let strip = |top: u32, rows: u32| {
        let part = image::imageops::crop_imm(&image, 0, top, 400, rows).to_image();
        encoded(&part, ImageFormat::Jpeg)
    };
    let strips = |rows: u32| {
        (0..320u32.div_ceil(rows)).map(|n| strip(n * rows, rows.min(320 - n * rows))).collect()
    };
    let page = |strips: Vec<Vec<u8>>, rows| {
        Page::new((400, 320), &[8; 3], 6).tag(259, &[7]).strips(strips, rows)
    };
    let tiff = write_tiff(
        false,
        (0..20)
            .map(|n| if n % 2 == 0 { page(strips(64), 64) } else { page(strips(320), 320) })
            .collect(),
    );
    let length = tiff.len();
    let start = Instant::now();
    let files = worker.open_file("case", tiff).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(files.len(), 20);
    assert!(files.iter().all(|file| file.media == "image/jpeg"));
    assert!(files.iter().map(|file| file.bytes.len()).sum::<usize>() <= length);
    let decoded: Vec<RgbImage> =
        (0..5).map(|n| image::load_from_memory(&strip(n * 64, 64)).unwrap().to_rgb8()).collect();
    let apart = RgbImage::from_fn(400, 320, |x, y| *decoded[y as usize / 64].get_pixel(x, y % 64));
    let joined = picture(&files[0]).to_rgb8();
    let most = joined.as_raw().iter().zip(apart.as_raw()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(most.is_some_and(|most| most <= 2), "{most:?}");
    // A strip that is cut is damage, wherever it lies.
    let mut cut: Vec<Vec<u8>> = strips(64);
    let half = cut[2].len() / 2;
    cut[2].truncate(half);
    let outcome = worker.open_file("case", write_tiff(false, vec![page(cut, 64)])).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::Damaged);
}

#[tokio::test]
async fn more_than_can_be_taken_is_told_at_once() {
    let worker = worker();
    let page = || Page::new((20_000, 8_000), &[8; 3], 2).strips(vec![Vec::new()], 8_000);
    let start = Instant::now();
    let outcome =
        worker.open_file("case", write_tiff(false, (0..5).map(|_| page()).collect())).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::TooLarge);
    assert!(start.elapsed() < Duration::from_secs(3));
}
