//! The tables of one file. Which kind of file it is stands in its bytes, not in its name.

use std::fs;
use std::path::Path;

use super::sheet::{LARGEST, Sheet, is_workbook, read_csv, read_workbook};
use super::table::Table;
use crate::error::CatalogError;

/// Excel before 2007, and everything else that is an OLE container.
const OLD_EXCEL: &[u8] = b"\xD0\xCF\x11\xE0";

pub(super) fn read_file(path: &Path) -> Result<Vec<Table>, CatalogError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let refused = |cause: String| CatalogError::NotATable { name: name.clone(), cause };
    let size = fs::metadata(path).map_err(|error| refused(error.to_string()))?.len();
    if size > LARGEST {
        return Err(refused(format!("it has more than {LARGEST} bytes")));
    }
    let bytes = fs::read(path).map_err(|error| refused(error.to_string()))?;
    if bytes.starts_with(OLD_EXCEL) {
        return Err(refused(
            "it is in the format of Excel before 2007; save it as XLSX".to_owned(),
        ));
    }
    let sheets = if is_workbook(&bytes) {
        read_workbook(&name, &bytes)?
    } else {
        vec![read_csv(&name, &bytes)?]
    };
    let tables = sheets.into_iter().map(of).collect::<Result<Vec<_>, _>>()?;
    if tables.iter().all(|table| table.kind.is_none()) {
        let missing = "task_code (实施编码) and the other columns of a list of items".to_owned();
        return Err(CatalogError::MissingColumns { name, missing });
    }
    Ok(tables)
}

/// A workbook may have a sheet of remarks; it is named in the summary as not read.
fn of(sheet: Sheet) -> Result<Table, CatalogError> {
    let name = sheet.name.clone();
    Ok(Table::from_sheet(sheet)?.unwrap_or_else(|| Table::from_unread_sheet(name)))
}
