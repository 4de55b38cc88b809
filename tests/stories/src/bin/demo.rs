//! Plays the main stories where there is no display, and leaves their pictures and forms in
//! `target/demo`.

use std::process::ExitCode;
use std::time::Instant;

use kit::{demo_folder, play_story};

fn main() -> ExitCode {
    let begun = Instant::now();
    let played = play_story("demo-1-accepted", stories::case_accepted)
        .inspect(|_| println!("a case is filed after {} s", begun.elapsed().as_secs()))
        .and_then(|()| play_story("demo-2-correction", stories::correction_notice))
        .and_then(|()| play_story("demo-3-refused", stories::case_refused))
        .and_then(|()| play_story("demo-4-list", stories::list_only))
        .and_then(|()| play_story("demo-5-joined", stories::joined_and_filed))
        .and_then(|()| demo_folder());
    match played {
        Ok(folder) => {
            println!("played to the end; pictures and printed forms are in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("the story stopped: {fault}");
            ExitCode::FAILURE
        }
    }
}
