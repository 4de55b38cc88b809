//! Practising: going over to practice and back, starting it afresh, playing a scenario, reading the
//! result.
use super::session::hello;
use crate::Failure;
use crate::contract::views::{
    Hello, LaidView, ResultView, RunRow, ScenarioNow, ScenarioRow, ScenarioView, StaffRole,
};
use crate::contract::{CaseId, FailureCode, Nothing, ScenarioRef, Topic};
use crate::desk::Desk;
use crate::practice::judgement::{Verdict, judge_case};
use crate::practice::load_scenarios;
use crate::practice::runs::{Run, load_runs, store_run};
use crate::station::ids::new_id;
use crate::views::practice::result_line;
use counter_catalog::{Condition, Scenario, Scenarios};
use counter_core::date::{Moment, moment_text};

pub async fn enter_practice(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    hello(&*desk.enter_practice().await?, Nothing {}).await
}

pub async fn leave_practice(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    hello(&*desk.leave_practice().await?, Nothing {}).await
}

pub async fn reset_practice(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    hello(&*desk.reset_practice().await?, Nothing {}).await
}

/// All scenarios, each with how this clerk did last.
pub async fn scenarios(desk: &Desk, _: Nothing) -> Result<Vec<ScenarioRow>, Failure> {
    desk.require_practice()?;
    let (clerk, scenarios, runs) =
        (desk.station.require_clerk()?, load_scenarios()?, load_runs(&desk.station));
    let row = |scenario: &Scenario| {
        let mine: Vec<&Run> = runs
            .iter()
            .filter(|run| {
                run.clerk == clerk.number && run.scenario == scenario.id && run.case.is_some()
            })
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
        title: scenarios.find_scenario(&run.scenario).map(|s| s.title.clone()).unwrap_or_default(),
        clerk: run.clerk.clone(),
        name: run.name.clone(),
        case: run.case.clone(),
        started_at: moment_text(Moment::from_millis(run.started_ms)),
        seconds: run.seconds,
        right: run.right,
        missed: run.missed,
        extra: run.extra,
    }
}

/// The citizen comes to the counter: their cards are laid on the reader in order, and the time
/// runs.
pub async fn begin_scenario(desk: &Desk, payload: ScenarioRef) -> Result<ScenarioView, Failure> {
    desk.require_practice()?;
    let (clerk, scenarios) = (desk.station.require_clerk()?, load_scenarios()?);
    let scenario = scenarios
        .find_scenario(&payload.scenario)
        .ok_or_else(|| Failure::new(FailureCode::NoScenario))?;
    desk.devices.lay_cards(&scenario.cards).await?;
    let run = Run {
        id: new_id(),
        scenario: scenario.id.clone(),
        clerk: clerk.number,
        name: clerk.name,
        started_ms: desk.station.now().millis(),
        case: None,
        seconds: 0,
        right: 0,
        missed: 0,
        extra: 0,
    };
    store_run(&desk.station, run)?;
    desk.station.announce(Topic::Practice);
    Ok(scenario_view(desk, scenario))
}

/// The scenario being played by this clerk, if any.
pub async fn scenario_now(desk: &Desk, _: Nothing) -> Result<ScenarioNow, Failure> {
    desk.require_practice()?;
    let scenarios = load_scenarios()?;
    let running = find_running(desk)?;
    let scenario = running
        .and_then(|run| scenarios.find_scenario(&run.scenario))
        .map(|s| scenario_view(desk, s));
    Ok(ScenarioNow { scenario })
}

fn find_running(desk: &Desk) -> Result<Option<Run>, Failure> {
    let clerk = desk.station.require_clerk()?.number;
    Ok(load_runs(&desk.station).into_iter().find(|run| run.clerk == clerk && run.case.is_none()))
}

fn scenario_view(desk: &Desk, scenario: &Scenario) -> ScenarioView {
    let loaded = desk.catalog.current();
    let pack = &loaded.pack;
    let name = |id: &str| {
        let material =
            pack.item(&scenario.item).and_then(|item| item.materials.iter().find(|m| m.id == id));
        material.map(|m| m.name.clone()).unwrap_or_default()
    };
    let papers = scenario.materials.iter().map(|paper| LaidView {
        name: name(&paper.id),
        brought: paper.state != Condition::Missing,
        said: paper.said.clone(),
    });
    ScenarioView {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        says: scenario.says.clone(),
        laid: papers.collect(),
        cards: scenario.cards.len() as u32,
    }
}

/// The plain result of a decided case. The first look ends the run; later ones show the same again.
pub async fn practice_result(desk: &Desk, payload: CaseId) -> Result<ResultView, Failure> {
    desk.require_practice()?;
    let scenarios = load_scenarios()?;
    let file = desk.cases.read_case(&payload.case)?;
    let Some((_, decided)) = file.case.decision() else {
        return Err(Failure::new(FailureCode::NotAllowed));
    };
    let played =
        load_runs(&desk.station).into_iter().find(|run| run.case.as_ref() == Some(&payload.case));
    let fits =
        |run: &Run| file.case.opened_at.millis() >= run.started_ms && file.case.clerk == run.clerk;
    let run = match played {
        Some(run) => Some(run),
        None => find_running(desk)?.filter(fits),
    };
    let mut run = run.ok_or_else(|| Failure::new(FailureCode::NoScenario))?;
    let scenario = scenarios
        .find_scenario(&run.scenario)
        .ok_or_else(|| Failure::new(FailureCode::NoScenario))?;
    let findings = judge_case(&scenarios, scenario, &file);
    if run.case.is_none() {
        let count = |verdict: Verdict| {
            findings.iter().filter(|finding| finding.verdict == verdict).count() as u32
        };
        run.case = Some(payload.case);
        run.seconds = u32::try_from((decided.millis() - run.started_ms) / 1000).unwrap_or_default();
        (run.right, run.missed, run.extra) =
            (count(Verdict::Right), count(Verdict::Missed), count(Verdict::Extra));
        store_run(&desk.station, run.clone())?;
        desk.station.announce(Topic::Practice);
    }
    Ok(ResultView {
        run: run_row(&scenarios, &run),
        says: scenario.says.clone(),
        lines: findings.into_iter().map(result_line).collect(),
    })
}

/// A trainer sees what everybody did on this machine, others their own; newest first.
pub async fn practice_results(desk: &Desk, _: Nothing) -> Result<Vec<RunRow>, Failure> {
    desk.require_practice()?;
    let (clerk, scenarios) = (desk.station.require_clerk()?, load_scenarios()?);
    let runs = load_runs(&desk.station).into_iter().rev();
    let visible = runs.filter(|run| {
        run.case.is_some() && (clerk.role == StaffRole::Trainer || run.clerk == clerk.number)
    });
    Ok(visible.map(|run| run_row(&scenarios, &run)).collect())
}
