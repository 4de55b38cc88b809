//! Strokes that somebody made on the citizen's screen: whether they are a signature, and how they lie
//! sealed.
//!
//! Invariant: strokes go into the vault and into the signed form, never into a journal, a log or a
//! view that the clerk sees.
use super::Cases;
use crate::Failure;
use crate::contract::{FailureCode, StrokePoint, Strokes};
use counter_core::case::SealedPart;
use counter_core::limits::{MAX_STROKES_BYTES, MIN_STROKE_POINTS, MIN_STROKES};

const MEDIA: &str = "application/vnd.counter.strokes+json";

/// What nobody can have drawn is a fault of the window; a dot is no signature.
pub fn check_strokes(strokes: &Strokes) -> Result<Vec<u8>, Failure> {
    let is_size = |length: f32| length.is_finite() && length > 0.0;
    let mut points = strokes.strokes.iter().flatten();
    let is_inside = |point: &StrokePoint| {
        (0.0..=strokes.width).contains(&point.x)
            && (0.0..=strokes.height).contains(&point.y)
            && (0.0..=1.0).contains(&point.p)
    };
    if !is_size(strokes.width) || !is_size(strokes.height) || !points.all(is_inside) {
        return Err(Failure::new(FailureCode::BadRequest));
    }
    let count = strokes.strokes.iter().filter(|stroke| !stroke.is_empty()).count();
    let points: usize = strokes.strokes.iter().map(Vec::len).sum();
    if count < MIN_STROKES && points < MIN_STROKE_POINTS {
        return Err(Failure::new(FailureCode::StrokesTooFew));
    }
    let bytes = serde_json::to_vec(strokes).map_err(|_| Failure::new(FailureCode::Internal))?;
    if bytes.len() > MAX_STROKES_BYTES {
        return Err(Failure::new(FailureCode::StrokesTooLarge));
    }
    Ok(bytes)
}

impl Cases {
    pub fn seal_strokes(&self, case: &str, bytes: &[u8]) -> Result<SealedPart, Failure> {
        self.seal_part(case, MEDIA, bytes)
    }

    pub fn seal_signed_form(&self, case: &str, pdf: &[u8]) -> Result<SealedPart, Failure> {
        self.seal_part(case, "application/pdf", pdf)
    }

    pub fn read_strokes(&self, case: &str, part: &SealedPart) -> Result<Strokes, Failure> {
        let (_, bytes) = self.read_file(case, &part.file)?;
        serde_json::from_slice(&bytes).map_err(|_| Failure::new(FailureCode::PageDamaged))
    }

    fn seal_part(&self, case: &str, media: &str, bytes: &[u8]) -> Result<SealedPart, Failure> {
        let row = self.seal_file(case, media, bytes)?;
        Ok(SealedPart { file: row.id, sha256: row.sha256, len: row.len })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strokes(count: usize, points: usize) -> Strokes {
        let point = |at: usize| StrokePoint { x: at as f32, y: 1.0, t: at as u32, p: 0.5 };
        let stroke = || (0..points).map(point).collect();
        let strokes = (0..count).map(|_| stroke()).collect();
        Strokes { width: 1000.0, height: 320.0, strokes }
    }

    #[test]
    fn a_dot_is_no_signature_and_nothing_lies_beside_the_field() {
        let code = |strokes: &Strokes| check_strokes(strokes).map_err(|failure| failure.code);
        assert_eq!(code(&strokes(0, 0)), Err(FailureCode::StrokesTooFew));
        assert_eq!(code(&strokes(1, 3)), Err(FailureCode::StrokesTooFew));
        assert!(code(&strokes(2, 5)).is_ok() && code(&strokes(1, 40)).is_ok());
        let beside = Strokes { width: 10.0, ..strokes(2, 30) };
        assert_eq!(code(&beside), Err(FailureCode::BadRequest));
        let nothing = Strokes { width: f32::NAN, ..strokes(2, 5) };
        assert_eq!(code(&nothing), Err(FailureCode::BadRequest));
        assert_eq!(code(&strokes(60, 900)), Err(FailureCode::StrokesTooLarge));
    }
}
