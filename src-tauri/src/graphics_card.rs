//! Which graphics card this user may draw with, by the system's own folders: the nodes through
//! which programs draw, and each node's driver.

use std::fs::{self, OpenOptions};
use std::path::Path;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Card {
    /// With the driver's name, as in the others.
    Usable(String),
    /// There, and not for this user.
    Closed(String),
    /// A virtual machine's card, or a driver that does not draw for everybody: its window may stay
    /// empty, or be drawn by the processor after all.
    Unsure(String),
    Missing,
}

/// Drivers whose OpenGL comes with the system itself. Those of virtual machines (`virtio_gpu`,
/// `vmwgfx`, `vgem`) draw only where their host lets them and do not say so; the makers' own
/// (`nvidia` and others) have left windows of this webview library empty.
const DRAWING: [&str; 12] = [
    "i915", "xe", "amdgpu", "radeon", "nouveau", "panfrost", "panthor", "lima", "v3d", "etnaviv",
    "msm", "asahi",
];

/// `nodes`: `/dev/dri`. `classes`: `/sys/class/drm`. The best of several.
pub fn find_card(nodes: &Path, classes: &Path) -> Card {
    let entries = fs::read_dir(nodes).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    // Without a render node a driver only shows pictures, as those of servers do.
    let cards = names.filter(|name| name.starts_with("renderD")).map(|name| {
        let driver = fs::read_link(classes.join(&name).join("device/driver")).ok();
        let driver = driver.and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
        judge_card(driver.unwrap_or_else(|| "?".to_owned()), &nodes.join(&name))
    });
    cards.min_by_key(rank_of).unwrap_or(Card::Missing)
}

fn judge_card(driver: String, node: &Path) -> Card {
    if !DRAWING.contains(&driver.as_str()) {
        return Card::Unsure(driver);
    }
    match OpenOptions::new().read(true).write(true).open(node) {
        Ok(_) => Card::Usable(driver),
        Err(_) => Card::Closed(driver),
    }
}

fn rank_of(card: &Card) -> u8 {
    match card {
        Card::Usable(_) => 0,
        Card::Closed(_) => 1,
        Card::Unsure(_) => 2,
        Card::Missing => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A machine with these nodes; one without a driver is a folder, which nobody can open to
    /// write.
    fn find_among(nodes: &[(&str, &str, bool)]) -> Card {
        let machine = tempfile::tempdir().unwrap();
        let at = |path: &str| machine.path().join(path);
        fs::create_dir_all(at("dri")).unwrap();
        for (node, driver, open) in nodes {
            let class = at(&format!("drm/{node}/device"));
            fs::create_dir_all(&class).unwrap();
            symlink(format!("../../../../bus/pci/drivers/{driver}"), class.join("driver")).unwrap();
            match open {
                true => fs::write(at(&format!("dri/{node}")), "").unwrap(),
                false => fs::create_dir(at(&format!("dri/{node}"))).unwrap(),
            }
        }
        find_card(&at("dri"), &at("drm"))
    }

    #[test]
    fn a_card_counts_by_its_node_its_driver_and_whether_it_opens() {
        let card = |name: &str| name.to_owned();
        assert_eq!(find_among(&[]), Card::Missing);
        assert_eq!(find_among(&[("card0", "i915", true)]), Card::Missing, "shows only");
        assert_eq!(find_among(&[("renderD128", "i915", true)]), Card::Usable(card("i915")));
        assert_eq!(find_among(&[("renderD128", "amdgpu", false)]), Card::Closed(card("amdgpu")));
        for driver in ["virtio_gpu", "vmwgfx", "vgem", "nvidia", "a-makers-own"] {
            assert_eq!(find_among(&[("renderD128", driver, true)]), Card::Unsure(card(driver)));
        }
        let several = [("renderD128", "nvidia", true), ("renderD129", "xe", true)];
        assert_eq!(find_among(&several), Card::Usable(card("xe")));
        assert_eq!(find_card("/nowhere".as_ref(), "/nowhere".as_ref()), Card::Missing);
    }
}
