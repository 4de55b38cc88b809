//! Windows of invented centres: what a centre settles for the papers there, or that none was joined.
use super::dice::Dice;
use crate::papers::context::PaperContext;
use crate::papers::example::CATALOG;
use crate::papers::letterhead::write_letterhead;
use counter_backoffice::Permit;
use counter_centre::{CentreFile, CentreKey, Edition, sign_body};
use counter_core::date::Moment;
use counter_core::private::Private;
use counter_documents::sheet::Letterhead;
use serde_json::json;
use std::sync::{Arc, LazyLock};

pub const WINDOW: &str = "3号窗";
/// The mark of what is made in practice.
pub const PRACTICE: &str = "练习";
pub const CLERK: &str = "李示例";
pub const STATION_CODE: &str = "SHILI1";
const STATION: &str = "示例镇";

/// The office's word for whoever decides there. Of another office: this one marks it, and takes it.
pub fn permit_of(clerk: &str) -> Permit {
    let body = json!({ "clerk": clerk, "role": "clerk", "station_code": STATION_CODE }).to_string();
    Permit { body, signature: "A".repeat(86) + "==" }
}

/// What the place says of itself; none of what it leaves to the program.
#[derive(Clone, Copy)]
pub struct Settled {
    pub name: Option<&'static str>,
    pub address: Option<&'static str>,
    pub telephone: Option<&'static str>,
    pub complaints: Option<&'static str>,
    pub hours: Option<&'static str>,
    pub remedies: Option<&'static str>,
    pub seal: Option<&'static str>,
    pub copies: Option<&'static str>,
    pub footer: Option<&'static str>,
    pub review_office: Option<&'static str>,
    pub court: Option<&'static str>,
    /// What is kept of a signature.
    pub kept: Option<&'static str>,
    /// Working days for corrections, what follows without them, and the rule that says so.
    pub lapse: Option<(u32, &'static str, &'static str)>,
}

const NOTHING: Settled = Settled {
    name: None,
    address: None,
    telephone: None,
    complaints: None,
    hours: None,
    remedies: None,
    seal: None,
    copies: None,
    footer: None,
    review_office: None,
    court: None,
    kept: None,
    lapse: None,
};
const LITTLE: Settled = Settled {
    hours: Some("周一至周五 9:00-17:00"),
    seal: Some("行政审批专用章"),
    court: Some("示例区人民法院"),
    ..NOTHING
};
const ALL: Settled = Settled {
    name: Some("示例区政务服务中心"),
    address: Some("示例镇示例路 1 号"),
    telephone: Some("0757-00000000"),
    complaints: Some("0757-00000001"),
    hours: Some("周一至周五 9:00-17:00\n周六 9:00-12:00"),
    remedies: Some("也可以先向本窗口反映。"),
    seal: Some("窗口业务专用章"),
    copies: Some("一式三份"),
    footer: Some("示例区政务服务中心监制"),
    review_office: Some("示例区人民政府"),
    court: Some("示例区法院"),
    kept: Some("签名只用于确认本件的申请表。"),
    lapse: Some((15, "视为放弃申请，终止办理", "示例办法第十条")),
};

type Centre = (Settled, Option<Arc<CentreFile>>);

static CENTRES: LazyLock<[Centre; 3]> = LazyLock::new(|| {
    [(NOTHING, None), (LITTLE, Some(sign_centre(&LITTLE))), (ALL, Some(sign_centre(&ALL)))]
});

fn sign_centre(settled: &Settled) -> Arc<CentreFile> {
    let Settled { name, address, telephone, complaints, hours, remedies, .. } = settled;
    let Settled { seal, copies, footer, review_office, court, kept, lapse, .. } = settled;
    let lapse = lapse.map(|(days, consequence, source)| {
        json!({ "days": days, "consequence": consequence, "source": source })
    });
    let body = json!({
        "shape": 1, "version": 1, "until": "2099-12-31", "kind": "real",
        "centre": { "code": "440699-01", "name": "示例区政务服务中心" },
        "station": { "code": STATION_CODE, "name": "示例镇便民服务中心" },
        "office": {
            "address": "https://office.example",
            "pin": { "keys": { "current": "ab".repeat(32) } },
        },
        "place": {
            "name": name, "address": address, "telephone": telephone, "complaints": complaints,
            "hours": hours, "remedies": remedies,
            "papers": {
                "seal": seal, "copies": copies, "footer": footer,
                "review_office": review_office, "court": court, "lapse": lapse,
            },
            "signature": { "kept": kept },
        },
    });
    let secret = Private::new("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=");
    let key = CentreKey::from_secret(&secret).unwrap();
    let edition = Edition {
        version: None,
        made_at: Moment::from_millis(1_767_000_000_000),
        codes: Vec::new(),
    };
    Arc::new(sign_body(body.to_string().as_bytes(), &key, &edition).unwrap())
}

pub struct Window {
    pub settled: Settled,
    centre: Option<Arc<CentreFile>>,
    pub mark: Option<&'static str>,
    pub scans: bool,
    pub is_scanner_out: bool,
    pub is_example: bool,
    pub is_template_refused: bool,
}

impl Window {
    pub fn roll(dice: &mut Dice) -> Window {
        let (settled, centre) = dice.pick(CENTRES.as_slice());
        let mark = dice.chance(30).then_some("试用");
        let scanner = dice.roll(100);
        Window {
            settled: *settled,
            centre: centre.clone(),
            mark,
            scans: scanner < 70,
            is_scanner_out: scanner < 20,
            is_example: dice.chance(50),
            is_template_refused: dice.chance(15),
        }
    }

    /// Of a centre that settles nothing, with no mark.
    pub fn bare() -> Window {
        Window {
            settled: NOTHING,
            centre: None,
            mark: None,
            scans: false,
            is_scanner_out: false,
            is_example: false,
            is_template_refused: false,
        }
    }

    pub fn context(&self, now: Moment, clerk: &str) -> PaperContext {
        let mut context = PaperContext::example(CATALOG.clone(), now);
        context.clerk.number = clerk.to_owned();
        context.clerk.name = CLERK.to_owned();
        context.clerk.station = STATION.to_owned();
        context.mark = self.mark.map(str::to_owned);
        context.scans = self.scans;
        context.rules.keep_days = self.keep_days();
        context.is_scanner_out = self.is_scanner_out;
        match &self.centre {
            Some(centre) => context.in_place(centre.clone()),
            None => context,
        }
    }

    /// So many days after the office has them pages go; 0 for never.
    pub fn keep_days(&self) -> u32 {
        if self.is_example { 0 } else { 30 }
    }

    pub fn letterhead(&self, now: Moment, form: &str) -> Letterhead {
        let context = self.context(now, "1001");
        let texts = context.paper_texts();
        write_letterhead(texts, form, self.is_example, self.is_template_refused)
    }

    pub fn station_line(&self) -> String {
        self.settled.name.map_or_else(|| format!("{STATION}综合服务窗口"), str::to_owned)
    }

    pub fn place_lines(&self) -> Vec<String> {
        let Settled { address, telephone, complaints, hours, .. } = self.settled;
        let labelled = [
            ("地址：", address),
            ("电话：", telephone),
            ("监督投诉：", complaints),
            ("办公时间：", hours),
        ];
        labelled.iter().filter_map(|(label, text)| Some(format!("{label}{}", (*text)?))).collect()
    }
}
