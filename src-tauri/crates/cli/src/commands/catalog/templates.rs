//! Templates of a pack, tried as a station tries them: with sheets of invented people, in a process of
//! their own that is ended when one takes more than its share.
use crate::commands::devices::find_helper;
use crate::output::Fault;
use counter_catalog::{Lint, LintCode, Source, Template};
use counter_documents::{DocumentError, TemplateFault, Worker};

/// A finding for each that makes no paper. Without a template nothing is started.
pub async fn lint_templates(source: &Source) -> Result<Vec<Lint>, Fault> {
    let worker = start_worker();
    let mut findings = Vec::new();
    for (form, text) in source.templates() {
        let fault = worker.find_template_fault(form, text).await.map_err(untried)?;
        findings.extend(fault.map(|TemplateFault { line, column, message }| Lint {
            file: format!("templates/{form}.typ"),
            line,
            column,
            code: LintCode::BrokenTemplate,
            of: form.to_owned(),
            at: message,
            legacy: false,
        }));
    }
    Ok(findings)
}

/// The papers for which a station would use the program's own template.
pub async fn list_refused(templates: &[Template]) -> Result<Vec<&str>, Fault> {
    let worker = start_worker();
    let mut refused = Vec::new();
    for template in templates {
        let fault = worker.find_template_fault(&template.form, &template.text).await;
        if fault.map_err(untried)?.is_some() {
            refused.push(template.form.as_str());
        }
    }
    Ok(refused)
}

fn start_worker() -> Worker {
    Worker::new(find_helper("document-worker"))
}

fn untried(error: DocumentError) -> Fault {
    Fault::new(error.code(), format!("the templates could not be tried: {error}"))
}
