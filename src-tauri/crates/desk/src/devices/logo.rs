//! The logo of the place, from the centre's file: a picture from outside, of which the worker writes
//! the pixels anew before any paper bears it.
use super::Devices;
use counter_centre::Logo;
use counter_documents::DocumentError;
use std::sync::Arc;
use tokio::sync::Mutex;

/// The picture that was written anew last, and what it was made of.
#[derive(Default)]
pub struct WrittenLogo(Mutex<Option<(Logo, Arc<Vec<u8>>)>>);

impl Devices {
    /// PNG; empty where the place has none, or none that can be read: a paper without it says the
    /// same.
    pub async fn load_logo(&self) -> Arc<Vec<u8>> {
        let centre = self.station.joined_centre();
        let logo = centre.as_ref().and_then(|file| file.body().place.as_ref()?.logo.clone());
        let Some(logo) = logo else { return Arc::default() };
        // Held while it is written: two papers at once want one picture.
        let mut cache = self.logo.0.lock().await;
        if let Some((_, png)) = cache.as_ref().filter(|(source, _)| *source == logo) {
            return png.clone();
        }
        let Some(picture) = logo.decode_picture() else { return Arc::default() };
        let png = match self.worker.rewrite_logo(picture).await {
            Ok(png) => Arc::new(png),
            // Nothing is known of the picture.
            Err(DocumentError::WorkerMissing | DocumentError::WorkerReplaced) => {
                return Arc::default();
            }
            // No paper waits for it a second time.
            Err(error) => {
                tracing::warn!(code = error.code(), "the place's logo cannot be read");
                Arc::default()
            }
        };
        *cache = Some((logo, png.clone()));
        png
    }
}
