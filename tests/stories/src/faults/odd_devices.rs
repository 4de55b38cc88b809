//! A scanner with words of its own, a batch with a file that is none, a paper printed twice: all
//! pages come in, what is refused is named and stays until it was read, no paper is written over.

use super::*;

async fn count_pages(window: &Window, case: &str) -> TestResult<usize> {
    Ok(load_case(window, case).await?["pages"].as_array().map_or(0, Vec::len))
}

async fn wait_pages(window: &Window, case: &str, count: usize) -> TestResult {
    wait_until(&format!("{count} pages"), async || {
        Ok((count_pages(window, case).await? == count).then_some(()))
    })
    .await
}

/// The failures in sight: each with its middle on the screen and nothing over it.
async fn told(window: &Window) -> TestResult<Vec<String>> {
    let script = "return [...document.querySelectorAll('[data-test=\"failure\"]')].filter(one => { \
        const box = one.getBoundingClientRect(); \
        const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2); \
        return there !== null && one.contains(there); }).map(one => one.innerText)";
    let told = window.run_script(script, vec![]).await?;
    Ok(told.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn expect_words(told: &[String], words: &[&str]) -> TestResult {
    let [one] = told else { return Err(Fault::wrong(format!("not one failure: {told:?}"))) };
    match words.iter().all(|word| one.contains(word)) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{words:?} are not told: {one}"))),
    }
}

/// A setting that it lists and does not take is named; with its own words three sheets come in.
async fn scan_in_its_words(story: &mut Story, folder: &std::path::Path, case: &str) -> TestResult {
    std::fs::write(folder.join("refused"), "mode")?;
    go_on(story.window()?, "scan").await?;
    expect_failure(story.window()?, "scan_setting_refused", &mut String::new()).await?;
    // While the scanner is out the clerk makes the copy.
    story.window()?.wait_for_words("material-panel", "窗口代为复印").await?;
    story.take_picture("refused").await?;
    expect_words(&told(story.window()?).await?, &["mode 24bit Color[Fast]"])?;
    std::fs::remove_file(folder.join("refused"))?;
    story.window()?.press("Ctrl+D").await?;
    wait_pages(story.window()?, case, 3).await?;
    // The same act, done after all.
    story.window()?.wait_gone("failures").await
}

/// Three files chosen, the second a letter of another program.
async fn import_batch(story: &mut Story, case: &str) -> TestResult {
    let pdf = crate::intake::files::three_pages();
    let files = json!([
        ["a.pdf", "application/pdf", pdf],
        ["letter.docx", "application/octet-stream", "PK\u{3}\u{4} a letter"],
        ["b.png", "image/png", ""]
    ]);
    let put = story.window()?.run_script_async(crate::intake::files::PUT, vec![files]).await?;
    if put != json!(3) {
        return Err(Fault::wrong(format!("the files could not be put there: {put}")));
    }
    wait_pages(story.window()?, case, 7).await?;
    // What is shown and noted behind it does not take the message away.
    wait_until("the last page to be shown", async || {
        let image =
            "return document.querySelector('[data-test=\"viewer-image\"]')?.complete === true";
        Ok((story.window()?.run_script(image, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    expect_words(&told(story.window()?).await?, &["letter.docx"])?;
    story.take_picture("batch").await?;
    story.window()?.press("Alt+4").await?;
    opens_at(story.window()?, &json!(4)).await?;
    expect_words(&told(story.window()?).await?, &["letter.docx"])?;
    story.take_picture("elsewhere").await?;
    story.window()?.press("Esc").await?;
    story.window()?.wait_gone("failures").await
}

/// Refused with a reason: the shortest way to a paper.
async fn print_twice(story: &mut Story) -> TestResult {
    give_back_early(story.window()?).await?;
    story.window()?.press("Alt+5").await?;
    story.window()?.wait_focus("decide-accept").await?;
    story.window()?.press("3").await?;
    story.window()?.wait_focus("reasons").await?;
    story.window()?.type_text("已参加职工基本养老保险。").await?;
    issue_decision(story.window()?).await?;
    for count in 2..=3 {
        story.window()?.press("Ctrl+P").await?;
        wait_until(&format!("{count} papers"), async || {
            Ok((printed_forms(story)?.len() == count).then_some(()))
        })
        .await?;
    }
    Ok(())
}

pub async fn odd_devices(story: &mut Story) -> TestResult {
    let folder = plug_in_scanner(story, "adf")?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    scan_in_its_words(story, &folder, &case).await?;
    import_batch(story, &case).await?;
    print_twice(story).await
}
