#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| replay::run_target("call", bytes));
