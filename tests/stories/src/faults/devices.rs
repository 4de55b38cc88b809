//! Drivers that die: in the middle of a page, of a stack, of a card. The window says so and goes
//! on.

use super::*;
use kit::reader::Reader;

/// The trial scanner's own configuration: so many microseconds for each piece of a page.
fn slow_down(story: &Story, each: u32) -> TestResult {
    let file = story.home().join("runtime/sane/test.conf");
    let text = std::fs::read_to_string(&file)?;
    let original: Vec<&str> = text.lines().filter(|line| !line.starts_with("read-delay")).collect();
    let text = format!("{}\nread-delay true\nread-delay-duration {each}\n", original.join("\n"));
    Ok(std::fs::write(&file, text)?)
}

async fn device_host(story: &Story) -> TestResult<u32> {
    wait_until("the device program", async || {
        Ok(story.processes_of("device-host").first().copied())
    })
    .await
}

/// The run that draws paper in, not the question before it which feeders there are.
fn draws_in(story: &Story) -> bool {
    let batch = |process: &u32| {
        std::fs::read(format!("/proc/{process}/cmdline"))
            .is_ok_and(|line| line.windows(8).any(|part| part == b"--batch="))
    };
    story.processes_of("scanimage").iter().any(batch)
}

async fn pages(window: &Window) -> TestResult<u64> {
    let script = "return document.querySelectorAll('[data-sha256]').length";
    Ok(window.run_script(script, vec![]).await?.as_u64().unwrap_or_default())
}

/// A reader of the story's own, and a feeder instead of a flatbed.
async fn set_up(story: &Story) -> TestResult<(Far, Reader)> {
    let far = Far::open(story).await?;
    let faults = "faults:\n  - { at: read_text, what: unplug }\n";
    let reader = Reader::open(&story.everything_written().join("reader"), faults).await?;
    let settings = story.home().join("config/settings.json");
    let text = std::fs::read_to_string(&settings)?.replace("flatbed", "adf");
    let port = format!("\"reader_port\":\"{}\"", reader.port().display());
    std::fs::write(&settings, text.replace("\"reader_port\":\"\"", &port))?;
    Ok((far, reader))
}

/// Nobody is in the case yet; every fault is told, and the card is read in the end.
async fn read_card_through_faults(
    story: &mut Story,
    reader: &Reader,
    case: &str,
    last: &mut String,
) -> TestResult {
    let original = load_case(story.window()?, case).await?;
    reader.send_command("place applicant")?;
    go_on(story.window()?, "read_card").await?;
    expect_failure(story.window()?, "reader_not_connected", last).await?;
    story.take_picture("unplugged").await?;
    expect_unchanged(story.window()?, case, &original, "a cable pulled").await?;

    reader.send_command("replug")?;
    reader.send_command("lift")?;
    story.window()?.press("Ctrl+I").await?;
    story.window()?.find("reading").await?;
    story.kill_one(device_host(story).await?).await?;
    expect_failure(story.window()?, "host_died", last).await?;
    expect_unchanged(story.window()?, case, &original, "a driver that died over a card").await?;

    reader.send_command("place applicant")?;
    read_cards(story.window()?, &["applicant"]).await
}

pub async fn drivers_die(story: &mut Story) -> TestResult {
    let (far, reader) = set_up(story).await?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    let mut last = String::new();
    read_card_through_faults(story, &reader, &case, &mut last).await?;

    // In the middle of a page.
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    let original = load_case(story.window()?, &case).await?;
    slow_down(story, 200_000)?;
    go_on(story.window()?, "scan").await?;
    wait_until("the scan", async || Ok(draws_in(story).then_some(()))).await?;
    story.kill_one(device_host(story).await?).await?;
    expect_failure(story.window()?, "host_died", &mut last).await?;
    story.take_picture("died-scanning").await?;
    expect_unchanged(story.window()?, &case, &original, "a driver that died over a page").await?;

    // In the middle of a stack: the pages before it stay.
    slow_down(story, 20_000)?;
    go_on(story.window()?, "scan").await?;
    wait_until("the first page", async || Ok((pages(story.window()?).await? > 0).then_some(())))
        .await?;
    story.kill_one(device_host(story).await?).await?;
    expect_failure(story.window()?, "host_died", &mut last).await?;
    let view = load_case(story.window()?, &case).await?;
    let count = view["pages"].as_array().map_or(0, Vec::len);
    if count == 0 || count >= 10 {
        return Err(Fault::wrong(format!("{count} of 10 pages came before the driver died")));
    }
    // What is still to be scanned is no fault any more.
    slow_down(story, 1_000)?;
    story.window()?.press("Alt+3").await?;
    resume::to_the_end(story.window()?).await?;
    far.has_once(story.window()?, &case).await
}
