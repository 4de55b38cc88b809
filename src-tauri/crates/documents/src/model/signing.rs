//! A form that is signed on the screen: where its boxes lie, and what is drawn into them.
//!
//! Invariant: the signed form is the form as shown, byte for byte, and a layer after it; without
//! the layer it is the form as shown again. Held by
//! `the_layer_comes_off_and_the_form_as_shown_is_left` (document worker).
//!
//! Lengths are millimetres; a page's begin at its upper left corner.

pub use counter_core::case::SignatureBox;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where the pen was, from the upper left corner of what was written on; in a layer, of its box in
/// millimetres.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct StrokePoint {
    pub x: f32,
    pub y: f32,
    /// Since the first point.
    pub t_ms: u32,
    /// From 0 to 1; what has no pressure says a half.
    pub pressure: f32,
}

/// One person's strokes and the box that they go into.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StrokeLayer {
    /// Counted from 0.
    pub page: u32,
    pub x_mm: f32,
    pub y_mm: f32,
    pub width_mm: f32,
    pub height_mm: f32,
    /// Each from where the pen was put down to where it was lifted.
    pub strokes: Vec<Vec<StrokePoint>>,
    /// What the strokes are, for those who cannot see them. It is not drawn.
    pub caption: String,
}

/// How somebody signs is theirs alone.
impl fmt::Debug for StrokePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StrokePoint(…)")
    }
}

impl fmt::Debug for StrokeLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StrokeLayer(page {}, {} strokes)", self.page, self.strokes.len())
    }
}

impl StrokeLayer {
    /// Strokes on a surface of some size, brought into the box: as large as they can be without
    /// being stretched, in the middle of it.
    pub fn fit_into(
        at: &SignatureBox,
        (width, height): (f32, f32),
        mut strokes: Vec<Vec<StrokePoint>>,
        caption: String,
    ) -> Self {
        let scale = (at.width_mm / width).min(at.height_mm / height);
        let left = (at.width_mm - width * scale) / 2.0;
        let top = (at.height_mm - height * scale) / 2.0;
        for point in strokes.iter_mut().flatten() {
            point.x = left + point.x * scale;
            point.y = top + point.y * scale;
        }
        Self {
            page: at.page,
            x_mm: at.x_mm,
            y_mm: at.y_mm,
            width_mm: at.width_mm,
            height_mm: at.height_mm,
            strokes,
            caption,
        }
    }

    /// Whether there is something to draw, in a box of some size; what is no number cannot even be
    /// told to the worker.
    pub fn is_drawable(&self) -> bool {
        let points = || self.strokes.iter().flatten();
        let are_finite = [self.x_mm, self.y_mm, self.width_mm, self.height_mm]
            .into_iter()
            .chain(points().flat_map(|point| [point.x, point.y, point.pressure]))
            .all(f32::is_finite);
        are_finite && self.width_mm > 0.0 && self.height_mm > 0.0 && points().next().is_some()
    }
}

/// The form as shown, of so many bytes, out of what was signed. `None` where the rest is no layer
/// on it.
pub fn remove_layer(signed: &[u8], len: u64) -> Option<&[u8]> {
    let (form, layer) = signed.split_at_checked(usize::try_from(len).ok()?)?;
    let is_whole = form.trim_ascii_end().ends_with(b"%%EOF");
    let is_layer = layer.is_empty() || layer.trim_ascii_end().ends_with(b"%%EOF");
    (is_whole && is_layer).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f32, y: f32) -> StrokePoint {
        StrokePoint { x, y, t_ms: 0, pressure: 0.5 }
    }

    #[test]
    fn strokes_keep_their_shape_and_lie_in_the_middle_of_the_box() {
        let at = SignatureBox { width_mm: 60.0, height_mm: 20.0, ..SignatureBox::default() };
        let strokes = vec![vec![point(0.0, 0.0), point(800.0, 400.0)]];
        let layer = StrokeLayer::fit_into(&at, (800.0, 400.0), strokes, String::new());
        let ends: Vec<_> = layer.strokes.iter().flatten().map(|one| (one.x, one.y)).collect();
        assert_eq!(ends, [(10.0, 0.0), (50.0, 20.0)]);
        assert!(layer.is_drawable());
    }

    #[test]
    fn nothing_and_what_is_no_number_is_not_drawable() {
        let at = SignatureBox { width_mm: 60.0, height_mm: 20.0, ..SignatureBox::default() };
        let fit = |size, strokes| StrokeLayer::fit_into(&at, size, strokes, String::new());
        assert!(!fit((800.0, 400.0), vec![Vec::new()]).is_drawable());
        assert!(!fit((0.0, 0.0), vec![vec![point(0.0, 0.0)]]).is_drawable());
        assert!(!fit((800.0, 400.0), vec![vec![point(f32::NAN, 0.0)]]).is_drawable());
    }

    #[test]
    fn a_layer_comes_off_where_the_form_ends() {
        let signed = b"%PDF form %%EOF\nlayer %%EOF";
        assert_eq!(remove_layer(signed, 15), Some(b"%PDF form %%EOF".as_slice()));
        assert_eq!(remove_layer(signed, signed.len() as u64), Some(signed.as_slice()));
        for len in [14, 20, signed.len() as u64 + 1] {
            assert_eq!(remove_layer(signed, len), None, "{len}");
        }
        assert_eq!(remove_layer(b"%PDF form %%EOF\nlay", 15), None);
    }
}
