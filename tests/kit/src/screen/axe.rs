//! axe-core inside the real window: the same check that a browser extension makes, contrast included.

use serde_json::{Value, json};

use crate::place::root;
use crate::screen::window::Window;
use crate::{Fault, Told};

const AXE: &str = "frontend/node_modules/axe-core/axe.min.js";

impl Window {
    /// # Errors
    /// `Wrong`, listing rule, element and reason, if the screen breaks a rule for people who see or move differently.
    pub async fn accessible(&self, screen: &str) -> Told {
        self.checked(screen, json!({})).await
    }

    /// Only the contrast of every word with what lies behind it.
    ///
    /// # Errors
    /// `Wrong`, listing the words that are hard to read.
    pub async fn readable(&self, screen: &str) -> Told {
        self.checked(screen, json!({ "runOnly": ["color-contrast"] })).await
    }

    /// Buttons whose words do not fit into them.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn cut(&self) -> Told<Vec<String>> {
        let script = "return [...document.querySelectorAll('button, .choice')].filter(one => one.offsetParent && \
            [one, ...one.querySelectorAll('.line1')].some(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) && \
            !one.closest('.scroll, .fold')).map(one => one.innerText);";
        let cut = self.run(script, vec![]).await?;
        Ok(cut.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    async fn checked(&self, screen: &str, options: Value) -> Told {
        let axe = std::fs::read_to_string(root().join(AXE))?;
        // The program's own content policy forbids it to load a script; the driver hands it over.
        self.run(&format!("{axe}\nwindow.axe = axe;"), vec![]).await?;
        let script = "const [options, done] = arguments; window.axe.run(document, { resultTypes: ['violations'], ...options }).then(\
            found => done({ rules: found.passes.length, violations: found.violations.flatMap(rule => \
                rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)) }), \
            error => done({ rules: 0, violations: [String(error)] }));";
        let found = self.run_later(script, vec![options]).await?;
        let violations: Vec<&str> =
            found["violations"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        match (violations.is_empty(), found["rules"] != json!(0)) {
            (true, true) => Ok(()),
            (true, false) => Err(Fault::wrong(format!("{screen}: nothing was checked"))),
            _ => Err(Fault::wrong(format!("{screen}:\n{}", violations.join("\n")))),
        }
    }
}
