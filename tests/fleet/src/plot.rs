//! Two pictures over the same time: how much has been taken over, and how many cases arrive a
//! second.

use std::fmt::Write;

use super::{Policy, Run, SAMPLE, SECOND};

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 30.0;
const GAP: f64 = 70.0;

fn colour(policy: Policy) -> &'static str {
    match policy {
        Policy::Open => "#9a6700",
        Policy::Blind => "#a40e26",
        Policy::RetryAfter => "#57606a",
        Policy::Turns => "#0550ae",
    }
}

/// One run of each rule, and the wire's floor.
pub fn draw_svg(runs: &[(Policy, Run)], limit: f64) -> String {
    let longest = runs.iter().map(|(_, run)| run.drained).fold(60.0, f64::max) * 1.02;
    let bytes = runs
        .iter()
        .filter_map(|(_, run)| run.samples.last())
        .map(|(bytes, _)| *bytes as f64)
        .fold(1.0, f64::max);
    let per_second = |cases: u64| cases as f64 * SECOND as f64 / SAMPLE as f64;
    let most = runs
        .iter()
        .flat_map(|(_, run)| &run.samples)
        .map(|(_, cases)| per_second(*cases))
        .fold(limit, f64::max);
    let x = |seconds: f64| LEFT + seconds / longest * WIDTH;
    let below =
        |panel: usize, part: f64| TOP + panel as f64 * (HEIGHT + GAP) + HEIGHT * (1.0 - part);
    let mut out = String::new();
    let (wide, high) = (LEFT + WIDTH + 30.0, TOP + 2.0 * HEIGHT + GAP + 60.0);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.0} {high:.0}\" font-family=\"sans-serif\" \
         font-size=\"13\">\n<rect width=\"{wide:.0}\" height=\"{high:.0}\" fill=\"#fff\"/>\n"
    );
    let mut text = |x: f64, y: f64, label: &str, fill: &str| {
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{fill}\">{label}</text>");
    };
    text(
        LEFT,
        TOP - 12.0,
        "taken over by the office, share of all bytes (dashed: the wire's floor)",
        "#24292f",
    );
    text(
        LEFT,
        below(1, 1.0) - 12.0,
        &format!("case submissions a second, most {most:.0} (dashed: {limit:.0})"),
        "#24292f",
    );
    for minute in 0..=(longest / 60.0) as usize {
        text(x(minute as f64 * 60.0) - 4.0, below(1, 0.0) + 16.0, &minute.to_string(), "#57606a");
    }
    text(LEFT + WIDTH - 60.0, below(1, 0.0) + 32.0, "minutes", "#57606a");
    for (n, (policy, run)) in runs.iter().enumerate() {
        let label = format!("{}: {:.1} min", policy.label().replace('*', ""), run.drained / 60.0);
        // Where the lines of the fullest second never are.
        text(LEFT + WIDTH - 300.0, below(1, 1.0) + 16.0 + 18.0 * n as f64, &label, colour(*policy));
    }
    let mut line = |points: String, fill: &str, dashed: bool| {
        let dash = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        let _ = writeln!(
            out,
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{fill}\" stroke-width=\"1.5\"{dash}/>"
        );
    };
    for panel in [0, 1] {
        let (top, bottom) = (below(panel, 1.0), below(panel, 0.0));
        line(
            format!("{LEFT},{top} {LEFT},{bottom} {:.1},{bottom}", LEFT + WIDTH),
            "#24292f",
            false,
        );
    }
    if let Some((_, run)) = runs.first() {
        line(
            format!("{LEFT},{:.1} {:.1},{:.1}", below(0, 0.0), x(run.floor), below(0, 1.0)),
            "#24292f",
            true,
        );
    }
    let y = below(1, limit / most);
    line(format!("{LEFT},{y:.1} {:.1},{y:.1}", LEFT + WIDTH), "#24292f", true);
    for (policy, run) in runs {
        let at = |n: usize| x(n as f64 * SAMPLE as f64 / SECOND as f64);
        let each = |panel: usize, part: &dyn Fn(&(u64, u64)) -> f64| -> String {
            let points = run.samples.iter().enumerate();
            points
                .map(|(n, sample)| format!("{:.1},{:.1} ", at(n + 1), below(panel, part(sample))))
                .collect()
        };
        line(each(0, &|(taken, _)| *taken as f64 / bytes), colour(*policy), false);
        line(each(1, &|(_, cases)| per_second(*cases) / most), colour(*policy), false);
    }
    out.push_str("</svg>\n");
    out
}
