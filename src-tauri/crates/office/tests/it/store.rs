//! An S3-compatible store of the tests' own, on loopback, in this process.

use std::path::{Path, PathBuf};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;

/// An S3-compatible store over a folder, until it is dropped.
pub struct Store {
    pub folder: PathBuf,
    port: u16,
    serving: tokio::task::JoinHandle<()>,
    careless: bool,
}

impl Store {
    pub async fn start(folder: &Path) -> Self {
        Store::at(folder, 0, false).await
    }

    /// One that does not know If-None-Match.
    pub async fn careless(folder: &Path) -> Self {
        Store::at(folder, 0, true).await
    }

    async fn at(folder: &Path, port: u16, careless: bool) -> Self {
        std::fs::create_dir_all(folder.join("papers")).expect("bucket");
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).expect("store"));
        if !careless {
            service.set_auth(SimpleAuth::from_single("office", "a/b+c"));
        }
        let service = service.build();
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("port");
        let port = listener.local_addr().expect("address").port();
        let serving = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((line, _)) = listener.accept().await {
                let service = service.clone();
                let answering = hyper::service::service_fn(move |mut request: http::Request<_>| {
                    if careless {
                        for name in
                            ["if-none-match", "authorization", "x-amz-date", "x-amz-content-sha256"]
                        {
                            request.headers_mut().remove(name);
                        }
                    }
                    hyper::service::Service::call(&service, request)
                });
                open.spawn(async move {
                    let _ = Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(line), answering)
                        .await;
                });
            }
        });
        Store { folder: folder.to_owned(), port, serving, careless }
    }

    pub fn url(&self, folder: &str) -> String {
        format!("s3://office:a%2Fb%2Bc@papers/{folder}?endpoint=http://127.0.0.1:{}", self.port)
    }

    /// Nobody listens there any more, and open lines are cut.
    pub fn stop(&self) {
        self.serving.abort();
    }

    /// With all that it had, under the same address.
    pub async fn again(&self) -> Self {
        Store::at(&self.folder, self.port, self.careless).await
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.stop();
    }
}
