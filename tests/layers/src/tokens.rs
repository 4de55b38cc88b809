//! Rust text as words and marks (`::` is one). Comments, strings and characters are left out, and
//! so are modules of tests.

/// What begins an item; of these only `mod` can be a module of tests.
const ITEMS: [&str; 9] = ["mod", "use", "fn", "struct", "enum", "impl", "const", "static", "trait"];

pub fn split_tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => through(rest, "*/"),
            '"' | '\'' => quoted(rest),
            ':' if rest.starts_with("::") => 2,
            'r' if rest[1..].trim_start_matches('#').starts_with('"') => raw(rest),
            _ => word.max(first.len_utf8()),
        };
        let (token, after) = rest.split_at(length);
        let is_text =
            token.starts_with("//") || token.starts_with("/*") || token.contains(['"', '\'']);
        if !is_text && !first.is_whitespace() {
            tokens.push(token);
        }
        rest = after;
    }
    tokens
}

fn through(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

fn raw(text: &str) -> usize {
    let hashes = text[1..].len() - text[1..].trim_start_matches('#').len();
    let body = hashes + 2;
    body + through(&text[body..], &format!("\"{}", "#".repeat(hashes)))
}

/// A string or a character with its escapes; of a lifetime only its mark.
fn quoted(text: &str) -> usize {
    let mut letters = text.char_indices();
    let quote = letters.next().map(|(_, letter)| letter);
    if quote == Some('\'') && !text[1..].starts_with('\\') && text.chars().nth(2) != Some('\'') {
        return 1;
    }
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            _ if Some(letter) == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The tokens outside modules of tests; the names of those modules that are files of their own.
pub fn without_tests<'a>(tokens: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut others, mut files, mut at) = (Vec::new(), Vec::new(), 0);
    while at < tokens.len() {
        let from = at;
        if let ["#", "[", "cfg", "(", "test" | "all", ..] = &tokens[at..]
            && let Some(item) = (at..tokens.len()).find(|at| ITEMS.contains(&tokens[*at]))
            && tokens[at..item].contains(&"test")
            && let ["mod", name, end, ..] = &tokens[item..]
        {
            at = match *end {
                "{" => closing(tokens, item + 2),
                _ => item + 3,
            };
            files.extend((*end == ";").then_some(*name));
        }
        if at == from {
            others.push(tokens[at]);
            at += 1;
        }
    }
    (others, files)
}

/// Behind the brace that closes the one at `open`.
fn closing(tokens: &[&str], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        depth += i32::from(*token == "{") - i32::from(*token == "}");
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}
