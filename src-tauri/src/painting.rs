//! Who draws the windows: the graphics card or the processor. Where there is no card the webview
//! library draws through an OpenGL that is itself played by the processor, and a key takes five
//! times as long to the glass as when the library draws by itself. Settled at each start, before
//! the library is there: by the settings, or by what the machine says of itself.
//!
//! The library takes it from variables only.

use std::env;

use counter_desk::{CardUse, PaintingCause, PaintingView};

use crate::graphics_card::{Card, find_card};
use crate::screen_server::hands_card_on;
use crate::variables::set_variables;

/// Each keeps the webview library from drawing through OpenGL: the first from putting layers
/// together by it, the second from even opening it, which spares memory.
const LIBRARY: [&str; 2] = ["WEBKIT_DISABLE_COMPOSITING_MODE", "WEBKIT_DISABLE_DMABUF_RENDERER"];

/// With the two: GTK too opens OpenGL at its start, if only to see what there is.
const TOOLKIT: (&str, &str) = ("GDK_GL", "disable");

/// The pages' scripts are small. Interpreted they take 8 MiB less, and no process that shows people's
/// papers holds memory that can be both written and run.
const SCRIPTS: (&str, &str) = ("JSC_useJIT", "0");

/// None where it could not be brought into force. For the head of `main`: no thread of ours may run
/// yet.
pub fn settle_painting(wanted: CardUse) -> Option<PaintingView> {
    let painting = find_painting(wanted);
    let variables = list_variables(&painting);
    if variables.is_empty() {
        return Some(painting);
    }
    match set_variables(&variables) {
        Ok(()) => Some(painting),
        Err(error) => {
            eprintln!("painting: {error}");
            None
        }
    }
}

/// None for a card: there the library is left as it comes, so that nothing is slower by it.
fn list_variables(painting: &PaintingView) -> Vec<(&'static str, &'static str)> {
    let [first, second] = LIBRARY.map(|name| (name, "1"));
    match (painting.by_card, painting.cause) {
        (true, _) => Vec::new(),
        (false, PaintingCause::Variable) => vec![SCRIPTS],
        (false, _) => vec![first, second, TOOLKIT, SCRIPTS],
    }
}

/// The same, and nothing is brought into force.
pub fn find_painting(wanted: CardUse) -> PaintingView {
    let variable = read_variables(|name| env::var(name).ok());
    choose_painting(wanted, variable, find_card_for_screen)
}

/// What the session's variables say, whoever set them: true for the card. The library's own are
/// obeyed by the library, whatever the settings say.
fn read_variables(read: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let says = |name: &str, words: &[&str]| read(name).is_some_and(|is| words.contains(&&*is));
    if let Some(word) = LIBRARY.iter().find_map(|name| read(name)) {
        return Some(word == "0");
    }
    let by_processor = says("LIBGL_ALWAYS_SOFTWARE", &["1", "true"])
        || says("GALLIUM_DRIVER", &["llvmpipe", "softpipe"]);
    by_processor.then_some(false)
}

fn choose_painting(
    wanted: CardUse,
    variable: Option<bool>,
    look: impl FnOnce() -> (Card, bool),
) -> PaintingView {
    let by = |by_card, cause, driver| PaintingView { by_card, cause, driver };
    match (variable, wanted) {
        (Some(by_card), _) => by(by_card, PaintingCause::Variable, None),
        (None, CardUse::On) => by(true, PaintingCause::Set, None),
        (None, CardUse::Off) => by(false, PaintingCause::Set, None),
        (None, CardUse::Auto) => match look() {
            (Card::Missing, _) => by(false, PaintingCause::NoCard, None),
            (Card::Closed(driver), _) => by(false, PaintingCause::CardClosed, Some(driver)),
            (Card::Unsure(driver), _) => by(false, PaintingCause::UnsureDriver, Some(driver)),
            (Card::Usable(driver), false) => by(false, PaintingCause::PlainScreen, Some(driver)),
            (Card::Usable(driver), true) => by(true, PaintingCause::CardFound, Some(driver)),
        },
    }
}

/// The screen is asked only where there is something to hand on.
fn find_card_for_screen() -> (Card, bool) {
    let card = find_card("/dev/dri".as_ref(), "/sys/class/drm".as_ref());
    let handed_on = matches!(card, Card::Usable(_)) && hands_card_on();
    (card, handed_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(wanted: CardUse, variable: Option<bool>, card: Card, screen: bool) -> (bool, String) {
        let painting = choose_painting(wanted, variable, || (card, screen));
        (painting.by_card, format!("{:?}", painting.cause))
    }

    #[test]
    fn the_machine_decides_where_nobody_else_does() {
        let usable = || Card::Usable("i915".into());
        let reason_of = |by_card: bool, cause: &str| (by_card, cause.to_owned());
        for (wanted, variable, card, screen, expected) in [
            (CardUse::Auto, None, usable(), true, reason_of(true, "CardFound")),
            (CardUse::Auto, None, usable(), false, reason_of(false, "PlainScreen")),
            (CardUse::Auto, None, Card::Missing, true, reason_of(false, "NoCard")),
            (CardUse::Auto, None, Card::Closed("xe".into()), true, reason_of(false, "CardClosed")),
            (
                CardUse::Auto,
                None,
                Card::Unsure("vmwgfx".into()),
                true,
                reason_of(false, "UnsureDriver"),
            ),
            (CardUse::On, None, Card::Missing, false, reason_of(true, "Set")),
            (CardUse::Off, None, usable(), true, reason_of(false, "Set")),
            (CardUse::Off, Some(true), usable(), true, reason_of(true, "Variable")),
            (CardUse::On, Some(false), usable(), true, reason_of(false, "Variable")),
        ] {
            assert_eq!(choose(wanted, variable, card, screen), expected);
        }
    }

    #[test]
    fn a_card_is_left_as_the_library_comes_and_scripts_are_interpreted_without_one() {
        for (wanted, variable, card, expected) in [
            (CardUse::Auto, None, Card::Usable("i915".into()), 0),
            (CardUse::On, None, Card::Missing, 0),
            (CardUse::Auto, Some(true), Card::Missing, 0),
            (CardUse::Auto, Some(false), Card::Missing, 1),
            (CardUse::Auto, None, Card::Missing, 4),
            (CardUse::Off, None, Card::Usable("i915".into()), 4),
        ] {
            let variables = list_variables(&choose_painting(wanted, variable, || (card, true)));
            assert_eq!(variables.len(), expected, "{variables:?}");
            assert_eq!(variables.contains(&SCRIPTS), expected > 0, "{variables:?}");
        }
    }

    #[test]
    fn the_librarys_own_variables_and_those_of_opengl_are_heard() {
        for (name, value, expected) in [
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1", Some(false)),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1", Some(false)),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "0", Some(true)),
            ("LIBGL_ALWAYS_SOFTWARE", "1", Some(false)),
            ("LIBGL_ALWAYS_SOFTWARE", "0", None),
            ("GALLIUM_DRIVER", "llvmpipe", Some(false)),
            ("GALLIUM_DRIVER", "iris", None),
            ("PATH", "/bin", None),
        ] {
            let read = |asked: &str| (asked == name).then(|| value.to_owned());
            assert_eq!(read_variables(read), expected, "{name}={value}");
        }
    }
}
