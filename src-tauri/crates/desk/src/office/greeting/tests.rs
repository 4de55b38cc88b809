use super::*;
use crate::contract::views::Line;
use crate::office::gate::Gate;
use crate::office::line::LineState;
use crate::station::Station;
use crate::station::clock::system_clock;
use crate::station::environment::Environment;
use crate::station::settings::Folders;
use counter_backoffice::transport::Answer;
use counter_backoffice::{Request, Transport};
use counter_office::InProcess;
use std::sync::atomic::{AtomicU32, Ordering};

/// Counts who asks, and never answers.
#[derive(Default)]
struct Silent(AtomicU32);

impl Transport for Silent {
    fn call(&self, _: Request) -> Answer<'_> {
        Box::pin(async {
            self.0.fetch_add(1, Ordering::SeqCst);
            std::future::pending().await
        })
    }
}

/// At a station whose office is whoever the connection leads to.
fn make_office() -> Office {
    let nowhere = std::path::PathBuf::from("/nowhere");
    let folders = Folders {
        data: nowhere.clone(),
        cache: nowhere.clone(),
        config: nowhere.clone(),
        system: nowhere.clone(),
        machine: nowhere.clone(),
        logs: nowhere.clone(),
        runtime: nowhere.clone(),
        programs: nowhere,
    };
    let mut environment = Environment::counter(&folders);
    environment.office_in_process = true;
    let listener = Arc::new(|_: &str| {});
    Office::new(Arc::new(Station::new(system_clock(), folders, listener, environment)))
}

fn lead_to(office: &Office, number: u64, way: Arc<dyn Transport>) -> Arc<Gate> {
    let gate = Arc::new(Gate::new(way));
    let client = Some(Arc::new(Client::new(gate.clone())));
    *office.connection.write() = Connection { number, client, delivery_client: None };
    *office.line.lock() = LineState::of_connection(number);
    *office.introduction.lock() = OfficeIntroduction::default();
    gate
}

/// A way was opened anew while somebody was asked over the one before, who never answers.
#[tokio::test]
async fn what_a_former_connection_brings_says_nothing_of_this_one() {
    let office = Arc::new(make_office());
    let trial = counter_office::Office::open(None, b"no catalogue".to_vec(), true).unwrap();
    let (trial, silent) = (Arc::new(trial), Arc::new(Silent::default()));
    let former = lead_to(&office, 1, silent.clone());
    let ask = |office: &Arc<Office>| {
        let office = office.clone();
        async move { office.greet().await.is_some() }
    };
    let greeted = tokio::spawn(ask(&office));
    let found = tokio::spawn({
        let office = office.clone();
        async move { office.find_office().await.is_some() }
    });
    while silent.0.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    lead_to(&office, 2, Arc::new(InProcess::new(trial)));
    former.shut();
    assert!(!greeted.await.unwrap(), "nobody was there");
    assert!(found.await.unwrap(), "who signs in is led to the office that there is now");
    assert!(office.is_introduced() && office.line().is_up());

    // The other way round: over the way in use nobody has answered yet.
    let current = lead_to(&office, 3, silent.clone());
    let greeted = tokio::spawn(ask(&office));
    while silent.0.load(Ordering::SeqCst) < 3 {
        tokio::task::yield_now().await;
    }
    office.note_answer_over(2, false, None);
    let name = Some("示例后台".to_owned());
    let introduction = OfficeIntroduction { name, ..OfficeIntroduction::default() };
    assert!(!office.note_introduction(2, introduction) && !office.is_introduced());
    assert_eq!(office.line().view(), Line::Unknown);
    current.shut();
    assert!(!greeted.await.unwrap());
    assert_eq!(office.line().view(), Line::Down);
}
