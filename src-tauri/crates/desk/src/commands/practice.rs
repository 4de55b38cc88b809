//! Practising: going over to the practice ground and back, starting it afresh, playing a scenario, reading the result.
use super::hello;
use crate::contract::views::*;
use crate::contract::{CaseId, Nothing, ScenarioRef};
use crate::practice::{self, Run};
use crate::station::session::{self, require_clerk, require_practice};
use crate::views::case;
use crate::{Desk, Failure};
use counter_catalog::{Condition, Scenario, Scenarios};
use counter_core::date::Moment;

pub async fn enter_practice(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    hello(&session::enter_practice(desk).await?, Nothing {}).await
}

pub async fn leave_practice(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    hello(&session::leave_practice(desk).await?, Nothing {}).await
}

pub async fn reset_practice(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    hello(&session::reset_practice(desk).await?, Nothing {}).await
}

/// All scenarios, each with how this clerk did last.
pub async fn scenarios(desk: &Desk, _: Nothing) -> Result<Vec<ScenarioRow>, Failure> {
    require_practice(desk)?;
    let (clerk, scenarios, runs) = (require_clerk(desk)?, practice::scenarios()?, practice::runs(desk));
    let row = |scenario: &Scenario| {
        let mine: Vec<&Run> = runs
            .iter()
            .filter(|run| run.clerk == clerk.number && run.scenario == scenario.id && run.case.is_some())
            .collect();
        ScenarioRow {
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            times: mine.len() as u32,
            last: mine.last().map(|run| run_row(&scenarios, run)),
        }
    };
    Ok(scenarios.all.iter().map(row).collect())
}

fn run_row(scenarios: &Scenarios, run: &Run) -> RunRow {
    RunRow {
        scenario: run.scenario.clone(),
        title: scenarios.find(&run.scenario).map(|s| s.title.clone()).unwrap_or_default(),
        clerk: run.clerk.clone(),
        name: run.name.clone(),
        case: run.case.clone(),
        started_at: case::moment_text(Moment::from_millis(run.started_ms)),
        seconds: run.seconds,
        right: run.right,
        missed: run.missed,
        extra: run.extra,
    }
}

/// The citizen comes to the counter: their cards are laid on the reader in order, and the time runs.
pub async fn begin_scenario(desk: &Desk, payload: ScenarioRef) -> Result<ScenarioView, Failure> {
    require_practice(desk)?;
    let (clerk, scenarios) = (require_clerk(desk)?, practice::scenarios()?);
    let scenario = scenarios.find(&payload.scenario).ok_or_else(|| Failure::new("no_scenario"))?;
    desk.lay_cards(&scenario.cards).await?;
    let run = Run {
        id: desk.fresh_id(),
        scenario: scenario.id.clone(),
        clerk: clerk.number,
        name: clerk.name,
        started_ms: desk.now().millis(),
        case: None,
        seconds: 0,
        right: 0,
        missed: 0,
        extra: 0,
    };
    practice::put(desk, run)?;
    desk.notify("practice");
    Ok(scenario_view(desk, scenario))
}

/// The scenario being played by this clerk, if any.
pub async fn scenario_now(desk: &Desk, _: Nothing) -> Result<ScenarioNow, Failure> {
    require_practice(desk)?;
    let scenarios = practice::scenarios()?;
    let running = running(desk)?;
    let scenario = running.and_then(|run| scenarios.find(&run.scenario)).map(|s| scenario_view(desk, s));
    Ok(ScenarioNow { scenario })
}

fn running(desk: &Desk) -> Result<Option<Run>, Failure> {
    let clerk = require_clerk(desk)?.number;
    Ok(practice::runs(desk).into_iter().find(|run| run.clerk == clerk && run.case.is_none()))
}

fn scenario_view(desk: &Desk, scenario: &Scenario) -> ScenarioView {
    let pack = &desk.shelf().pack;
    let name = |id: &str| {
        let material = pack.item(&scenario.item).and_then(|item| item.materials.iter().find(|m| m.id == id));
        material.map(|m| m.name.clone()).unwrap_or_default()
    };
    let laid = scenario.materials.iter().map(|brought| LaidView {
        name: name(&brought.id),
        brought: brought.state != Condition::Missing,
        said: brought.said.clone(),
    });
    ScenarioView {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        says: scenario.says.clone(),
        laid: laid.collect(),
        cards: scenario.cards.len() as u32,
    }
}

/// The plain result of a decided case. The first look ends the run; later ones show the same again.
pub async fn practice_result(desk: &Desk, payload: CaseId) -> Result<ResultView, Failure> {
    require_practice(desk)?;
    let scenarios = practice::scenarios()?;
    let open = desk.read_case(&payload.case)?;
    let Some((_, decided)) = open.case.decision() else { return Err(Failure::new("not_allowed")) };
    let played = practice::runs(desk).into_iter().find(|run| run.case.as_ref() == Some(&payload.case));
    let fits = |run: &Run| open.case.opened_at.millis() >= run.started_ms && open.case.clerk == run.clerk;
    let run = match played {
        Some(run) => Some(run),
        None => running(desk)?.filter(fits),
    };
    let mut run = run.ok_or_else(|| Failure::new("no_scenario"))?;
    let scenario = scenarios.find(&run.scenario).ok_or_else(|| Failure::new("no_scenario"))?;
    let lines = practice::judge(&scenarios, scenario, &open);
    if run.case.is_none() {
        let of = |verdict: Verdict| lines.iter().filter(|line| line.verdict == verdict).count() as u32;
        run.case = Some(payload.case);
        run.seconds = u32::try_from((decided.millis() - run.started_ms) / 1000).unwrap_or_default();
        (run.right, run.missed, run.extra) = (of(Verdict::Right), of(Verdict::Missed), of(Verdict::Extra));
        practice::put(desk, run.clone())?;
        desk.notify("practice");
    }
    Ok(ResultView { run: run_row(&scenarios, &run), says: scenario.says.clone(), lines })
}

/// A trainer sees what everybody did on this machine, others their own; newest first.
pub async fn practice_results(desk: &Desk, _: Nothing) -> Result<Vec<RunRow>, Failure> {
    require_practice(desk)?;
    let (clerk, scenarios) = (require_clerk(desk)?, practice::scenarios()?);
    let runs = practice::runs(desk).into_iter().rev();
    let seen = runs.filter(|run| run.case.is_some() && (clerk.role == "trainer" || run.clerk == clerk.number));
    Ok(seen.map(|run| run_row(&scenarios, &run)).collect())
}
