//! The tables of one file.

use std::fs;
use std::path::Path;

use super::sheet::{LARGEST, Sheet, read_sheets};
use super::table::Table;
use crate::error::CatalogError;

pub(super) fn read_file(path: &Path) -> Result<Vec<Table>, CatalogError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let refused = |cause: String| CatalogError::NotATable { name: name.clone(), cause };
    let size = fs::metadata(path).map_err(|error| refused(error.to_string()))?.len();
    if size > LARGEST {
        return Err(refused(format!("it has more than {LARGEST} bytes")));
    }
    let bytes = fs::read(path).map_err(|error| refused(error.to_string()))?;
    let sheets = read_sheets(&name, &bytes)?;
    let hidden: Vec<String> =
        sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.clone()).collect();
    let tables = sheets.into_iter().map(of).collect::<Result<Vec<_>, _>>()?;
    if tables.iter().all(|table| table.kind.is_none()) {
        let mut missing =
            "task_code (实施编码) and the other columns of a list of items".to_owned();
        if !hidden.is_empty() {
            missing += &format!("; hidden sheets are not read, show them: {}", hidden.join(", "));
        }
        return Err(CatalogError::MissingColumns { name, missing });
    }
    Ok(tables)
}

/// A workbook may have a sheet of remarks; it is named in the summary as not read.
fn of(sheet: Sheet) -> Result<Table, CatalogError> {
    let (name, hidden) = (sheet.name.clone(), sheet.hidden);
    Ok(Table::from_sheet(sheet)?.unwrap_or_else(|| Table::from_unread_sheet(name, hidden)))
}
