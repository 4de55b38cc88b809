//! The Chinese fonts of the computer, found in the known folders; none is shipped.
//!
//! The collections are large, so only the files of the wanted names are opened, and of each only
//! the face for simplified characters is kept.

use counter_documents::DocumentError;
use std::path::{Path, PathBuf};
use std::{env, fs};
use typst::foundations::Bytes;
use typst::text::Font;

/// File names (without spaces, hyphens and case) of the fonts the templates know, the best first.
const SONG: [&str; 4] = ["notoserifcjk", "sourcehanserif", "notoserifsc", "simsun"];
const HEI: [&str; 5] = ["notosanscjk", "sourcehansans", "notosanssc", "simhei", "msyh"];
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

/// The faces to typeset with; never empty.
pub fn find_fonts() -> Result<Vec<Font>, DocumentError> {
    let mut files = Vec::new();
    for folder in font_folders() {
        collect_files(&folder, MAX_DEPTH, &mut files);
    }
    files.sort();
    let mut fonts = first_fonts(&files, &SONG);
    fonts.extend(first_fonts(&files, &HEI));
    if fonts.is_empty() { Err(DocumentError::FontMissing) } else { Ok(fonts) }
}

/// `COUNTER_FONTS` first, then where the systems keep theirs.
fn font_folders() -> Vec<PathBuf> {
    if let Some(folder) = env::var_os("COUNTER_FONTS") {
        return vec![folder.into()];
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
    if let Some(home) = env::var_os("HOME").map(PathBuf::from) {
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
fn first_fonts(files: &[PathBuf], names: &[&str]) -> Vec<Font> {
    for prefix in names {
        let matching = files
            .iter()
            .filter(|path| comparable_name(path).is_some_and(|name| name.starts_with(prefix)));
        let fonts: Vec<Font> = matching.filter_map(|path| read_simplified(path)).collect();
        if !fonts.is_empty() {
            return fonts;
        }
    }
    Vec::new()
}

/// The simplified face of a file or a collection. Noto keeps it third; reading a face takes time,
/// so that is tried first.
fn read_simplified(path: &Path) -> Option<Font> {
    let data = Bytes::new(fs::read(path).ok()?);
    [2, 0, 1, 3, 4, 5, 6, 7, 8, 9]
        .into_iter()
        .filter_map(|index| Font::new(data.clone(), index))
        .find(|font| SIMPLIFIED.contains(&font.info().family.as_str()))
}
