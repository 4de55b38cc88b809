//! axe-core inside the real window: the same check that a browser extension makes, contrast
//! included.

use serde_json::{Value, json};

use crate::place::repository_root;
use crate::screen::window::Window;
use crate::{Fault, TestResult};

const AXE: &str = "frontend/node_modules/axe-core/axe.min.js";

impl Window {
    /// # Errors `Wrong`, listing rule, element and reason, if the screen breaks a rule for people
    /// who see or move differently.
    pub async fn check_accessibility(&self, screen: &str) -> TestResult {
        self.run_axe(screen, json!({})).await
    }

    /// Only the contrast of every word with what lies behind it.
    ///
    /// # Errors
    /// `Wrong`, listing the words that are hard to read.
    pub async fn check_contrast(&self, screen: &str) -> TestResult {
        self.run_axe(screen, json!({ "runOnly": ["color-contrast"] })).await
    }

    /// Buttons whose words do not fit into them.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn overflowing_buttons(&self) -> TestResult<Vec<String>> {
        let script = "return [...document.querySelectorAll('button, .choice')].filter(one => one.offsetParent && \
            [one, ...one.querySelectorAll('.line1')].some(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) && \
            !one.closest('.scroll, .fold')).map(one => one.innerText);";
        let labels = self.run_script(script, vec![]).await?;
        Ok(labels
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect())
    }

    async fn run_axe(&self, screen: &str, options: Value) -> TestResult {
        let axe = std::fs::read_to_string(repository_root().join(AXE))?;
        // The program's own content policy forbids it to load a script; the driver hands it over.
        self.run_script(&format!("{axe}\nwindow.axe = axe;"), vec![]).await?;
        let script = "const [options, done] = arguments; window.axe.run(document, { resultTypes: ['violations'], ...options }).then(\
            found => done({ rules: found.passes.length, violations: found.violations.flatMap(rule => \
                rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)) }), \
            error => done({ rules: 0, violations: [String(error)] }));";
        let report = self.run_script_async(script, vec![options]).await?;
        let violations: Vec<&str> = report["violations"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        match (violations.is_empty(), report["rules"] != json!(0)) {
            (true, true) => Ok(()),
            (true, false) => Err(Fault::wrong(format!("{screen}: nothing was checked"))),
            _ => Err(Fault::wrong(format!("{screen}:\n{}", violations.join("\n")))),
        }
    }
}
