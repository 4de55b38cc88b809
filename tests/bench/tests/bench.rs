//! The bench, shortened, held to wide limits. Alone in its program: a figure taken beside other
//! stories says nothing.

use kit::TestResult;

#[test]
fn the_bench_measures_and_nothing_is_far_beyond_its_limit() -> TestResult {
    bench::check_limits(&bench::measure_all(&bench::Plan::quick())?)
}
