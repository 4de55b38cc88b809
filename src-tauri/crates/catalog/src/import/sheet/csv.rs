//! A CSV file as one sheet: UTF-8 or UTF-16 with their marks, UTF-8 without, else GB 18030, which
//! Chinese Excel writes. Not other encodings: a byte that fits none of these refuses the file.

use encoding_rs::{Encoding, GB18030};

use super::{Room, Sheet};
use crate::error::CatalogError;

pub(in crate::import) fn read_csv(name: &str, bytes: &[u8]) -> Result<Sheet, CatalogError> {
    let mut sheet = Sheet::named(name);
    let text = text(bytes)
        .ok_or_else(|| sheet.refused("it is neither UTF-8 nor GB 18030 text, nor XLSX"))?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let (mut room, mut row, mut record) = (Room::new(), 0, csv::StringRecord::new());
    while reader.read_record(&mut record).map_err(|error| sheet.refused(&error.to_string()))? {
        for (column, text) in record.iter().enumerate() {
            sheet.put(row, column, text, &mut room)?;
        }
        row += 1;
    }
    Ok(sheet)
}

/// None for bytes that are no text.
fn text(bytes: &[u8]) -> Option<String> {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            let (text, faulty) =
                encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
            (!faulty).then(|| text.into_owned())
        }
        (None, Ok(text)) => Some(text.to_owned()),
        (None, Err(_)) => {
            let (text, faulty) = GB18030.decode_without_bom_handling(bytes);
            (!faulty).then(|| text.into_owned())
        }
    };
    text.filter(|text| !text.contains('\0'))
}

/// Excel's "Unicode text" has tabs.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if !head.contains(',') && head.contains('\t') { b'\t' } else { b',' }
}
