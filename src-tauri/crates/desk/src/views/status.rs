//! The window as a whole: the head of every screen, and what is shown before anybody signs in.
use super::notices::NoticeSources;
use crate::Failure;
use crate::contract::views::{CitizenScreen, Counts, Hello, Line, StartState, StatusView};
use crate::devices::Devices;
use crate::office::Office;
use crate::station::stored::StoredName;
use counter_centre::Standing;
use counter_core::date::{Moment, date_text, moment_text, weekday};
use counter_store::HeadFilter;

/// More heads than these are not counted on the first screen.
const MOST_COUNTED: u32 = 2000;

pub struct StatusSources<'a> {
    pub notices: NoticeSources<'a>,
    pub office: &'a Office,
    pub devices: &'a Devices,
    pub citizen: CitizenScreen,
    pub citizen_form_ends_in: Option<u32>,
}

impl StatusSources<'_> {
    pub fn hello_view(&self) -> Hello {
        let station = self.notices.station;
        let (state, blocked) = station.start_state();
        let introduction = self.office.introduction();
        Hello {
            state,
            blocked: blocked.filter(|_| state != StartState::Ready).map(|code| code.to_string()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            office_name: introduction.name,
            trial: station.is_trial() || introduction.trial,
            line_up: self.office.line().is_up(),
            barrier: self.office.line().barrier.map(|code| code.to_string()),
            demo_accounts: [station.environment.accounts.clone(), introduction.demo_accounts]
                .concat(),
            ground: station.environment.view(),
            centre: station.centre_view(),
            not_joined: station.centre_standing() == Some(Standing::NotJoined),
            can_join: !station.environment.fixed
                && (station.joined_centre().is_none() || station.is_installation_ended()),
            last_clerk: station.stored_text(StoredName::LastClerk),
            signed_in: station.signed_in_view(),
            locked: station.lock_view(),
        }
    }

    pub fn status_view(self) -> StatusView {
        let NoticeSources { station, delivery, upkeep, .. } = self.notices;
        let now = station.now();
        let (waiting, parked) = delivery.count_outbox();
        let signed_in = station.signed_in_view();
        let counts =
            signed_in.as_ref().and_then(|clerk| self.count_cases(&clerk.number, waiting).ok());
        let lamps = self.devices.lamps();
        let line = self.office.line();
        StatusView {
            locked: station.lock_view(),
            ground: station.environment.view(),
            trial: station.is_trial() || self.office.introduction().trial,
            line: line.view(),
            line_since: line.since.map(moment_text).filter(|_| line.view() == Line::Down),
            barrier: line.barrier.map(|code| code.to_string()),
            waiting,
            parked,
            paused: delivery.current_stop().is_some(),
            reader: lamps.reader,
            scanner: lamps.scanner,
            printer: lamps.printer,
            now: now.local_datetime().strftime("%H:%M").to_string(),
            today: date_text(now.date()),
            weekday: weekday(now.date()),
            counts: counts.unwrap_or(Counts {
                draft: 0,
                correction: 0,
                returned: 0,
                done_today: 0,
                waiting: 0,
            }),
            space: upkeep.measure_space(),
            notices: self.notices.collect_notices(),
            citizen: self.citizen,
            citizen_form_ends_in: self.citizen_form_ends_in,
            updating: upkeep.look_at_update(),
            any_window: self.office.introduction().serves_any_window,
            signed_in,
        }
    }

    fn count_cases(&self, clerk: &str, waiting: u32) -> Result<Counts, Failure> {
        let station = self.notices.station;
        let filter = HeadFilter {
            clerk: Some(clerk.to_owned()),
            limit: MOST_COUNTED,
            ..HeadFilter::default()
        };
        let heads = station.with_store(|store| store.heads(&filter))?;
        let today = station.now().date();
        let count = |words: &[&str]| {
            heads.iter().filter(|head| words.contains(&head.status.as_str())).count() as u32
        };
        let decided_words =
            ["accepted", "deferred", "deemed", "refused", "redirected", "completed", "correction"];
        let done_today = heads.iter().filter(|head| {
            decided_words.contains(&head.status.as_str())
                && Moment::from_millis(head.updated_ms).date() == today
        });
        Ok(Counts {
            draft: count(&["draft", "received"]),
            correction: count(&["correction", "deferred", "deemed"]),
            returned: count(&["returned", "replacing"]),
            done_today: done_today.count() as u32,
            waiting,
        })
    }
}
