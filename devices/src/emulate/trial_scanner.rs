//! A scanner for the trial: SANE's own `test` driver, set to A4 and told to draw something.

use std::io;
use std::path::Path;

/// Units: dots per inch and millimetres.
const TEST_CONF: &str = "\
number_of_devices 1
mode Gray
depth 8
resolution_min 1.0
resolution_max 600.0
resolution_quant 1.0
resolution 100.0
test-picture \"Grid\"
geometry_min 0.0
geometry_max 297.0
geometry_quant 1.0
tl_x 0.0
tl_y 0.0
br_x 210.0
br_y 297.0
";

/// Writes a configuration folder; give it to the host as `SANE_CONFIG_DIR`. The device is `test:0`.
pub fn write_trial_scanner(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("dll.conf"), "test\n")?;
    std::fs::write(folder.join("test.conf"), TEST_CONF)
}
