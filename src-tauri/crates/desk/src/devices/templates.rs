//! The templates that a pack brings for papers, as far as they can be used here. One that makes no
//! paper, or takes more than its share, is left aside until the program starts anew: the built-in one
//! is there.
use super::Devices;
use counter_catalog::Template;
use counter_core::form::TEMPLATE_FORMS;
use counter_documents::{Look, Sheet, Typeset};
use parking_lot::Mutex;
use std::collections::BTreeMap;

/// Whether it can be used, by the paper and the digest of the template, as far as it was found out:
/// one text may be meant for several papers.
#[derive(Default)]
pub struct JudgedTemplates(Mutex<BTreeMap<(String, String), bool>>);

impl Devices {
    /// None where it cannot be used, as was found out before, or is now.
    pub async fn typeset_by_template(
        &self,
        sheet: &Sheet,
        look: &Look,
        template: &Template,
    ) -> Option<Typeset> {
        if self.is_template_refused(template) {
            return None;
        }
        match self.worker.typeset_by_template(sheet, look, &template.text).await {
            Ok(typeset) => Some(typeset),
            Err(error) => {
                if error.is_of_template() {
                    self.note_template(template, false);
                }
                None
            }
        }
    }

    /// Tries each that was not tried yet with sheets of invented people, so that it is known before
    /// somebody waits for a paper.
    pub async fn try_templates(&self, templates: &[Template]) {
        let _alone = self.trial_of_templates.lock().await;
        let untried: Vec<_> = templates.iter().filter(|one| self.is_untried(one)).collect();
        for template in untried {
            match self.worker.find_template_fault(&template.form, &template.text).await {
                Ok(fault) => self.note_template(template, fault.is_none()),
                // Nothing is known of it: the computer lacks something, or is about to go down.
                Err(error) => {
                    tracing::warn!(code = error.code(), "the pack's templates cannot be tried");
                    return;
                }
            }
        }
    }

    /// The papers for which the built-in template is used though the pack brings its own.
    pub fn list_refused_templates<'a>(&self, templates: &'a [Template]) -> Vec<&'a str> {
        let refused = templates.iter().filter(|template| self.is_template_refused(template));
        refused.map(|template| template.form.as_str()).collect()
    }

    fn is_untried(&self, template: &Template) -> bool {
        let is_known = self.templates.0.lock().contains_key(&key(template));
        !is_known && TEMPLATE_FORMS.contains(&template.form.as_str())
    }

    fn is_template_refused(&self, template: &Template) -> bool {
        self.templates.0.lock().get(&key(template)) == Some(&false)
    }

    fn note_template(&self, template: &Template, is_good: bool) {
        if !is_good {
            tracing::warn!(form = template.form.as_str(), "a template of the pack is not used");
        }
        self.templates.0.lock().insert(key(template), is_good);
    }
}

fn key(template: &Template) -> (String, String) {
    (template.form.clone(), template.sha256.clone())
}
