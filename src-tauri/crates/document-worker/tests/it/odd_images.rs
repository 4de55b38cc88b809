//! Pictures that were cut, that have no end mark or something after it, and alphas that say
//! nothing.

use crate::samples::{encoded, paper};
use crate::worker;
use counter_documents::{DocumentError, Kind, OtherKind, Worker};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, RgbaImage};

const PROGRESSIVE: &[u8] = include_bytes!("../fixtures/progressive.jpg");
const RESTARTS: &[u8] = include_bytes!("../fixtures/restarts.jpg");
const CMYK: &[u8] = include_bytes!("../fixtures/cmyk.jpg");

/// As a telephone writes it: a small picture, with an end mark of its own, within the large one.
fn with_thumbnail(jpeg: &[u8]) -> Vec<u8> {
    let small = encoded(&paper(40, 30), ImageFormat::Jpeg);
    let length = (small.len() + 8) as u16;
    let head = [b"\xFF\xD8\xFF\xE1".as_slice(), &length.to_be_bytes(), b"Exif\0\0", &small];
    [&head.concat(), &jpeg[2..]].concat()
}

async fn is_damaged(worker: &Worker, bytes: Vec<u8>) -> bool {
    match worker.open_file("case", bytes).await {
        Ok(_) => false,
        Err(error) => {
            assert_eq!(error, DocumentError::Damaged);
            true
        }
    }
}

#[tokio::test]
async fn a_jpeg_is_whole_when_its_last_row_is_there() {
    let worker = worker();
    let baseline = encoded(&paper(300, 200), ImageFormat::Jpeg);
    let grey = DynamicImage::from(paper(300, 200)).to_luma8();
    let grey = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        grey.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    for (name, whole) in [
        ("baseline", baseline.clone()),
        ("with a thumbnail", with_thumbnail(&baseline)),
        ("grey", grey),
        ("progressive", PROGRESSIVE.to_vec()),
        ("restarts", RESTARTS.to_vec()),
        ("four inks", CMYK.to_vec()),
    ] {
        let bare = &whole[..whole.len() - 2];
        for (tail, bytes) in [
            ("as it is", whole.clone()),
            ("no end mark", bare.to_vec()),
            ("zeros after it", [whole.as_slice(), &[0; 4_000]].concat()),
            ("zeros in place of the mark", [bare, &[0; 4_000]].concat()),
            ("another picture after it", [whole.as_slice(), &baseline].concat()),
        ] {
            assert!(!is_damaged(&worker, bytes).await, "{name}, {tail}");
        }
        let data = whole.windows(2).rposition(|pair| pair == b"\xFF\xDA").unwrap() + 20;
        for part in [10, 45, 90] {
            let cut = data + (whole.len() - 2 - data) * part / 100;
            let cut = &whole[..cut];
            for (tail, bytes) in [
                ("cut", cut.to_vec()),
                ("cut and closed", [cut, b"\xFF\xD9"].concat()),
                ("cut and filled", [cut, &[0; 4_000], b"\xFF\xD9"].concat()),
                ("cut and overwritten", [cut, b"<html>504</html>"].concat()),
            ] {
                assert!(is_damaged(&worker, bytes).await, "{name}, {tail} at {part} %");
            }
        }
    }
}

/// A segment as a camera writes it, and a second picture, a film and a maker's notes behind the first.
#[tokio::test]
async fn what_a_telephone_puts_behind_its_picture_changes_nothing_of_it() {
    let worker = worker();
    let baseline = encoded(&paper(300, 200), ImageFormat::Jpeg);
    let with_list = [b"\xFF\xD8\xFF\xE2\0\x0AMPF\0II*\0".as_slice(), &baseline[2..]].concat();
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42\0\0\0\x10mdat\xFF\xD8\xFF\xDAfilm";
    let notes = b"\0\0\x01\x0A\x0E\0\0\0Image_UTC_DataSEFH\x6B\0\0\0SEFT";
    for (name, picture) in [("baseline", &baseline), ("with a list of pictures", &with_list)] {
        for (tail, behind) in [
            ("a small copy", encoded(&paper(40, 30), ImageFormat::Jpeg)),
            ("a film", film.to_vec()),
            ("a maker's notes", notes.to_vec()),
            ("half a small copy", encoded(&paper(40, 30), ImageFormat::Jpeg)[..300].to_vec()),
        ] {
            let bytes = [picture.as_slice(), &behind].concat();
            let files = worker.open_file("case", bytes.clone()).await.unwrap();
            assert!(files.len() == 1 && files[0].bytes == bytes, "{name}, {tail}: as it came");
            let shown = worker.render_page("case", bytes, 0, 1, 900).await.unwrap();
            assert_eq!((shown.width, shown.height), (200, 300), "{name}, {tail}");
            // The picture in front is what has to be whole.
            let cut = [&picture[..picture.len() / 2], &behind].concat();
            assert!(is_damaged(&worker, cut).await, "{name} cut, {tail}");
        }
    }
}

/// No viewer shows a picture behind other bytes, so that it is kept without them.
#[tokio::test]
async fn what_stands_before_a_picture_is_left_out() {
    let worker = worker();
    let formats = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Tiff,
        ImageFormat::Bmp,
    ];
    for format in formats {
        let picture = encoded(&paper(60, 40), format);
        let plain = worker.open_file("case", picture.clone()).await.unwrap();
        for before in [b"\r\n".as_slice(), b"\xEF\xBB\xBF", b"\xEF\xBB\xBF\n\n"] {
            let bytes = [before, &picture].concat();
            let files = worker.open_file("case", bytes.clone()).await.unwrap();
            assert_eq!(files, plain, "{format:?}");
            let shown = worker.render_page("case", bytes, 0, 0, 900).await.unwrap();
            assert_eq!((shown.width, shown.height), (60, 40), "{format:?}");
        }
    }
    let jpeg = encoded(&paper(60, 40), ImageFormat::Jpeg);
    let header = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n".as_slice();
    for before in [header, &[0; 200], b"\x01\x02\xFF\x03"] {
        let files = worker.open_file("case", [before, &jpeg].concat()).await.unwrap();
        assert_eq!((files[0].media.as_str(), &files[0].bytes), ("image/jpeg", &jpeg));
    }
    let cut = [header, &jpeg[..jpeg.len() * 8 / 10]].concat();
    assert!(is_damaged(&worker, cut).await, "one that is cut is still damaged");
    let bmp = encoded(&paper(60, 40), ImageFormat::Bmp);
    let cut = [b"\r\n".as_slice(), &bmp[..bmp.len() / 2]].concat();
    assert!(is_damaged(&worker, cut).await);
}

#[tokio::test]
async fn other_pictures_are_whole_when_their_last_row_is_there() {
    let worker = worker();
    let formats =
        [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Pnm];
    for format in formats {
        let whole = encoded(&paper(120, 90), format);
        assert!(!is_damaged(&worker, [whole.as_slice(), &[0; 3_000]].concat()).await, "{format:?}");
        for part in [50, 97] {
            let cut = whole[..whole.len() * part / 100].to_vec();
            assert!(is_damaged(&worker, cut).await, "{format:?} at {part} %");
        }
    }
    // The end marks of PNG and GIF.
    let png = encoded(&paper(120, 90), ImageFormat::Png);
    for length in [png.len() - 12, png.len() - 14] {
        let files = worker.open_file("case", png[..length].to_vec()).await.unwrap();
        let image = image::load_from_memory(&files[0].bytes).unwrap().to_rgb8();
        assert_eq!(image, paper(120, 90), "mended, for others read less");
    }
    let gif = encoded(&paper(120, 90), ImageFormat::Gif);
    assert!(!is_damaged(&worker, gif[..gif.len() - 1].to_vec()).await);
}

#[tokio::test]
async fn an_alpha_that_is_zero_everywhere_says_nothing() {
    let worker = worker();
    let mut image = DynamicImage::from(paper(60, 40)).to_rgba8();
    image.pixels_mut().for_each(|pixel| pixel.0[3] = 0);
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, ImageFormat::Png).unwrap();
    let files = worker.open_file("case", png.into_inner()).await.unwrap();
    let kept = image::load_from_memory(&files[0].bytes).unwrap();
    assert!(!kept.color().has_alpha());
    assert_eq!(kept.to_rgb8(), paper(60, 40));
}

#[tokio::test]
async fn a_picture_that_moves_is_named_and_one_that_does_not_is_taken() {
    let worker = worker();
    let frame =
        |shade: u8| Frame::new(RgbaImage::from_pixel(20, 20, image::Rgba([shade, 9, 9, 255])));
    for (frames, taken) in [(1, true), (2, false)] {
        let mut gif = Vec::new();
        let shades = (0..frames).map(|index| frame(index * 90));
        GifEncoder::new(&mut gif).encode_frames(shades).unwrap();
        match worker.open_file("case", gif).await {
            Ok(files) => assert!(taken && files[0].media == "image/png"),
            Err(error) => {
                assert!(!taken);
                assert_eq!(error, DocumentError::NotTaken(OtherKind::Animation));
            }
        }
    }
    // Scanning programs write one page behind the other.
    let page = encoded(&paper(30, 20), ImageFormat::Pnm);
    let stream = worker.open_file("case", [page.as_slice(), page.as_slice()].concat()).await;
    assert_eq!(stream.unwrap_err(), DocumentError::NotTaken(OtherKind::Animation));
}

/// `beside`: with a plain picture before the frames that is none of them.
fn animated_png(frames: u32, beside: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 20, 20);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_animated(frames, 0).unwrap();
    encoder.set_sep_def_img(beside).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for _ in 0..frames + u32::from(beside) {
        writer.write_image_data(&[90; 400]).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

#[tokio::test]
async fn a_png_that_moves_is_named_as_other_pictures_that_move_are() {
    let worker = worker();
    for (frames, beside) in [(2, false), (1, true), (40, true)] {
        let outcome = worker.open_file("case", animated_png(frames, beside)).await;
        let expected = DocumentError::NotTaken(OtherKind::Animation);
        assert_eq!(outcome.unwrap_err(), expected, "{frames} {beside}");
    }
    // A single frame that is the plain picture itself.
    let single = animated_png(1, false);
    assert_eq!(worker.open_file("case", single.clone()).await.unwrap()[0].bytes, single);
}

/// Sixteen bits of grey, of colour, and with an alpha: nothing of them is lost or called damaged.
#[tokio::test]
async fn a_png_of_sixteen_bits_is_taken_as_it_is_and_shown() {
    let worker = worker();
    let page = DynamicImage::from(paper(60, 40));
    for deep in [
        DynamicImage::from(page.to_luma16()),
        DynamicImage::from(page.to_rgb16()),
        DynamicImage::from(page.to_rgba16()),
    ] {
        let mut png = std::io::Cursor::new(Vec::new());
        deep.write_to(&mut png, ImageFormat::Png).unwrap();
        let png = png.into_inner();
        let cut = png[..png.len() / 2].to_vec();
        let files = worker.open_file("case", png.clone()).await.unwrap();
        assert_eq!((files[0].media.as_str(), &files[0].bytes), ("image/png", &png));
        let shown = worker.render_page("case", png, 0, 0, 30).await.unwrap();
        assert_eq!((shown.media.as_str(), shown.width), ("image/jpeg", 30));
        assert!(is_damaged(&worker, cut).await);
    }
}

#[tokio::test]
async fn a_jpeg_of_a_rare_make_is_named_and_not_called_damaged() {
    let worker = worker();
    let jpeg = encoded(&paper(30, 20), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == b"\xFF\xC0").unwrap();
    // The last says its height only behind the picture.
    for (at, byte) in [(frame + 1, 0xC9), (frame + 1, 0xC3), (frame + 4, 12), (frame + 6, 0)] {
        let mut rare = jpeg.clone();
        rare[at] = byte;
        let outcome = worker.open_file("case", rare).await;
        assert_eq!(outcome.unwrap_err(), DocumentError::NotTaken(OtherKind::ImageVariant));
    }
}

/// The list that the chooser offers is the list that is taken.
#[tokio::test]
async fn every_kind_of_the_list_is_taken() {
    let worker = worker();
    let pdf = crate::pdfs::Pdf::with_pages(1, "").bytes;
    for kind in Kind::ALL {
        let bytes = match kind {
            Kind::Pdf => pdf.clone(),
            Kind::Jpeg => encoded(&paper(30, 20), ImageFormat::Jpeg),
            Kind::Png => encoded(&paper(30, 20), ImageFormat::Png),
            Kind::Tiff => encoded(&paper(30, 20), ImageFormat::Tiff),
            Kind::Bmp => encoded(&paper(30, 20), ImageFormat::Bmp),
            Kind::Gif => encoded(&paper(30, 20), ImageFormat::Gif),
            Kind::Webp => encoded(&paper(30, 20), ImageFormat::WebP),
            Kind::Pnm => encoded(&paper(30, 20), ImageFormat::Pnm),
        };
        assert_eq!(Kind::detect(&bytes), Ok(kind));
        assert_eq!(worker.open_file("case", bytes).await.unwrap().len(), 1, "{kind:?}");
    }
    let telephone = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat".to_vec();
    assert_eq!(
        worker.open_file("case", telephone).await.unwrap_err(),
        DocumentError::NotTaken(OtherKind::Heic)
    );
}
