//! Names of the ethnic codes of GB/T 3304. A code not in it has no name; the card is still read.

const NAMES: [&str; 56] = [
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
];

/// As people read it; 97 and 98 are those without one of the 56.
pub fn ethnic_name(code: &str) -> Option<&'static str> {
    // Two digits, read by no parser that would also take a sign.
    let [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = code.as_bytes() else { return None };
    match usize::from(tens - b'0') * 10 + usize::from(ones - b'0') {
        97 => Some("其他"),
        98 => Some("外国血统中国籍人士"),
        n => NAMES.get(n.checked_sub(1)?).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::ethnic_name;

    #[test]
    fn the_ends_and_the_gaps() {
        assert_eq!(ethnic_name("01"), Some("汉"));
        assert_eq!(ethnic_name("11"), Some("满"));
        assert_eq!(ethnic_name("44"), Some("俄罗斯"));
        assert_eq!(ethnic_name("56"), Some("基诺"));
        assert_eq!(ethnic_name("97"), Some("其他"));
        for unknown in ["00", "57", "99", "1", "", "穿", "+1", "-1", " 1", "1 ", "001", "０1"] {
            assert_eq!(ethnic_name(unknown), None, "{unknown}");
        }
    }
}
