//! The paths that a file names: in `use` statements, and in the middle of its code.

pub struct Path {
    pub segments: Vec<String>,
    /// What a `use` statement calls it; empty for a path in the middle of the code.
    pub name: String,
    /// Of a `pub use` statement.
    pub exported: bool,
}

pub fn read_paths(tokens: &[&str]) -> Vec<Path> {
    let (mut paths, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let previous = at.checked_sub(1).map_or("", |previous| tokens[previous]);
        if tokens[at] == "use" && tokens.get(at + 1) != Some(&"<") {
            at += 1;
            for (segments, name) in tree(tokens, &mut at, &[]) {
                paths.push(Path { segments, name, exported: ["pub", ")"].contains(&previous) });
            }
        } else if previous != "::" && tokens.get(at + 1) == Some(&"::") {
            let segments = words(tokens, &mut at);
            paths.push(Path { segments, name: String::new(), exported: false });
        } else {
            at += 1;
        }
    }
    paths
}

/// The words from here that double colons join; ends behind the last.
fn words(tokens: &[&str], at: &mut usize) -> Vec<String> {
    let is_word = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.starts_with(|c: char| c == '_' || c.is_alphanumeric()))
    };
    let mut words = Vec::new();
    while is_word(*at) {
        words.push(tokens[*at].to_owned());
        *at += 1;
        if tokens.get(*at) != Some(&"::") || !is_word(*at + 1) {
            break;
        }
        *at += 1;
    }
    if words.is_empty() {
        *at += 1;
    }
    words
}

/// A tree of a `use` statement: each path with the name that it brings.
fn tree(tokens: &[&str], at: &mut usize, before: &[String]) -> Vec<(Vec<String>, String)> {
    if before.is_empty() && tokens.get(*at) == Some(&"::") {
        // Another crate, whatever its name.
        return Vec::new();
    }
    let mut segments = [before, &words(tokens, at)].concat();
    if tokens.get(*at) == Some(&"::") {
        *at += 1;
    }
    if tokens.get(*at) == Some(&"{") {
        *at += 1;
        let mut imports = Vec::new();
        while !matches!(tokens.get(*at), None | Some(&"}")) {
            imports.extend(tree(tokens, at, &segments));
            *at += usize::from(tokens.get(*at) == Some(&","));
        }
        *at += 1;
        return imports;
    }
    if tokens.get(*at) == Some(&"*") {
        *at += 1;
        segments.push("*".to_owned());
    }
    segments.pop_if(|last| last == "self" && !before.is_empty());
    let mut name = segments.last().cloned().unwrap_or_default();
    if tokens.get(*at) == Some(&"as") {
        name = tokens.get(*at + 1).copied().unwrap_or_default().to_owned();
        *at += 2;
    }
    vec![(segments, name)]
}
