//! The program opens: the clerk is asked to sign in, and the page can reach nothing but the
//! program.

use serde_json::json;

use kit::{Fault, Story, TestResult};

pub async fn first_screen(story: &mut Story) -> TestResult {
    let window = story.start().await?;
    window.find("sign-in").await?;
    window.check_accessibility("sign-in").await?;
    story.take_picture("sign-in").await?;
    story.restart().await?.find("sign-in").await?;
    Ok(())
}

/// A listener on this machine stands for the network: what does not even reach it goes nowhere.
pub async fn closed_to_the_network(story: &mut Story) -> TestResult {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/", listener.local_addr()?);
    let window = story.start().await?;
    window.find("sign-in").await?;
    let attempts = "const [address, done] = arguments; const image = new Image(); image.src = address + 'image'; \
        navigator.sendBeacon?.(address + 'beacon'); \
        fetch(address, { mode: 'no-cors' }).then(() => done('reached'), () => done('refused'));";
    let answer = window.run_script_async(attempts, vec![json!(address)]).await?;
    if answer != "refused" {
        return Err(Fault::wrong(format!("the page fetched from the network: {answer}")));
    }
    match tokio::time::timeout(std::time::Duration::from_millis(500), listener.accept()).await {
        Err(_) => Ok(()),
        Ok(_) => Err(Fault::wrong("the page reached the network")),
    }
}
