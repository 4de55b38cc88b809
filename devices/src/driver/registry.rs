//! Which driver serves which device: the one with the longest prefix that the device's name begins
//! with.

use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};

use super::{PrinterDriver, ReaderDriver, ScannerDriver};
use crate::model::DeviceInfo;

/// The drivers of a program. One with the prefix "" serves every name that no other claims.
#[derive(Default)]
pub struct Registry {
    readers: Drivers<dyn ReaderDriver>,
    scanners: Drivers<dyn ScannerDriver>,
    printers: Drivers<dyn PrinterDriver>,
}

impl Registry {
    pub fn add_reader(&mut self, prefix: &'static str, driver: impl ReaderDriver + 'static) {
        self.readers.0.push((prefix, Arc::new(driver)));
    }

    pub fn add_scanner(&mut self, prefix: &'static str, driver: impl ScannerDriver + 'static) {
        self.scanners.0.push((prefix, Arc::new(driver)));
    }

    pub fn add_printer(&mut self, prefix: &'static str, driver: impl PrinterDriver + 'static) {
        self.printers.0.push((prefix, Arc::new(driver)));
    }

    pub fn find_reader(&self, port: &str) -> Option<Arc<dyn ReaderDriver>> {
        self.readers.find_driver(port)
    }

    pub fn find_scanner(&self, name: &str) -> Option<Arc<dyn ScannerDriver>> {
        self.scanners.find_driver(name)
    }

    pub fn find_printer(&self, name: &str) -> Option<Arc<dyn PrinterDriver>> {
        self.printers.find_driver(name)
    }

    /// Everything there is: readers, scanners, printers. The drivers are asked at the same time.
    pub async fn list_devices(&self, configured_readers: &[String]) -> Vec<DeviceInfo> {
        let mut listings: Vec<JoinHandle<Vec<DeviceInfo>>> = Vec::new();
        for (prefix, driver) in &self.readers.0 {
            let is_served = |port: &&String| self.readers.find_prefix(port) == Some(*prefix);
            let ports: Vec<String> = configured_readers.iter().filter(is_served).cloned().collect();
            let driver = Arc::clone(driver);
            listings.push(spawn_blocking(move || driver.list_readers(&ports)));
        }
        for (_, driver) in &self.scanners.0 {
            let driver = Arc::clone(driver);
            listings.push(tokio::spawn(async move { driver.list_scanners().await }));
        }
        for (_, driver) in &self.printers.0 {
            let driver = Arc::clone(driver);
            listings.push(tokio::spawn(async move { driver.list_printers().await }));
        }
        let mut devices = Vec::new();
        for listing in listings {
            // A driver that broke lists nothing; the others count.
            devices.extend(listing.await.unwrap_or_default());
        }
        devices
    }
}

/// Drivers of one kind, each with the prefix of the names it serves.
struct Drivers<D: ?Sized>(Vec<(&'static str, Arc<D>)>);

impl<D: ?Sized> Default for Drivers<D> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<D: ?Sized> Drivers<D> {
    fn find_driver(&self, name: &str) -> Option<Arc<D>> {
        let prefix = self.find_prefix(name)?;
        self.0.iter().find(|(known, _)| *known == prefix).map(|(_, driver)| Arc::clone(driver))
    }

    fn find_prefix(&self, name: &str) -> Option<&'static str> {
        let prefixes = self.0.iter().map(|(prefix, _)| *prefix);
        prefixes.filter(|prefix| name.starts_with(prefix)).max_by_key(|prefix| prefix.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::DriverFuture;
    use crate::model::{DeviceError, DeviceKind, DeviceState};

    struct Printers(&'static str);

    impl PrinterDriver for Printers {
        fn list_printers(&self) -> DriverFuture<'_, Vec<DeviceInfo>> {
            let device = DeviceInfo {
                name: self.0.into(),
                kind: DeviceKind::Printer,
                state: DeviceState::Ready,
            };
            Box::pin(async move { vec![device] })
        }

        fn print_document<'a>(
            &'a self,
            _: &'a str,
            _: &'a str,
            _: &'a str,
            _: Vec<u8>,
        ) -> DriverFuture<'a, Result<(), DeviceError>> {
            Box::pin(async { Err(DeviceError::PrinterRefused) })
        }
    }

    async fn names_behind(registry: &Registry, name: &str) -> Vec<String> {
        let driver = registry.find_printer(name).unwrap();
        driver.list_printers().await.into_iter().map(|device| device.name).collect()
    }

    #[tokio::test]
    async fn the_longest_prefix_has_the_device() {
        let mut registry = Registry::default();
        assert!(registry.find_printer("desk").is_none());
        registry.add_printer("", Printers("queue"));
        registry.add_printer("net:", Printers("net:front"));
        assert_eq!(names_behind(&registry, "desk").await, ["queue"]);
        assert_eq!(names_behind(&registry, "net:front").await, ["net:front"]);
        let devices = registry.list_devices(&[]).await;
        let names: Vec<&str> = devices.iter().map(|device| device.name.as_str()).collect();
        assert_eq!(names, ["queue", "net:front"]);
    }
}
