//! axe-core inside the real window: the same check that a browser extension makes, contrast included.

use serde_json::{Value, json};

use crate::place::root;
use crate::window::Window;
use crate::{Fault, Told};

const AXE: &str = "frontend/node_modules/axe-core/axe.min.js";

impl Window {
    /// # Errors
    /// `Wrong`, listing rule, element and reason, if the screen breaks a rule for people who see or move differently.
    pub async fn accessible(&self, screen: &str) -> Told {
        let axe = std::fs::read_to_string(root().join(AXE))?;
        // The program's own content policy forbids it to load a script; the driver hands it over.
        self.run(&format!("{axe}\nwindow.axe = axe;"), vec![]).await?;
        let script = "const done = arguments[0]; window.axe.run(document, { resultTypes: ['violations'] }).then(\
            found => done({ rules: found.passes.length, violations: found.violations.flatMap(rule => \
                rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)) }), \
            error => done({ rules: 0, violations: [String(error)] }));";
        let found = self.run_later(script, vec![]).await?;
        let violations: Vec<&str> =
            found["violations"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        match (violations.is_empty(), found["rules"] != json!(0)) {
            (true, true) => Ok(()),
            (true, false) => Err(Fault::wrong(format!("{screen}: nothing was checked"))),
            _ => Err(Fault::wrong(format!("{screen}:\n{}", violations.join("\n")))),
        }
    }
}
