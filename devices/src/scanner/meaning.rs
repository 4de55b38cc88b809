//! What a driver's words mean. Each make has its own for colour ("24bit Color[Fast]", "RGB",
//! "Farbe") and for its feeder ("ADF Front", "Automatic Document Feeder(left aligned,Duplex)").

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    Colour,
    Grey,
    BlackAndWhite,
}

impl Light {
    /// What comes nearest where a driver has it not.
    pub fn by_nearness(self) -> [Light; 3] {
        match self {
            Self::Colour => [Self::Colour, Self::Grey, Self::BlackAndWhite],
            Self::Grey => [Self::Grey, Self::Colour, Self::BlackAndWhite],
            Self::BlackAndWhite => [Self::BlackAndWhite, Self::Grey, Self::Colour],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Glass,
    Feeder,
    /// Slides and negatives: never what paper lies on.
    Film,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    pub place: Place,
    pub both_sides: bool,
    /// The back of the sheet alone.
    pub back_only: bool,
}

const ONE_BIT: [&str; 30] = [
    "strich",
    "black & white",
    "black&white",
    "black and white",
    "black/white",
    "b&w",
    "b/w",
    "lineart",
    "line art",
    "binary",
    "halftone",
    "half tone",
    "dither",
    "diffusion",
    "schwarz",
    "bitmap",
    "黑白",
    "二值",
    "noir et blanc",
    "blanco y negro",
    "preto e branco",
    "bianco e nero",
    "zwart",
    "白黒",
    "モノクロ",
    "2値",
    "흑백",
    "czarno",
    "черно",
    "чёрно",
];
const GREY: [&str; 12] =
    ["gray", "grey", "grau", "gris", "grigi", "灰", "cinz", "grij", "グレ", "회색", "szar", "сер"];
const COLOUR: [&str; 15] = [
    "color",
    "colour",
    "rgb",
    "farb",
    "couleur",
    "colore",
    "彩",
    "24bit",
    "24-bit",
    "24 bit",
    "kleur",
    "カラー",
    "컬러",
    "kolor",
    "цвет",
];
/// More bits than a picture of a page is kept with.
const DEEP: [&str; 11] = [
    "16bit", "16-bit", "16 bit", "16位", "30bit", "36bit", "42bit", "48bit", "48-bit", "48 bit",
    "48位",
];

const FEEDER: [&str; 35] = [
    "adf",
    "ardf",
    "spdf",
    "dsdf",
    "feeder",
    "sheetfed",
    "sheet-fed",
    "sheet feed",
    "simplex",
    "duplex",
    "einzug",
    "chargeur",
    "进纸",
    "送稿",
    "输稿",
    "馈纸",
    "馈送",
    "送纸",
    "输纸",
    "单面",
    "進紙",
    "送紙",
    "輸稿",
    "饋紙",
    "單面",
    "雙面",
    "alimentador",
    "alimentatore",
    "invoer",
    "原稿送り",
    "両面",
    "片面",
    "급지",
    "양면",
    "단면",
];
const BOTH_SIDES: [&str; 18] = [
    "duplex",
    "both",
    "two-sided",
    "double",
    "beidseitig",
    "recto verso",
    "recto-verso",
    "双面",
    "雙面",
    "两面",
    "正反面",
    "doble cara",
    "fronte-retro",
    "fronte/retro",
    "frente e verso",
    "dubbelzijdig",
    "両面",
    "양면",
];
const GLASS: [&str; 23] = [
    "flatbed",
    "flat bed",
    "flat-bed",
    "platen",
    "glass",
    "normal",
    "document table",
    "flachbett",
    "vitre",
    "平板",
    "平台",
    "玻璃",
    "稿台",
    "文档台",
    "文件台",
    "扫描台",
    "glasplaat",
    "cristal",
    "vidro",
    "vetro",
    "ガラス",
    "原稿台",
    "유리",
];
/// Two sheets that are drawn in at once are no two sides of one.
const TWO_SHEETS: [&str; 4] = ["double feed", "double-feed", "double_feed", "doublefeed"];
const FILM: [&str; 9] =
    ["transparen", "negative", "positive", "slide", "film", "tma", "tpu", "xpa", "底片"];

fn says(word: &str, any: &[&str]) -> bool {
    any.iter().any(|known| word.contains(known))
}

/// Nothing where a word may mean several (`Auto`, `Gray/Color`), so that it is not chosen blindly.
pub fn read_mode(word: &str) -> Option<Light> {
    let word = word.trim().to_lowercase();
    if says(&word, &ONE_BIT) || word == "bw" || word == "mono" || word == "text" {
        return Some(Light::BlackAndWhite);
    }
    match (says(&word, &GREY), says(&word, &COLOUR)) {
        (true, true) => None,
        (true, false) => Some(Light::Grey),
        (false, true) => Some(Light::Colour),
        (false, false) if says(&word, &["monochrome", "单色"]) => Some(Light::BlackAndWhite),
        (false, false) => None,
    }
}

pub fn is_deep(word: &str) -> bool {
    says(&word.to_lowercase(), &DEEP)
}

pub fn read_source(word: &str) -> Option<Source> {
    let both_sides = takes_both_sides(word);
    let word = word.trim().to_lowercase();
    let place = if says(&word, &FILM) {
        Place::Film
    } else if says(&word, &FEEDER) || both_sides {
        Place::Feeder
    } else if says(&word, &GLASS) || word == "fb" {
        Place::Glass
    } else {
        return None;
    };
    let back_only = !both_sides && says(&word, &["back", "rear", "背面"]);
    Some(Source { place, both_sides, back_only })
}

/// Of a word as well as of the name of a setting.
pub fn takes_both_sides(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    let names_each = says(&word, &["front"]) && says(&word, &["back", "rear"]);
    (says(&word, &BOTH_SIDES) || names_each) && !says(&word, &TWO_SHEETS)
}

/// By a word that only stands beside one for both.
pub fn takes_one_side(word: &str) -> bool {
    says(&word.to_lowercase(), &["simplex", "one side", "one-side", "单面", "單面", "片面", "단면"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_makes_words_for_colour_grey_and_black_are_known() {
        for (words, light) in [
            (
                "Color|RGB|Farbe|24bit Color[Fast]|Couleur|True Color|彩色|24位彩色|24 bit Color|真彩|Colour (RGB)|Kleur|フルカラー|컬러|Kolor|Цветной",
                Light::Colour,
            ),
            (
                "Gray|Grey|True Gray|256 Grayscale|Graustufen|Niveaux de gris|灰度|8-bit Gray|Grayscale|灰階|256级灰度|Escala de grises|Tons de cinza|Grijswaarden|グレースケール|회색조|Scala di grigi|Skala szarości|Оттенки серого",
                Light::Grey,
            ),
            (
                "Lineart|Black & White|Gray[Error Diffusion]|Halftone|B/W|Mono|Binary|黑白|BW|Color Halftone|Strichzeichnung|Noir et blanc|Blanco y negro|Preto e branco|Bianco e nero|Zwart-wit|白黒2値|モノクロ|흑백|Czarno-biały|Чёрно-белый",
                Light::BlackAndWhite,
            ),
        ] {
            for word in words.split('|') {
                assert_eq!(read_mode(word), Some(light), "{word}");
            }
        }
        for word in ["Auto", "Gray/Color", "Adaptive"] {
            assert_eq!(read_mode(word), None, "{word}");
        }
        assert!(is_deep("48bit Color") && is_deep("16bit Gray") && is_deep("48位彩色"));
        assert!(!is_deep("24bit Color") && !is_deep("24位彩色"));
    }

    #[test]
    fn glass_feeder_and_film_are_told_apart() {
        let place = |word| read_source(word).map(|source| source.place);
        for word in [
            "Flatbed",
            "FlatBed",
            "Platen",
            "Normal",
            "Document Table",
            "平板",
            "fb",
            "文稿台",
            "原稿玻璃",
            "Vitre",
            "Cristal",
            "Vidro de exposição",
            "Vetro",
            "Glasplaat",
            "原稿台ガラス",
            "원고 유리",
            "文档台",
            "文件台",
            "扫描台",
        ] {
            assert_eq!(place(word), Some(Place::Glass), "{word}");
        }
        for word in [
            "adf",
            "ADF Front",
            "Automatic Document Feeder(left aligned)",
            "Duplex",
            "自动进纸器",
            "双面",
            "自动送纸器",
            "自动文档馈送器",
            "自動進紙器（單面）",
            "ADF Duplex",
            "Sheet Feed",
            "Alimentador automático",
            "Alimentatore fronte-retro",
            "Automatische documentinvoer",
            "自動原稿送り装置",
            "자동 급지",
            "ARDF",
            "DSDF",
        ] {
            assert_eq!(place(word), Some(Place::Feeder), "{word}");
        }
        for word in
            ["Transparency Adapter", "Negative", "TPU8x10", "Slide projector", "Positive Film"]
        {
            assert_eq!(place(word), Some(Place::Film), "{word}");
        }
        assert_eq!(place("Auto"), None);
        let both = read_source("Automatic Document Feeder(centrally aligned,Duplex)").unwrap();
        assert!(both.both_sides && !both.back_only);
        for word in [
            "ADF Duplex",
            "雙面",
            "Chargeur recto-verso",
            "自动送纸器双面",
            "Alimentador (doble cara)",
            "Alimentatore fronte-retro",
            "自動両面",
            "양면",
            "自动送纸器两面",
            "进纸器（正反面）",
            "ADF Front/Back",
        ] {
            let source = read_source(word).unwrap();
            assert!(source.both_sides && !source.back_only, "{word}");
        }
        for word in ["Double Feed Detection", "double-feed", "ADF Front", "Flatbed"] {
            assert!(!takes_both_sides(word), "{word}");
        }
        assert!(read_source("ADF Back").unwrap().back_only);
    }
}
