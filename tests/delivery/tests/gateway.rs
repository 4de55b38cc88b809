//! A hostile gateway before the office, three cases behind each of its rules: all arrive, every
//! citizen gets the office's number at once, the line is never shown as down, and it takes little
//! longer than without it. What nothing passes is said as what it is, ends nothing, and arrives once
//! the gateway lets go.
//!
//! Times are held against a plain line of the same run, and against the plain line that is measured
//! again where the machine was busy meanwhile; what a busy machine cannot change, requests and what
//! was refused of them, is counted.

use std::time::Duration;

use delivery::drilled::{CASES, Drilled, drill_cases};
use kit::network::{Gateway, Rules, SignIn, Traffic, free_port};
use kit::office::Office;
use kit::{Fault, TestResult};
use tempfile::TempDir;

const PAGE_KIB: u32 = 768;
/// No line is made longer by more than this.
const MOST_PAGE_KIB: u32 = 8 * PAGE_KIB;
const KIB: usize = 1024;
/// The second that an answer asks for, and by how much the counters of a city are spread after it
/// at most (`core::delivery`: so that they do not all come back at once).
const PAUSE: Duration = Duration::from_secs(1 + 2);

/// How long it may take.
#[derive(Clone, Copy)]
enum Limit {
    /// So many times a plain line.
    Times(f64),
    /// So many times as well, of a line that takes so long that the pause which the gateway itself
    /// asks for is within that: to keep it is right, however fast the machine is. Where a machine is
    /// too fast for such a line, a plain line and the pause with its spread, and nothing beside it.
    Pause,
}

const SLOWER: f64 = 1.5;

/// A plain line, and how large its pages are.
struct Plain {
    drilled: Drilled,
    page_kib: u32,
}

/// One gateway, and what may be refused by it until its rule is learnt.
struct Trial {
    name: &'static str,
    rules: Rules,
    refused: u32,
    limit: Limit,
}

impl Trial {
    fn find_limit(&self, plain: &Drilled) -> Duration {
        match self.limit {
            Limit::Times(slower) => plain.took.mul_f64(slower),
            Limit::Pause if plain.took >= 2 * PAUSE => plain.took.mul_f64(SLOWER),
            Limit::Pause => plain.took + PAUSE,
        }
    }
}

fn trials() -> Vec<Trial> {
    let trial = |name, refused, rules| Trial { name, rules, refused, limit: Limit::Times(SLOWER) };
    let everything_stripped = &[
        "counter-office",
        "upload-offset",
        "upload-length",
        "tus-resumable",
        "location",
        "etag",
        "content-digest",
    ];
    vec![
        trial("413 above 256 KiB", 3, Rules { largest: Some(256 * KIB), ..Rules::default() }),
        trial("413 above 40 KiB", 6, Rules { largest: Some(40 * KIB), ..Rules::default() }),
        trial("hangs up above 100 KiB", 6, Rules { hangs_up: Some(100 * KIB), ..Rules::default() }),
        Trial {
            limit: Limit::Times(2.0),
            ..trial(
                "no PATCH (405)",
                3,
                Rules { methods: &["PATCH"], method_status: 405, ..Rules::default() },
            )
        },
        Trial {
            limit: Limit::Times(2.0),
            ..trial(
                "neither PATCH nor HEAD (403)",
                4,
                Rules { methods: &["PATCH", "HEAD"], method_status: 403, ..Rules::default() },
            )
        },
        trial("length required (411)", 0, Rules { needs_length: true, ..Rules::default() }),
        Trial {
            limit: Limit::Pause,
            ..trial(
                "too many requests (429)",
                1,
                Rules { first: Some(("PATCH", 1, 429, "Retry-After: 1\r\n")), ..Rules::default() },
            )
        },
        Trial {
            limit: Limit::Pause,
            ..trial(
                "the office behind it is away for a moment (503)",
                1,
                Rules { first: Some(("PATCH", 1, 503, "Retry-After: 1\r\n")), ..Rules::default() },
            )
        },
        trial(
            "a sign-in page now and then",
            40,
            Rules { every: Some((7, 200)), ..Rules::default() },
        ),
        trial(
            "forbidden now and then (403)",
            40,
            Rules { every: Some((6, 403)), ..Rules::default() },
        ),
        trial(
            "two headers stripped",
            0,
            Rules { strips: &["counter-office", "upload-offset"], ..Rules::default() },
        ),
        trial(
            "all headers stripped, a charset added",
            0,
            Rules { strips: everything_stripped, adds_charset: true, ..Rules::default() },
        ),
    ]
}

struct Place {
    folder: TempDir,
    office: Office,
    port: u16,
}

async fn open_office() -> TestResult<Place> {
    let (folder, port) = (tempfile::tempdir()?, free_port()?);
    let office = Office::open(port, &folder.path().join("office")).await?;
    Ok(Place { folder, office, port })
}

impl Place {
    /// Three cases from a station of this name.
    fn drill(&self, station: &str, rules: Rules) -> TestResult<(Drilled, Traffic)> {
        self.drill_pages(station, PAGE_KIB, rules)
    }

    fn drill_pages(
        &self,
        station: &str,
        page_kib: u32,
        rules: Rules,
    ) -> TestResult<(Drilled, Traffic)> {
        let gateway = Gateway::in_front_of(self.port, rules)?;
        let drilled = drill_cases(&self.folder.path().join(station), gateway.port, page_kib)?;
        Ok((drilled, gateway.traffic()))
    }

    fn drill_plain(&self, station: &str, page_kib: u32) -> TestResult<Plain> {
        let (drilled, traffic) = self.drill_pages(station, page_kib, Rules::default())?;
        expect_all_at_once(station, &drilled, &traffic)?;
        println!("{station}: {:.1?}, {} requests", drilled.took, traffic.requests);
        Ok(Plain { drilled, page_kib })
    }

    /// With pages so large that half of the time is a pause, or as large as they may be.
    fn drill_long_line(&self) -> TestResult<Plain> {
        let mut page_kib = PAGE_KIB;
        loop {
            page_kib *= 2;
            let plain = self.drill_plain(&format!("plain-of-{page_kib}-kib"), page_kib)?;
            if plain.drilled.took >= 2 * PAUSE || page_kib >= MOST_PAGE_KIB {
                return Ok(plain);
            }
        }
    }
}

fn expect_all_at_once(name: &str, drilled: &Drilled, traffic: &Traffic) -> TestResult {
    let is_held = drilled.delivered && drilled.held_line;
    let is_good = is_held && (drilled.official, drilled.cases) == (CASES, CASES);
    match is_good {
        true => Ok(()),
        false => {
            let lines = traffic.lines.join("\n");
            Err(Fault::wrong(format!("{name}: {drilled:?}\n{lines}")))
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_is_passed_by_and_nobody_goes_without_a_number() -> TestResult {
    let place = open_office().await?;
    let short_line = place.drill_plain("plain", PAGE_KIB)?;
    let long_line = place.drill_long_line()?;
    for (n, trial) in trials().into_iter().enumerate() {
        let Trial { name, ref rules, refused, limit } = trial;
        let plain = if matches!(limit, Limit::Pause) { &long_line } else { &short_line };
        let page_kib = plain.page_kib;
        let station = format!("station-{n}");
        let (drilled, traffic) = place.drill_pages(&station, page_kib, rules.clone())?;
        expect_all_at_once(name, &drilled, &traffic)?;
        println!(
            "{name}: {:.1?}, {} requests, {} refused",
            drilled.took, traffic.requests, traffic.refused
        );
        if traffic.refused > refused {
            let lines = traffic.lines.join("\n");
            return Err(Fault::wrong(format!("{name}: {} refused\n{lines}", traffic.refused)));
        }
        if drilled.took > trial.find_limit(&plain.drilled) {
            // A busy machine: both once more, one after the other.
            let plain = place.drill_plain(&format!("plain-{n}"), page_kib)?.drilled;
            let (again, traffic) =
                place.drill_pages(&format!("again-{n}"), page_kib, rules.clone())?;
            expect_all_at_once(name, &again, &traffic)?;
            let (took, limit) = (again.took, trial.find_limit(&plain));
            println!("{name}, once more: {took:.1?} of {limit:.1?}, plain {:.1?}", plain.took);
            assert!(took <= limit, "{name}: {took:.1?}, plain {:.1?}", plain.took);
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_learnt_survives_a_restart() -> TestResult {
    let place = open_office().await?;
    let rules = || Rules {
        largest: Some(256 * KIB),
        methods: &["PATCH"],
        method_status: 405,
        ..Rules::default()
    };
    let gateway = Gateway::in_front_of(place.port, rules())?;
    let station = place.folder.path().join("station");
    let first = drill_cases(&station, gateway.port, PAGE_KIB)?;
    expect_all_at_once("first", &first, &gateway.traffic())?;
    let before = gateway.traffic();
    assert!(before.refused > 0 && before.largest <= 256 * KIB);
    let second = drill_cases(&station, gateway.port, PAGE_KIB)?;
    let after = gateway.traffic();
    expect_all_at_once("second", &second, &after)?;
    assert_eq!(after.refused, before.refused, "{}", after.lines.join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_case_is_refused_the_others_go_on() -> TestResult {
    let place = open_office().await?;
    let gateway = Gateway::in_front_of(place.port, Rules::default())?;
    let station = place.folder.path().join("station");
    let watched = gateway.clone();
    let drilled = std::thread::scope(|scope| -> TestResult<Drilled> {
        let drill = scope.spawn(|| drill_cases(&station, gateway.port, 48));
        // What is filed next is refused three times.
        wait_for(&drill, || has_filed(&watched))?;
        watched.set_rules(Rules { first: Some(("POST /cases ", 3, 403, "")), ..Rules::default() });
        drill.join().unwrap_or_else(|_| Err(Fault::wrong("the drill fell over")))
    })?;
    let traffic = gateway.traffic();
    let refused: Vec<_> = traffic.lines.iter().filter(|line| line.starts_with('!')).collect();
    assert_eq!(refused.len(), 3, "{}", traffic.lines.join("\n"));
    assert!(drilled.delivered && drilled.held_line, "{drilled:?}");
    assert_eq!(drilled.cases, CASES, "{drilled:?}");
    assert!(drilled.official >= CASES - 1, "{drilled:?}\n{}", traffic.lines.join("\n"));
    Ok(())
}

/// The first case is at the office.
fn has_filed(gateway: &Gateway) -> bool {
    gateway.traffic().lines.iter().any(|line| line.starts_with("POST /cases HTTP"))
}

/// As long as the drill takes, and no longer.
fn wait_for<T>(
    drill: &std::thread::ScopedJoinHandle<'_, T>,
    holds: impl Fn() -> bool,
) -> TestResult {
    while !holds() {
        if drill.is_finished() {
            return Err(Fault::wrong("the drill was over before it came that far"));
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_passes_it_is_said_and_nothing_ends() -> TestResult {
    let place = open_office().await?;
    for (station, sign_in) in [("half", SignIn::AllButGet), ("whole", SignIn::All)] {
        let (drilled, _) =
            place.drill(station, Rules { signs_in: Some(sign_in), ..Rules::default() })?;
        assert_eq!(drilled.code.as_deref(), Some("gateway_page"), "{station}: {drilled:?}");
    }
    for (station, sign_in) in [("half", SignIn::AllButGet), ("whole", SignIn::All)] {
        let gateway = Gateway::in_front_of(place.port, Rules::default())?;
        let folder = place.folder.path().join(format!("later-{station}"));
        let watched = gateway.clone();
        let drilled = std::thread::scope(|scope| -> TestResult<Drilled> {
            let drill = scope.spawn(|| drill_cases(&folder, gateway.port, 48));
            wait_for(&drill, || has_filed(&watched))?;
            watched.set_rules(Rules { signs_in: Some(sign_in), ..Rules::default() });
            wait_for(&drill, || watched.traffic().refused >= 6)?;
            watched.set_rules(Rules::default());
            drill.join().unwrap_or_else(|_| Err(Fault::wrong("the drill fell over")))
        })?;
        assert!(drilled.delivered && drilled.cases == CASES, "{station}: {drilled:?}");
        // Greetings passed all the while.
        assert!(drilled.held_line || sign_in == SignIn::All, "{station}: {drilled:?}");
    }
    drop(place.office);
    Ok(())
}
