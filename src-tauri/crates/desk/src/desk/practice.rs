//! Going over to practice and back, and clearing it. Practice is a second desk in another
//! environment, not a switch in the first.
use super::Desk;
use crate::Failure;
use crate::contract::FailureCode;
use crate::station::environment::{Environment, clear_practice};
use std::sync::Arc;

impl Desk {
    /// For what exists in practice only.
    pub fn require_practice(&self) -> Result<(), Failure> {
        match self.station.environment.is_practice() {
            true => Ok(()),
            false => Err(Failure::new(FailureCode::NotInPractice)),
        }
    }

    /// The desk to practise at; the counter's is closed first. Only from the sign-in screen.
    pub async fn enter_practice(&self) -> Result<Arc<Desk>, Failure> {
        if self.station.environment.is_practice() || self.station.is_signed_in() {
            return Err(Failure::new(FailureCode::NotAllowed));
        }
        let (folders, waiting) = (self.station.folders.clone(), self.delivery.count_outbox().0);
        self.cross_over(move || Environment::practice(&folders, waiting)).await
    }

    pub async fn leave_practice(&self) -> Result<Arc<Desk>, Failure> {
        self.require_practice()?;
        let folders = self.station.folders.clone();
        self.cross_over(move || Environment::counter(&folders)).await
    }

    pub async fn reset_practice(&self) -> Result<Arc<Desk>, Failure> {
        self.require_practice()?;
        let environment = &self.station.environment;
        let (folders, waiting) = (self.station.folders.clone(), environment.waiting_behind());
        let (home, place) = (environment.home.clone(), environment.place.clone());
        self.cross_over(move || {
            clear_practice(&home, &place);
            Environment::practice(&folders, waiting)
        })
        .await
    }
}
