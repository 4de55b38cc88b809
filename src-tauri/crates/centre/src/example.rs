//! The centre files that the program makes for itself: of a trial and of practice. They say so, and
//! the key that signs them is everybody's.

use counter_core::date::{Date, Moment};

use crate::body::{
    Body, Kind, LapseRule, Line, Lines, Named, OfficePlace, PaperTexts, Place, SHAPE,
    SignatureTerms, Word,
};
use crate::error::CentreError;
use crate::file::{CentreFile, Edition, sign_body};
use crate::key::CentreKey;

const CENTRE_CODE: &str = "EXAMPLE";
const LAPSE_DAYS: u32 = 15;

const WORTH: &str = "（示例）在本屏幕上的手写签名只写在本次办件的申请表上，用途与在纸质申请表上签名相同，不作他用。不愿意用屏幕签名的，可以在打印的申请表上签名。";
const KEPT: &str = "（示例）保存签名的笔迹（位置、时间、笔压）、签名前的申请表和签名后的申请表，用来核对是谁、在什么时候、对哪一份申请表签的名；与本件的材料一同保存、一同销毁。";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    Trial,
    Practice,
}

/// A centre of invented names, for the station that the trial's or practice's people work at.
///
/// # Errors
/// The station's words or the address are none that a file can hold.
pub fn sign_example_file(
    example: Example,
    station_code: &str,
    station_name: &str,
    office: &str,
    made_at: Moment,
) -> Result<CentreFile, CentreError> {
    let (kind, name) = match example {
        Example::Trial => (Kind::Trial, "示例政务服务中心（试用）"),
        Example::Practice => (Kind::Practice, "示例政务服务中心（练习）"),
    };
    let body = Body {
        shape: SHAPE,
        version: 1,
        // Invented people's files need no renewal.
        until: Date::constant(2099, 12, 31),
        kind,
        centre: named("centre", CENTRE_CODE, name)?,
        station: named("station", station_code, station_name)?,
        office: OfficePlace { address: office.to_owned(), pin: None },
        made_at: None,
        must: Vec::new(),
        next_key: None,
        window: None,
        catalogue_key: None,
        readers: None,
        retention: None,
        place: Some(Place {
            name: Some(line("place", name)?),
            signature: Some(signature_terms()?),
            papers: match example {
                Example::Trial => None,
                Example::Practice => {
                    Some(PaperTexts { lapse: Some(lapse_rule()?), ..PaperTexts::default() })
                }
            },
            ..Place::default()
        }),
        scans: Some(true),
        times: None,
        recovery_key: None,
        update_channel: None,
        codes: None,
    };
    let body = serde_json::to_vec(&body).map_err(|_| CentreError::NotACentreFile)?;
    let edition = Edition { version: None, made_at, codes: Vec::new() };
    sign_body(&body, &CentreKey::example_key()?, &edition)
}

fn named(field: &str, code: &str, name: &str) -> Result<Named, CentreError> {
    let code = Word::try_from(code.to_owned()).map_err(|_| CentreError::bad_field(field))?;
    Ok(Named { code, name: line(field, name)? })
}

/// Both ways of signing are to be learnt: strokes, and by one key on paper.
fn signature_terms() -> Result<SignatureTerms, CentreError> {
    let lines =
        |text: &str| Lines::try_from(text.to_owned()).map_err(|_| CentreError::bad_field("place"));
    Ok(SignatureTerms {
        worth: Some(lines(WORTH)?),
        kept: Some(lines(KEPT)?),
        strokes: true,
        witness_enough: true,
        ..SignatureTerms::default()
    })
}

/// An example: no law says what follows. To be learnt in practice; a trial states nothing, as a place
/// that settled nothing.
fn lapse_rule() -> Result<LapseRule, CentreError> {
    Ok(LapseRule {
        days: LAPSE_DAYS,
        consequence: line("place.papers", "视为放弃申请，终止办理（示例）")?,
        source: line("place.papers", "示例办法第十条（示例）")?,
    })
}

fn line(field: &str, text: &str) -> Result<Line, CentreError> {
    Line::try_from(text.to_owned()).map_err(|_| CentreError::bad_field(field))
}
