//! Figures of one run: what was measured beside what, pair by pair, and how it is told. Measures
//! nothing.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// One thing measured for us and for its peers, in pairs of the same round.
pub struct Figure {
    pub what: &'static str,
    pub unit: &'static str,
    /// Ours first.
    pub rows: Vec<Row>,
}

pub struct Row {
    pub name: &'static str,
    pub values: Vec<f64>,
}

pub struct Spread {
    pub min: f64,
    pub median: f64,
    pub max: f64,
}

impl Figure {
    pub fn new(what: &'static str, unit: &'static str, names: &[&'static str]) -> Self {
        let rows = names.iter().map(|name| Row { name, values: Vec::new() }).collect();
        Self { what, unit, rows }
    }

    pub fn add(&mut self, name: &str, value: f64) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.name == name) {
            row.values.push(value);
        }
    }

    /// The first round warms everything up.
    pub fn without_first(mut self) -> Self {
        for row in &mut self.rows {
            row.values.remove(0);
        }
        self
    }

    /// Ours over the peer's, each pair for itself, then the middle one: what slows both in a round
    /// falls out.
    pub fn ratio_to(&self, peer: &str) -> Option<f64> {
        let ours = self.rows.first()?;
        let peer = self.rows.iter().find(|row| row.name == peer)?;
        let ratios: Vec<f64> =
            ours.values.iter().zip(&peer.values).map(|(ours, peer)| ours / peer).collect();
        (!ratios.is_empty()).then(|| spread(&ratios).median)
    }

    pub fn to_json(&self) -> Value {
        let rows = self.rows.iter().map(|row| {
            let range = spread(&row.values);
            json!({
                "who": row.name, "pairs": row.values.len(), "min": range.min,
                "median": range.median, "max": range.max,
                "ours_over_this": self.ratio_to(row.name), "values": row.values,
            })
        });
        json!({ "what": self.what, "unit": self.unit, "rows": rows.collect::<Vec<_>>() })
    }

    pub fn write_rows(&self, out: &mut String) {
        for row in &self.rows {
            let range = spread(&row.values);
            let ratio = match self.rows.first().is_some_and(|first| first.name == row.name) {
                true => "1".to_owned(),
                false => self
                    .ratio_to(row.name)
                    .map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}")),
            };
            let unit = self.unit;
            let (title, name, count) = (self.what, row.name, row.values.len());
            // Writing into a text cannot fail.
            let _ = writeln!(
                out,
                "| {title} | {name} | {:.1} | **{:.1}** | {:.1} | {unit} | {ratio} | {count} |",
                range.min, range.median, range.max
            );
        }
    }
}

pub fn table_heading() -> &'static str {
    "| what | who | min | median | max | unit | ours over this | count |\n|---|---|---|---|---|---|---|---|\n"
}

pub fn spread(values: &[f64]) -> Spread {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
    let middle = sorted.len() / 2;
    let median = if sorted.len().is_multiple_of(2) && middle > 0 {
        f64::midpoint(at(middle - 1), at(middle))
    } else {
        at(middle)
    };
    Spread { min: at(0), median, max: at(sorted.len().saturating_sub(1)) }
}

/// The value below which this share of all lies.
pub fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_pairs() {
        assert_eq!(spread(&[3.0, 1.0, 2.0]).median, 2.0);
        assert_eq!(spread(&[4.0, 1.0, 2.0, 3.0]).median, 2.5);
        assert_eq!(percentile(&[1.0, 2.0, 3.0, 4.0], 0.5), 2.0);
        assert_eq!(percentile(&[1.0, 2.0, 3.0, 4.0], 0.95), 4.0);
        let mut figure = Figure::new("start", "ms", &["ours", "peer"]);
        for (ours, peer) in [(10.0, 5.0), (100.0, 100.0), (30.0, 10.0)] {
            figure.add("ours", ours);
            figure.add("peer", peer);
        }
        assert_eq!(figure.ratio_to("peer"), Some(2.0));
        assert_eq!(figure.ratio_to("nobody"), None);
    }
}
