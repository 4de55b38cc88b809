//! The fonts that pdfium draws with where a file brings none: two faces in memory. By itself it reads
//! a font's file when a page wants it, and behind the walls no file is opened.
//!
//! The library's own way to hand it fonts (`PdfiumCustomFontProvider`) has no answer to a name that
//! is not UTF-8, and old files name theirs in GBK.

use crate::fonts::{Face, RegularFaces};
use pdfium_render::prelude::*;
use std::ffi::{CStr, CString, c_char, c_int, c_uchar, c_uint, c_ulong, c_void};
use std::ptr;
use std::sync::OnceLock;

/// `FXFONT_SHIFTJIS_CHARSET`, `…HANGEUL…`, `…GB2312…` and `…CHINESEBIG5…`: what these faces can
/// draw. For others pdfium has faces of its own.
const CHARSETS: [c_int; 4] = [128, 129, 134, 136];

/// What names of the upright kind (黑体) have in them, in small letters; in UTF-8 and in GBK.
const HEI_WORDS: [&[u8]; 5] = [b"hei", b"gothic", b"sans", "黑".as_bytes(), &[0xBA, 0xDA]];

/// What pdfium calls one: its place here, counted from 1.
static FACES: OnceLock<[Option<SystemFace>; 2]> = OnceLock::new();
const SONG: usize = 1;
const HEI: usize = 2;

/// A regular one: the library makes a bold one of it.
struct SystemFace {
    name: CString,
    file: Vec<u8>,
}

impl SystemFace {
    fn keep(face: Face) -> Option<Self> {
        let name = CString::new(face.family.as_str()).ok()?;
        let file = face.into_file();
        (!file.is_empty()).then_some(Self { name, file })
    }
}

/// `FPDF_SYSFONTINFO` (`fpdf_sysfontinfo.h`). Of version 2: fonts are asked for when they are
/// wanted, and none is listed before.
#[repr(C)]
struct FontInfo {
    version: c_int,
    release: Option<extern "C" fn(*mut FontInfo)>,
    list_fonts: Option<extern "C" fn(*mut FontInfo, *mut c_void)>,
    map_font: Option<
        extern "C" fn(
            *mut FontInfo,
            c_int,
            c_int,
            c_int,
            c_int,
            *const c_char,
            *mut c_int,
        ) -> *mut c_void,
    >,
    get_font: Option<extern "C" fn(*mut FontInfo, *const c_char) -> *mut c_void>,
    get_data:
        Option<extern "C" fn(*mut FontInfo, *mut c_void, c_uint, *mut c_uchar, c_ulong) -> c_ulong>,
    get_name: Option<extern "C" fn(*mut FontInfo, *mut c_void, *mut c_char, c_ulong) -> c_ulong>,
    get_charset: Option<extern "C" fn(*mut FontInfo, *mut c_void) -> c_int>,
    delete_font: Option<extern "C" fn(*mut FontInfo, *mut c_void)>,
}

/// From here on the library draws with these, and looks for no other. The first call counts.
pub fn install_fonts(library: &Pdfium, RegularFaces { song, hei }: RegularFaces) {
    FACES.get_or_init(|| [song.and_then(SystemFace::keep), hei.and_then(SystemFace::keep)]);
    let info = Box::into_raw(Box::new(FontInfo {
        version: 2,
        release: None,
        list_fonts: None,
        map_font: Some(map_font),
        get_font: None,
        get_data: Some(get_data),
        get_name: Some(get_name),
        get_charset: None,
        delete_font: None,
    }));
    // SAFETY: the struct is the library's own by its fields, and it is left to it for as long as the
    // process lives, as are the faces that its functions speak of.
    unsafe { library.bindings().FPDF_SetSystemFontInfo(info.cast()) };
}

fn find_face(number: usize) -> Option<&'static SystemFace> {
    FACES.get()?.get(number.checked_sub(1)?)?.as_ref()
}

fn is_hei(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    HEI_WORDS.iter().any(|word| name.windows(word.len()).any(|part| part == *word))
}

extern "C" fn map_font(
    _: *mut FontInfo,
    _weight: c_int,
    _italic: c_int,
    charset: c_int,
    _pitch: c_int,
    name: *const c_char,
    _exact: *mut c_int,
) -> *mut c_void {
    if name.is_null() || !CHARSETS.contains(&charset) {
        return ptr::null_mut();
    }
    // SAFETY: the library's names end with a zero, and this one outlives the call.
    let name = unsafe { CStr::from_ptr(name) };
    let wanted = if is_hei(name.to_bytes()) { [HEI, SONG] } else { [SONG, HEI] };
    let found = wanted.into_iter().find(|number| find_face(*number).is_some());
    found.map_or(ptr::null_mut(), ptr::without_provenance_mut)
}

/// Of a table (the number is its tag) nothing: the whole file has them all.
extern "C" fn get_data(
    _: *mut FontInfo,
    font: *mut c_void,
    table: c_uint,
    buffer: *mut c_uchar,
    size: c_ulong,
) -> c_ulong {
    let face = find_face(font.addr()).filter(|_| table == 0);
    face.map_or(0, |face| hand_over(&face.file, buffer, size))
}

extern "C" fn get_name(
    _: *mut FontInfo,
    font: *mut c_void,
    buffer: *mut c_char,
    size: c_ulong,
) -> c_ulong {
    let face = find_face(font.addr());
    face.map_or(0, |face| hand_over(face.name.as_bytes_with_nul(), buffer.cast(), size))
}

/// How many bytes there are; they are written where there is room for all of them.
fn hand_over(bytes: &[u8], buffer: *mut u8, size: c_ulong) -> c_ulong {
    let length = bytes.len() as c_ulong;
    if !buffer.is_null() && size >= length {
        // SAFETY: the library has `size` bytes there, which are no part of a face.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), buffer, bytes.len()) };
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_which_manner_of_writing_is_meant() {
        let gbk = b"\xBA\xDA\xCC\xE5,Bold";
        for name in [b"SimHei".as_slice(), b"MicrosoftYaHei", "黑体".as_bytes(), gbk] {
            assert!(is_hei(name), "{name:?}");
        }
        for name in [b"STSong-Light".as_slice(), b"FangSong_GB2312", b"\xCB\xCE\xCC\xE5", b""] {
            assert!(!is_hei(name), "{name:?}");
        }
    }
}
