//! What the day's reconciliation may say of one case.
use super::claims::Claims;
use super::scene::Scene;
use counter_core::case::Custody;
use counter_core::date::{Date, date_text, moment_text};
use counter_core::fact::Fact;
use counter_core::item::Supply;
use counter_core::state::{Delivery, Status};

impl Scene<'_> {
    /// Of this case alone: it is taken in on the day, or its opening is of the day.
    pub fn claim_day(&self, claims: &mut Claims) {
        let (record, file) = (&self.record, self.record.file);
        let day = self.find_day();
        let is_taken = record.received().is_some() || !record.decisions().is_empty();
        let place = self.find_place();
        claims.say(date_text(day));
        claims.say(moment_text(record.now));
        let count = |label: &str| u32::from(is_taken && place == label);
        let here = ["在办", "待上传", "搁置待查", "后台拒收", "已撤回", "已作废"];
        let on_paper = match count("纸质移交") {
            0 => String::new(),
            some => format!("+ 纸质移交 {some} 件"),
        };
        claims.say(format!(
            "收件 {} 件 = 已送达后台 {} 件{on_paper}+ 仍在本机 {} 件",
            u32::from(is_taken),
            count("已送达后台"),
            here.into_iter().map(&count).sum::<u32>(),
        ));
        let parts = here.map(|label| format!("{label} {} 件", count(label)));
        claims.texts.extend(parts.clone());
        claims.say(format!(
            "仍在本机：{}。另有当天开件、未收件的草稿 {} 件，作废 0 件，不计入收件。",
            parts.join("，"),
            u32::from(!is_taken),
        ));
        if !is_taken {
            claims.say("当天没有收件。");
            return;
        }
        let replaced = file.case.in_place_of();
        let replaced = replaced.map(|before| format!("（替代第 {before} 次提交）"));
        let lies = format!("{place}{}", replaced.unwrap_or_default());
        let received =
            record.received().map(|at| at.local_datetime().strftime("%H:%M").to_string());
        let (mut originals, mut copies, mut objects) = (0, 0, 0);
        for def in file.item().into_iter().flat_map(|item| &item.materials) {
            let facts = record.row(def);
            if facts.copies_custody == Custody::Held {
                copies += facts.papers.copies;
            }
            if facts.custody == Custody::Held {
                let is_counted = facts.papers.originals > 0 || facts.papers.objects > 0;
                let at_least = match (is_counted, def.supply) {
                    (true, _) => (0, 0),
                    (false, Supply::Object) => (0, 1),
                    (false, _) => (1, 0),
                };
                originals += facts.papers.originals + at_least.0;
                objects += facts.papers.objects + at_least.1;
            }
        }
        let held = [("原件", originals), ("复印件", copies), ("实物", objects)];
        let held = held.into_iter().filter(|(_, count)| *count > 0);
        let held: Vec<String> = held.map(|(kind, count)| format!("{kind} {count}")).collect();
        let numbers = [record.official(), record.provisional()].into_iter().flatten();
        let status = name_status(file.case.status);
        claims.texts.extend(numbers.clone().map(str::to_owned));
        claims.texts.extend([status.to_owned(), lies.clone(), self.find_clerk().to_owned()]);
        claims.texts.extend(received.clone());
        claims.rows.push(vec![
            "1".to_owned(),
            numbers.collect(),
            self.item_name(),
            received.unwrap_or_else(|| "—".to_owned()),
            self.find_clerk().to_owned(),
            status.to_owned(),
            lies,
            if held.is_empty() { "—".to_owned() } else { held.join("，") },
        ]);
    }

    /// The day that the case counts for: its receipt's, else its first decision's.
    pub fn find_day(&self) -> Date {
        let record = &self.record;
        let decided = record.decisions().first().map(|decided| decided.at);
        record.received().or(decided).unwrap_or(record.entries[0].at).date()
    }

    fn find_clerk(&self) -> &str {
        let taken_over = self.record.last(|entry| match &entry.fact {
            Fact::TakenOver { to, .. } => Some(to.as_str()),
            _ => None,
        });
        taken_over.unwrap_or(&self.record.entries[0].by)
    }

    fn find_place(&self) -> &'static str {
        match self.record.file.delivery() {
            Delivery::None => "在办",
            Delivery::Acknowledged => "已送达后台",
            Delivery::HandedOver => "纸质移交",
            Delivery::Parked => "搁置待查",
            Delivery::Refused => "后台拒收",
            Delivery::Queued
            | Delivery::Sending
            | Delivery::AwaitingMaterials
            | Delivery::Replaced => "待上传",
        }
    }
}

fn name_status(status: Status) -> &'static str {
    match status {
        Status::Draft => "草稿",
        Status::Received => "已收件",
        Status::Correction => "待补正",
        Status::Accepted => "已受理",
        Status::Deferred => "容缺受理",
        Status::Deemed => "视为受理待补交",
        Status::Refused => "不予受理",
        Status::Redirected => "已告知去向",
        Status::Returned => "退件待处理",
        Status::Replacing => "拒收待改",
        Status::Completed => "已办结",
        Status::Withdrawn => "已撤回",
        Status::Lapsed => "逾期未补正已终止",
        Status::Voided => "已作废",
    }
}
