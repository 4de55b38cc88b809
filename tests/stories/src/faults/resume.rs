//! A case taken up wherever it stands, step by step as the primary button says, to the office's
//! acknowledgement.

use std::time::Duration;

use super::*;

/// Long enough for a page to be drawn and counted as shown.
const PAGE: Duration = Duration::from_millis(500);

pub(crate) async fn to_the_end(window: &mut Window) -> TestResult {
    loop {
        let code = next_step(window).await?;
        match code.as_str() {
            "done" => return wait_delivered(window).await,
            "fill" => fill(window).await?,
            "show_form" | "sign_form" => sign_form(window).await?,
            "decide" | "" => {
                window.press("Alt+5").await?;
                issue_decision(window).await?;
            }
            // One page after the other, as the screen shows them.
            "look" => {
                window.press("Ctrl+Enter").await?;
                let _ = wait_at_most(PAGE, "the next page", async || {
                    Ok((next_step(window).await? != code).then_some(()))
                })
                .await;
            }
            "give_back" => {
                give_back(window).await?;
                wait_step_over(window, &code).await?;
            }
            _ => {
                window.press("Ctrl+Enter").await?;
                wait_step_over(window, &code).await?;
            }
        }
    }
}

/// A step may also be taken by the screen itself: a page that is shown counts as looked at.
async fn wait_step_over(window: &Window, code: &str) -> TestResult {
    wait_until(&format!("the end of the step {code}"), async || {
        Ok((next_step(window).await? != code).then_some(()))
    })
    .await
}

/// What is there already stays; a half-typed number is typed anew.
async fn fill(window: &mut Window) -> TestResult {
    window.press("Alt+4").await?;
    window.find("form").await?;
    if window.text("field-phone").await? != "10012345678" {
        window.focus("field-phone").await?;
        window.press("Ctrl+A").await?;
        window.type_text("10012345678").await?;
        window.press("Enter").await?;
    }
    choose(window, "level", "180").await?;
    choose(window, "pay_by", "counter").await?;
    wait_step_over(window, "fill").await
}

/// A choice is a row of buttons or a list; set without keys, since after a cut the focus may be
/// anywhere.
async fn choose(window: &Window, field: &str, value: &str) -> TestResult {
    window.find(&format!("field-{field}")).await?;
    let script = "const one = document.querySelector(`[data-test=\"field-${arguments[0]}-${arguments[1]}\"]`); \
        if (one?.matches('button')) { one.click(); return true; } \
        const list = document.querySelector(`[data-test=\"field-${arguments[0]}\"]`); \
        const select = list?.matches('select') ? list : list?.querySelector('select'); if (!select) return false; \
        select.value = arguments[1]; select.dispatchEvent(new Event('change', { bubbles: true })); return true;";
    match window.run_script(script, vec![json!(field), json!(value)]).await? == json!(true) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{field} cannot be chosen"))),
    }
}
