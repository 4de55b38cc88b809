//! The one struct that holds the parts of a desk, from its opening to its closing, and the crossing
//! to practice and back.
pub mod citizen_form;
pub mod crossing;
pub mod opening;
pub mod practice;
pub mod setup_tries;
pub mod sheets;

use crate::cases::Cases;
use crate::catalog::Catalog;
use crate::contract::Topic;
use crate::contract::views::{CitizenCourse, CitizenList, CitizenPapers, CitizenScreen};
use crate::delivery::Delivery;
use crate::devices::Devices;
use crate::office::Office;
use crate::papers::context::PaperContext;
use crate::papers::without_font::ToldCharacters;
use crate::review::Review;
use crate::station::ChangeListener;
use crate::station::Station;
use crate::station::clock::Clock;
use crate::station::environment::Environment;
use crate::station::session::Clerk;
use crate::station::settings::Folders;
use crate::upkeep::Upkeep;
use crate::views::notices::NoticeSources;
use crate::views::status::StatusSources;
use citizen_form::FormBeforeCitizen;
use crossing::Crossing;
use parking_lot::Mutex;
use setup_tries::SetupTries;
use sheets::RecentSheets;
use std::sync::{Arc, Weak};

pub struct Desk {
    pub station: Arc<Station>,
    pub office: Arc<Office>,
    pub devices: Arc<Devices>,
    pub catalog: Arc<Catalog>,
    pub cases: Arc<Cases>,
    pub delivery: Arc<Delivery>,
    pub upkeep: Arc<Upkeep>,
    pub review: Arc<Review>,
    /// Lists and blanks that were typeset lately.
    pub sheets: Mutex<RecentSheets>,
    /// Which characters without a font the clerk knows of.
    pub told_characters: Mutex<ToldCharacters>,
    /// What the citizen reads on the other screen.
    pub citizen_list: Mutex<Option<CitizenList>>,
    pub citizen_papers: Mutex<Option<CitizenPapers>>,
    pub citizen_course: Mutex<Option<CitizenCourse>>,
    pub citizen_form: Mutex<Option<FormBeforeCitizen>>,
    pub setup_tries: SetupTries,
    crossing: Weak<Crossing>,
}

impl Desk {
    fn new(
        (clock, folders, listener): (Clock, Folders, ChangeListener),
        environment: Environment,
        crossing: Weak<Crossing>,
    ) -> Desk {
        let station = Arc::new(Station::new(clock, folders, listener, environment));
        let office = Arc::new(Office::new(station.clone()));
        let devices = Arc::new(Devices::new(station.clone()));
        let catalog = Arc::new(Catalog::new(station.clone(), office.clone(), devices.clone()));
        let cases = Arc::new(Cases::new(station.clone(), catalog.clone()));
        let parts = || (station.clone(), office.clone(), catalog.clone(), cases.clone());
        let delivery = Arc::new(Delivery::new(parts()));
        let upkeep = Arc::new(Upkeep::new(parts(), delivery.clone()));
        let review = Arc::new(Review::new(parts(), devices.clone(), delivery.clone()));
        Desk {
            sheets: Mutex::default(),
            told_characters: Mutex::default(),
            citizen_list: Mutex::default(),
            citizen_papers: Mutex::default(),
            citizen_course: Mutex::default(),
            citizen_form: Mutex::default(),
            setup_tries: SetupTries::default(),
            station,
            office,
            devices,
            catalog,
            cases,
            delivery,
            upkeep,
            review,
            crossing,
        }
    }

    /// What names somebody goes with the clerk who saw it.
    pub fn forget_people(&self) {
        self.cases.forget_people();
        self.review.forget_people();
        self.station.forget_looks();
        self.station.forget_admissions();
        self.told_characters.lock().forget();
        self.clear_citizen_pages();
        self.drop_citizen_form();
        self.end_setup_tries();
    }

    /// What stands on the citizen's screen beside a form; whether anything did.
    pub fn clear_citizen_pages(&self) -> bool {
        let list = self.citizen_list.lock().take().is_some();
        let papers = self.citizen_papers.lock().take().is_some();
        self.citizen_course.lock().take().is_some() || papers || list
    }

    /// Nothing of a try of the devices stays on either screen.
    pub fn end_setup_tries(&self) {
        if self.setup_tries.end() {
            self.station.announce(Topic::Citizen);
        }
    }

    pub fn notice_sources(&self) -> NoticeSources<'_> {
        NoticeSources {
            station: &self.station,
            office: &self.office,
            catalog: &self.catalog,
            cases: &self.cases,
            delivery: &self.delivery,
            upkeep: &self.upkeep,
        }
    }

    pub fn status_sources(&self) -> StatusSources<'_> {
        let citizen = match self.station.settings().citizen_screen {
            false => CitizenScreen::None,
            true if self.citizen_form.lock().is_some() => CitizenScreen::Form,
            true if self.citizen_papers.lock().is_some() => CitizenScreen::Papers,
            true if self.citizen_course.lock().is_some() => CitizenScreen::Course,
            true if self.citizen_list.lock().is_some() => CitizenScreen::List,
            true => CitizenScreen::Blank,
        };
        StatusSources {
            notices: self.notice_sources(),
            office: &self.office,
            devices: &self.devices,
            citizen,
            citizen_form_ends_in: self.citizen_form_seconds(),
        }
    }

    pub fn paper_context(&self, clerk: Clerk) -> PaperContext {
        PaperContext::new(&self.station, &self.devices, &self.catalog, clerk)
    }
}
