//! The least that a Tauri window can be: one static page, no command, no plug-in. `make bench`
//! measures the program beside it.

use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// A field to type into, and a button of the size and colour of the sign-in's.
const PAGE: &str = "<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>bare</title>\
    <style>body{margin:0;display:grid;place-items:center;height:100vh;font:16px sans-serif}\
    form{display:grid;gap:12px;width:384px}input{height:40px}\
    button{height:44px;border:0;background:#14529c;color:#fff}</style>\
    <form data-test='bare'><input data-test='field' autofocus><button type='button'>登录</button></form></html>";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let webview_data = std::env::temp_dir().join(format!("counter-bare-{}", std::process::id()));
    let app = tauri::Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            let page = Response::builder().header("Content-Type", "text/html; charset=utf-8");
            page.body(PAGE.as_bytes().to_vec()).unwrap_or_default()
        })
        .setup(move |app| {
            let address = WebviewUrl::CustomProtocol("bare://localhost/".parse()?);
            WebviewWindowBuilder::new(app, "bare", address)
                .title("bare")
                .inner_size(1366.0, 768.0)
                .center()
                .data_directory(webview_data)
                .build()?;
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|_, _| {});
    Ok(())
}
