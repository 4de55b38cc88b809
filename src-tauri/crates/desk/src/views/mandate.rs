//! By what, how far and until when somebody acts, as the clerk and a supervisor see it.
use crate::contract::views::{MandateChoice, MandateView};
use counter_backoffice::Private;
use counter_core::case::{Mandate, MandateGround};
use counter_core::casework::{CaseAssessment, find_ground_paper};
use counter_core::code::{parse_variant, variant_code};
use counter_core::date::{Date, date_text};
use counter_core::item::PersonRole;
use std::collections::BTreeMap;

pub fn mandate_view(mandate: &Mandate) -> MandateView {
    MandateView {
        ground: mandate.ground,
        paper: mandate.paper.expose().to_owned(),
        extent: mandate.extent.expose().to_owned(),
        until: mandate.until.map(|until| variant_code(&until)),
    }
}

/// The same of a person as the office has them. A ground of a later program is none that is known
/// here.
pub fn filed_mandate_view(details: &BTreeMap<String, Private>) -> Option<MandateView> {
    let detail = |name: &str| details.get(name).map(Private::expose).unwrap_or_default();
    let extent = detail("mandate_extent");
    let ends = [detail("mandate_until"), detail("mandate_end")];
    (!extent.is_empty()).then(|| MandateView {
        ground: parse_variant(detail("mandate_ground")),
        paper: detail("mandate_paper").to_owned(),
        extent: extent.to_owned(),
        until: ends.into_iter().find(|end| !end.is_empty()).map(str::to_owned),
    })
}

/// A parent of somebody who is of age is no ground; of somebody under age it is the commonest.
pub fn list_mandate_choices(
    assessment: &CaseAssessment,
    role: PersonRole,
    today: Date,
) -> Vec<MandateChoice> {
    let case = assessment.case;
    let last_day = case.last_day_under_age().filter(|day| *day >= case.counter_day(today));
    let choice = |ground: MandateGround| {
        let is_parent = ground == MandateGround::Parent;
        let offered = || find_ground_paper(assessment, ground).unwrap_or_default().to_owned();
        MandateChoice {
            ground,
            paper: ground.names_paper().then(offered),
            until: last_day.filter(|_| is_parent).map(date_text),
        }
    };
    let grounds = MandateGround::of_role(role).iter().copied();
    grounds
        .filter(|ground| *ground != MandateGround::Parent || last_day.is_some())
        .map(choice)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::case::MandateEnd;

    #[test]
    fn what_was_filed_is_seen_as_it_was_recorded() {
        let of = |told: &[(&str, &str)]| {
            let details =
                told.iter().map(|(name, value)| ((*name).to_owned(), Private::new(*value)));
            filed_mandate_view(&details.collect())
        };
        assert!(of(&[]).is_none(), "nobody acts");
        let old = of(&[("mandate_extent", "办理本事项")]).unwrap();
        assert_eq!((old.ground, old.until), (None, None));
        let told = [
            ("mandate_extent", "办理本事项"),
            ("mandate_ground", "other_guardian"),
            ("mandate_paper", "监护关系证明"),
            ("mandate_end", "case_end"),
        ];
        let filed = of(&told).unwrap();
        let recorded = mandate_view(&Mandate {
            extent: "办理本事项".into(),
            until: Some(MandateEnd::CaseEnd),
            ground: Some(MandateGround::OtherGuardian),
            paper: "监护关系证明".into(),
        });
        assert_eq!((filed.ground, &filed.paper), (recorded.ground, &recorded.paper));
        assert_eq!((&filed.extent, &filed.until), (&recorded.extent, &recorded.until));
        let to_day = of(&[("mandate_extent", "办理"), ("mandate_until", "2026-12-31")]).unwrap();
        assert_eq!(to_day.until.as_deref(), Some("2026-12-31"));
        let later = of(&[("mandate_extent", "办理"), ("mandate_ground", "later")]).unwrap();
        assert_eq!(later.ground, None);
    }
}
