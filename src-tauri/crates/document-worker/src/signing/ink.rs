//! From where the pen was to what is drawn: lines as wide as the pen was pressed.

use counter_documents::{StrokeLayer, StrokePoint};
use std::fmt::Write;

const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// In millimetres, of a pen that hardly touches and of one pressed as hard as it can be.
const THINNEST: f32 = 0.2;
const WIDEST: f32 = 0.9;
/// Lines whose width differs by less are drawn as one.
const WIDTH_STEP: f32 = 0.05;

/// Page description, closed in itself. What would leave the box is cut off at its edge, so that
/// nothing printed is drawn over.
pub fn draw_strokes(layer: &StrokeLayer, corner: (f32, f32)) -> String {
    let place = |x: f32, y: f32| {
        let (left, top) = corner;
        (left + (layer.x_mm + x) * POINTS_PER_MM, top - (layer.y_mm + y) * POINTS_PER_MM)
    };
    let (left, bottom) = place(0.0, layer.height_mm);
    let width = layer.width_mm * POINTS_PER_MM;
    let height = layer.height_mm * POINTS_PER_MM;
    let mut out = open_mark(&layer.caption);
    // Writing to a text cannot fail.
    let _ = writeln!(out, "q {left:.2} {bottom:.2} {width:.2} {height:.2} re W n");
    out.push_str("0.1 G 1 J 1 j\n");
    for stroke in &layer.strokes {
        draw_stroke(&mut out, stroke, place);
    }
    out.push_str("Q\nEMC\n");
    out
}

/// Strokes say nothing to those who cannot see them; the caption does, without being drawn.
fn open_mark(caption: &str) -> String {
    if caption.is_empty() {
        return "/Artifact BMC\n".to_owned();
    }
    let hex: String = caption.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("/Span<</ActualText<FEFF{hex}>>>BDC\n")
}

/// Neighbouring lines of one width are one path, so that they join roundly.
fn draw_stroke(out: &mut String, stroke: &[StrokePoint], place: impl Fn(f32, f32) -> (f32, f32)) {
    let mut width_now = None;
    for pair in stroke.windows(2) {
        let [from, to] = pair else { continue };
        let width = width_of(from, to);
        if width_now != Some(width) {
            if width_now.is_some() {
                out.push_str("S\n");
            }
            let (x, y) = place(from.x, from.y);
            let _ = writeln!(
                out,
                "{:.2} w {x:.2} {y:.2} m",
                f32::from(width) * WIDTH_STEP * POINTS_PER_MM
            );
            width_now = Some(width);
        }
        let (x, y) = place(to.x, to.y);
        let _ = writeln!(out, "{x:.2} {y:.2} l");
    }
    match (stroke, width_now) {
        // A dot: a line that goes nowhere, with round ends.
        ([dot], _) => {
            let (x, y) = place(dot.x, dot.y);
            let width = f32::from(width_of(dot, dot)) * WIDTH_STEP * POINTS_PER_MM;
            let _ = writeln!(out, "{width:.2} w {x:.2} {y:.2} m {:.2} {y:.2} l S", x + 0.01);
        }
        (_, Some(_)) => out.push_str("S\n"),
        (_, None) => {}
    }
}

/// In steps.
fn width_of(from: &StrokePoint, to: &StrokePoint) -> u8 {
    let pressure = ((from.pressure + to.pressure) / 2.0).clamp(0.0, 1.0);
    ((THINNEST + (WIDEST - THINNEST) * pressure) / WIDTH_STEP).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(strokes: &[&[(f32, f32, f32)]]) -> StrokeLayer {
        let point = |(x, y, pressure): &(f32, f32, f32)| StrokePoint {
            x: *x,
            y: *y,
            t_ms: 0,
            pressure: *pressure,
        };
        let strokes = strokes.iter().map(|stroke| stroke.iter().map(point).collect()).collect();
        StrokeLayer { width_mm: 25.4, height_mm: 25.4, strokes, ..StrokeLayer::default() }
    }

    #[test]
    fn what_goes_down_on_the_screen_goes_down_on_paper() {
        let strokes = layer(&[&[(0.0, 0.0, 0.5), (25.4, 25.4, 0.5)]]);
        let drawn = draw_strokes(&strokes, (0.0, 800.0));
        assert!(drawn.contains("0.00 728.00 72.00 72.00 re W n"), "{drawn}");
        assert!(drawn.contains("0.00 800.00 m\n72.00 728.00 l\nS\n"), "{drawn}");
    }

    #[test]
    fn a_harder_pen_draws_a_wider_line() {
        let strokes =
            layer(&[&[(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (2.0, 0.0, 1.0), (3.0, 0.0, 1.0)]]);
        let drawn = draw_strokes(&strokes, (0.0, 800.0));
        let widths: Vec<f32> =
            drawn.lines().filter_map(|line| line.split_once(" w ")?.0.parse().ok()).collect();
        assert!(widths.len() == 3 && widths.is_sorted(), "{drawn}");
        assert_eq!(drawn.matches("S\n").count(), 3, "{drawn}");
    }

    #[test]
    fn a_dot_is_drawn_and_a_stroke_without_points_is_not() {
        let drawn = draw_strokes(&layer(&[&[(1.0, 1.0, 0.5)], &[]]), (0.0, 800.0));
        assert_eq!(drawn.matches(" S\n").count(), 1, "{drawn}");
    }

    #[test]
    fn a_caption_is_marked_and_not_drawn() {
        let signed = StrokeLayer { caption: "陈 签名".into(), ..layer(&[&[(1.0, 1.0, 0.5)]]) };
        let drawn = draw_strokes(&signed, (0.0, 800.0));
        assert!(drawn.starts_with("/Span<</ActualText<FEFF96480020") && drawn.is_ascii());
        assert!(!drawn.contains("Tf") && drawn.ends_with("Q\nEMC\n"), "{drawn}");
    }
}
