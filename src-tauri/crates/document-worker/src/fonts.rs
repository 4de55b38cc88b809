//! The Chinese fonts of the computer, found in the known folders; none is shipped.
//!
//! The collections are large, so only the files of the wanted names are opened, and of each only
//! the face for simplified characters is kept.

use crate::places::Places;
use std::fs;
use std::path::{Path, PathBuf};
use ttf_parser::name_id::{FAMILY, TYPOGRAPHIC_FAMILY};
use ttf_parser::{RawFace, Tag};

/// File names (without spaces, hyphens and case) of the fonts the templates know, the best first.
const SONG: [&str; 4] = ["notoserifcjk", "sourcehanserif", "notoserifsc", "simsun"];
const HEI: [&str; 5] = ["notosanscjk", "sourcehansans", "notosanssc", "simhei", "msyh"];
/// Fonts of rare characters, for what the others have no room for; all that are there are taken.
const RARE: [&str; 6] = ["simsunb", "simsunext", "hanamin", "babelstonehan", "jigmo", "plangothic"];
/// Fonts of scripts that Chinese fonts leave out, for names and addresses in them: Arabic (Uyghur,
/// Kazakh), Tibetan, Mongolian, Yi, Dai, Thai and Lao, Devanagari, Korean, and letters of Europe. All that
/// are there are taken, one face of each.
const OTHER_SCRIPTS: [&str; 24] = [
    "arial",
    "dejavusans",
    "himalaya",
    "leelawad",
    "leelawui",
    "malgun",
    "monbaiti",
    "msyi",
    "nirmala",
    "notonaskharabic",
    "notosans",
    "notosansarabic",
    "notosansdevanagari",
    "notosanslao",
    "notosansmongolian",
    "notosansnewtailue",
    "notosanstaile",
    "notosansthai",
    "notosanstibetan",
    "notosansyi",
    "notoseriftibetan",
    "notoserifthai",
    "ntailu",
    "taile",
];
/// What stands behind the name of the face that is neither bold nor slanted.
const REGULAR: [&str; 4] = ["", "regular", "wght", "wdthwght"];
/// Faces of other weights would be mistaken for the regular one's neighbours and cost memory.
const OTHER_WEIGHTS: [&str; 9] =
    ["thin", "extralight", "light", "demilight", "medium", "semibold", "heavy", "black", "mono"];
/// Families in a collection that hold the simplified forms.
const SIMPLIFIED: [&str; 11] = [
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "SimSun",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "SimHei",
    "Microsoft YaHei",
    "Source Han Serif CN",
    "Source Han Sans CN",
];
const MAX_DEPTH: u32 = 6;

/// A face for simplified characters, in the file that holds it.
pub struct Face {
    pub family: String,
    pub data: Vec<u8>,
    pub index: u32,
}

/// One face of each manner of writing.
pub struct RegularFaces {
    pub song: Option<Face>,
    pub hei: Option<Face>,
}

/// Of both manners all faces of one name each: what papers are typeset with. Behind them those of
/// rare characters and of other scripts, which make no paper by themselves.
pub fn find_faces(places: &Places) -> Vec<Face> {
    let files = list_files(places);
    let manners = [SONG.as_slice(), &HEI].into_iter();
    let mut faces: Vec<Face> = manners.flat_map(|names| read_faces(&files, names)).collect();
    if !faces.is_empty() {
        let is_rare = |path: &&PathBuf| RARE.iter().any(|name| is_called(path, name));
        faces.extend(files.iter().filter(is_rare).filter_map(|path| read_first(path)));
        let is_other = |path: &&PathBuf| OTHER_SCRIPTS.iter().any(|name| is_regular(path, name));
        faces.extend(files.iter().filter(is_other).filter_map(|path| read_first(path)));
    }
    faces
}

/// Of both manners one that is not bold, where there is any.
pub fn find_regular_faces(places: &Places) -> RegularFaces {
    let files = list_files(places);
    RegularFaces { song: read_regular(&files, &SONG), hei: read_regular(&files, &HEI) }
}

fn list_files(places: &Places) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in font_folders(places) {
        collect_files(&folder, MAX_DEPTH, &mut files);
    }
    files.sort();
    files
}

/// Those that somebody names, or where the systems keep theirs.
fn font_folders(places: &Places) -> Vec<PathBuf> {
    if let Some(folder) = &places.fonts {
        return vec![folder.clone()];
    }
    let mut folders: Vec<PathBuf> = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "C:\\Windows\\Fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
    ]
    .map(PathBuf::from)
    .into();
    if let Some(home) = &places.home {
        folders.extend([home.join(".local/share/fonts"), home.join(".fonts")]);
    }
    folders
}

fn collect_files(folder: &Path, depth: u32, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && depth > 0 {
            collect_files(&path, depth - 1, files);
        } else if comparable_name(&path).is_some() {
            files.push(path);
        }
    }
}

/// The name to compare, for font files of ordinary weight.
fn comparable_name(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if !["otf", "ttf", "ttc", "otc"].contains(&extension.as_str()) {
        return None;
    }
    let name: String = path
        .file_stem()?
        .to_str()?
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    (!OTHER_WEIGHTS.iter().any(|weight| name.ends_with(weight))).then_some(name)
}

/// All faces of the first name that yields any.
fn read_faces(files: &[PathBuf], names: &[&str]) -> Vec<Face> {
    for name in names {
        let matching = files.iter().filter(|path| is_called(path, name));
        let faces: Vec<Face> = matching.filter_map(|path| read_simplified(path)).collect();
        if !faces.is_empty() {
            return faces;
        }
    }
    Vec::new()
}

/// A bold one only where there is no other of its name.
fn read_regular(files: &[PathBuf], names: &[&str]) -> Option<Face> {
    names.iter().find_map(|name| {
        let mut matching: Vec<_> = files.iter().filter(|path| is_called(path, name)).collect();
        matching.sort_by_key(|path| is_bold(path));
        matching.into_iter().find_map(|path| read_simplified(path))
    })
}

fn is_called(path: &Path, prefix: &str) -> bool {
    comparable_name(path).is_some_and(|name| name.starts_with(prefix))
}

fn is_regular(path: &Path, name: &str) -> bool {
    let called = comparable_name(path);
    let rest = called.as_deref().and_then(|called| called.strip_prefix(name));
    rest.is_some_and(|rest| REGULAR.contains(&rest))
}

fn is_bold(path: &Path) -> bool {
    comparable_name(path).is_some_and(|name| name.ends_with("bold") || name.ends_with("bd"))
}

/// The simplified face of a file or a collection. Noto keeps it third, so that is tried first.
fn read_simplified(path: &Path) -> Option<Face> {
    let data = fs::read(path).ok()?;
    let (index, family) = [2, 0, 1, 3, 4, 5, 6, 7, 8, 9].into_iter().find_map(|index| {
        let face = ttf_parser::Face::parse(&data, index).ok()?;
        Some((index, find_simplified_family(&face)?))
    })?;
    Some(Face { family, data, index })
}

/// The first face of a file, whatever its family.
fn read_first(path: &Path) -> Option<Face> {
    let data = fs::read(path).ok()?;
    let family = list_families(&ttf_parser::Face::parse(&data, 0).ok()?).into_iter().next()?;
    Some(Face { family, data, index: 0 })
}

fn find_simplified_family(face: &ttf_parser::Face<'_>) -> Option<String> {
    list_families(face).into_iter().find(|family| SIMPLIFIED.contains(&family.as_str()))
}

fn list_families(face: &ttf_parser::Face<'_>) -> Vec<String> {
    let names = face.names().into_iter();
    let families = names.filter(|name| [FAMILY, TYPOGRAPHIC_FAMILY].contains(&name.name_id));
    families.filter_map(|name| name.to_string()).collect()
}

impl Face {
    /// The face as a file of its own; empty where its collection is damaged. pdfium takes the first
    /// face of a collection, whichever is meant.
    pub fn into_file(self) -> Vec<u8> {
        match ttf_parser::fonts_in_collection(&self.data) {
            Some(_) => extract_face(&self.data, self.index).unwrap_or_default(),
            None => self.data,
        }
    }
}

/// Head, list of tables and tables, each at a multiple of four (OpenType, "Organization of an
/// OpenType font").
fn extract_face(collection: &[u8], index: u32) -> Option<Vec<u8>> {
    let face = RawFace::parse(collection, index).ok()?;
    let count = face.table_records.len();
    let selector = count.checked_ilog2()?;
    let (whole, half) = (count.checked_mul(16)?, 16_u16.checked_shl(selector)?);
    let is_cff = face.table(Tag::from_bytes(b"CFF ")).is_some();
    let mut file = Vec::with_capacity(collection.len());
    file.extend_from_slice(if is_cff { b"OTTO" } else { &[0, 1, 0, 0] });
    for number in [count, half, selector as u16, whole.checked_sub(half)?] {
        file.extend_from_slice(&number.to_be_bytes());
    }
    let mut place = 12 + u32::from(whole);
    for table in face.table_records {
        for number in [table.tag.0, table.check_sum, place, table.length] {
            file.extend_from_slice(&number.to_be_bytes());
        }
        place = place.checked_add(table.length.checked_next_multiple_of(4)?)?;
    }
    for table in face.table_records {
        let from = collection.get(table.offset as usize..)?;
        file.extend_from_slice(from.get(..table.length as usize)?);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_rare_characters_come_behind_the_others_and_never_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = Places { fonts: Some(home.path().to_owned()), ..Places::default() };
        let song = find_faces(&Places::default()).remove(0);
        fs::write(home.path().join("NotoSerifCJK-Regular.ttc"), &song.data).unwrap();
        fs::write(home.path().join("HanaMinB.otf"), song.into_file()).unwrap();
        let faces = find_faces(&folder);
        assert_eq!(faces.len(), 2);
        assert_eq!(faces[1].index, 0, "the whole of its file");
        fs::remove_file(home.path().join("NotoSerifCJK-Regular.ttc")).unwrap();
        assert!(find_faces(&folder).is_empty());
    }

    #[test]
    fn fonts_of_other_scripts_come_last_one_face_of_each() {
        let home = tempfile::tempdir().unwrap();
        let folder = Places { fonts: Some(home.path().to_owned()), ..Places::default() };
        let song = find_faces(&Places::default()).remove(0);
        let data = song.data.clone();
        fs::write(home.path().join("NotoSerifCJK-Regular.ttc"), &data).unwrap();
        let other = song.into_file();
        for name in [
            "NotoSansTibetan-Regular.ttf",
            "NotoSansTibetan-Bold.ttf",
            "NotoSans-Italic.ttf",
            "himalaya.ttf",
            "NotoSansThai[wdth,wght].ttf",
        ] {
            fs::write(home.path().join(name), &other).unwrap();
        }
        let faces = find_faces(&folder);
        assert_eq!(faces.len(), 4, "Tibetan twice, Thai, and nothing bold or slanted");
        assert_eq!(faces[0].data, data);
    }

    /// With the fonts of this computer, without which no test of papers passes.
    #[test]
    fn a_face_out_of_its_collection_is_the_same_face() {
        let faces = find_faces(&Places::default());
        let of_collections = faces.into_iter().filter(|face| {
            ttf_parser::fonts_in_collection(&face.data).is_some_and(|count| count > 1)
        });
        let mut looked_at = 0;
        for face in of_collections {
            let (data, index, family) = (face.data.clone(), face.index, face.family.clone());
            let within = ttf_parser::Face::parse(&data, index).unwrap();
            let file = face.into_file();
            assert!(file.len() < data.len());
            let alone = ttf_parser::Face::parse(&file, 0).unwrap();
            assert_eq!(find_simplified_family(&alone), Some(family));
            for letter in ['居', '民', 'A'] {
                let glyph = alone.glyph_index(letter).unwrap();
                assert_eq!(within.glyph_index(letter), Some(glyph));
                assert_eq!(within.glyph_bounding_box(glyph), alone.glyph_bounding_box(glyph));
            }
            looked_at += 1;
        }
        assert!(looked_at > 0, "this computer has fonts");
    }
}
