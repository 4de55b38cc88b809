//! What an author must look at after an import, with its place in the table. Not a reason to refuse
//! the table: see the errors.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagCode {
    /// The table has no such column; flagged once, in the row of the heading.
    MissingColumn,
    /// Not in the code's list, or nothing. It is kept as it is; the item takes the usual value.
    UnknownCode,
    /// 事项状态 in no list: nobody knows whether the item is in force, so it is not written.
    UnknownState,
    /// A number that was kept as a number: digits after the fifteenth are lost.
    RoundedNumber,
    /// A code of digits that was kept as a number: zeros before it are lost.
    LostZeros,
    /// A code that Excel took for a date.
    MadeADate,
    /// Characters that an earlier program could not keep: � or ?? in their place.
    LostCharacters,
    /// An error of the workbook (#REF!), or a formula that was saved without its value.
    UnreadableCell,
    /// Several lines where one is wanted; they are joined.
    LineBreak,
    /// Fewer cells than the heading.
    FewerCells,
    /// More cells than the heading: a comma that should stand in quotes.
    ExtraCells,
    /// Fewer cells than the heading, and the rest seems to be the next row.
    SplitRow,
    /// Struck out; a row whose code or name is struck out is left out.
    StruckOut,
    /// A part of the text is struck out.
    PartlyStruckOut,
    /// What the workbook hides, or filters away; left out.
    HiddenSheet,
    HiddenRow,
    HiddenColumn,
    /// The same of a cell whose format shows nothing (`;;;`).
    HiddenCell,
    /// A value that a merged cell covers; left out.
    CoveredCell,
    /// A note on a cell, and text that is drawn over the sheet: neither is a part of the list.
    CellNote,
    TextBox,
    /// A row without 实施编码, or one of 基本目录 without 基本编码; left out.
    MissingCode,
    /// What stands as 实施编码 is none: a sum, a remark; left out.
    NotACode,
    /// An item or material without a name; left out.
    MissingName,
    MissingDepartment,
    /// Days neither 工作日 nor 自然日. Without any unit they count as working days, with an unknown one
    /// not at all.
    UnknownUnit,
    /// The promise and the statute count in different days; only the promise is taken.
    MixedUnits,
    /// Not a whole number of a size that can be.
    NotANumber,
    NotADate,
    /// To end before it begins.
    DatesContradict,
    /// A material without a number of originals or copies.
    NoCopies,
    /// A material, or a row of further fields, of no item in the tables; left out.
    OrphanMaterial,
    OrphanExtension,
    /// The same codes twice, also in 基本目录 and among the further fields of an item; the higher
    /// version stays, of equals the first.
    DuplicateItem,
    /// The folder has the item in a higher version; left out.
    OlderVersion,
    /// Suspended or a draft (事项状态 2, 4); left out.
    NotInUse,
}

impl FlagCode {
    /// Whether it says that a cell should say something else.
    pub(super) fn of_a_cell(self) -> bool {
        matches!(
            self,
            Self::UnknownCode | Self::MissingDepartment | Self::UnknownUnit | Self::NoCopies
        )
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Flag {
    pub table: String,
    /// From 1, with the heading. Of a CSV, lines with nothing at all do not count. 0 is the sheet
    /// as a whole.
    pub row: usize,
    /// As its heading says, or the national name of a column the table does not have.
    pub column: String,
    pub code: FlagCode,
    pub value: String,
}

/// An item that was not written, since a cell that decides whether and when it is in force, or
/// what must be brought for it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldBack {
    pub task_code: String,
    pub name: String,
    #[serde(flatten)]
    pub flag: Flag,
}
