//! One case as a clerk takes it in: again and again the one next thing that the screen asks for,
//! until a paper is out.
use super::invented;
use super::place::call_desk;
use super::signature::{sign_on_page, sign_on_screen};
use crate::output::Fault;
use counter_desk::Workplace;
use fastrand::Rng;
use serde_json::{Value, json};

pub struct Issued {
    pub case: String,
    /// What the screen shows: the office's number, else the provisional one.
    pub number: String,
    pub provisional: Option<String>,
    pub official: Option<String>,
    pub decision: &'static str,
    pub item: String,
}

pub struct Clerk<'a> {
    desk: &'a Workplace,
    dice: Rng,
    cards: bool,
    page_kib: u32,
}

/// No case of the catalogue takes half as many.
const STEPS: usize = 300;
/// The applicant's word for an agent, in every list of the catalogue that lets it follow.
const LETTER: &str = "authorisation";

impl<'a> Clerk<'a> {
    pub fn new(desk: &'a Workplace, dice: Rng, cards: bool, page_kib: u32) -> Self {
        Self { desk, dice, cards, page_kib }
    }

    pub async fn take_in(&mut self, items: &[String]) -> Result<Issued, Fault> {
        let item = self.draw_item(items);
        let decision = match self.dice.u8(..20) {
            0..14 => "accept",
            14..17 => "correction",
            17..19 => "refuse",
            _ => "redirect",
        };
        // A notice or a refusal goes with what papers there were; one that is not ours needs none.
        let papers =
            if matches!(decision, "correction" | "refuse") { self.dice.usize(..3) } else { 0 };
        let item_first = self.dice.u8(..4) > 0;
        let payload = json!({ "item": item_first.then_some(&item), "answers": {} });
        let view = self.call("open_case", payload).await?;
        self.decide(view, item, decision, papers).await
    }

    pub fn draw_item(&mut self, items: &[String]) -> String {
        items.get(self.dice.usize(..items.len().max(1))).cloned().unwrap_or_default()
    }

    pub fn draw_slip(&mut self) -> String {
        format!("{:08}", self.dice.u32(..100_000_000))
    }

    /// From wherever the case stands to its paper, with so many papers more than that needs.
    pub async fn decide(
        &mut self,
        mut view: Value,
        item: String,
        decision: &'static str,
        mut papers: usize,
    ) -> Result<Issued, Fault> {
        for _ in 0..STEPS {
            view = match is_possible(&view, decision) {
                true if papers == 0 => return self.issue(&view, decision, item).await,
                true => {
                    papers -= 1;
                    let row = rows(&view)
                        .find(|row| row["supply"] == "paper")
                        .map(|row| row["id"].clone());
                    self.import(&view, &row.unwrap_or_default()).await?
                }
                false => self.next(&view, &item).await?,
            };
        }
        Err(stuck(&item, &view))
    }

    /// What the screen asks for, one thing after the other, until it holds.
    pub async fn work_until(
        &mut self,
        mut view: Value,
        item: &str,
        holds: impl Fn(&Value) -> bool,
    ) -> Result<Value, Fault> {
        for _ in 0..STEPS {
            if holds(&view) {
                return Ok(view);
            }
            view = self.next(&view, item).await?;
        }
        Err(stuck(item, &view))
    }

    async fn next(&mut self, view: &Value, item: &str) -> Result<Value, Fault> {
        let (case, params) = (&view["id"], &view["next"]["params"]);
        let material = &params["material"];
        match view["next"]["code"].as_str().unwrap_or_default() {
            "choose_item" => self.call("choose_item", json!({ "case": case, "item": item })).await,
            "answer" => {
                let question = &params["question"];
                let open = list(&view["questions"]).find(|candidate| candidate["id"] == *question);
                let options =
                    open.map(|open| list(&open["options"]).collect::<Vec<_>>()).unwrap_or_default();
                let option = self.pick(&options).map(|option| option["id"].clone());
                self.call("answer", json!({ "case": case, "question": question, "option": option }))
                    .await
            }
            "read_card" => self.person(view, &params["role"]).await,
            "confirm_card" => {
                let reason = json!({ "case": case, "person": params["person"],
                    "ground": "household_register", "text": "", "number": "示例0001234" });
                self.call("confirm_card", reason).await
            }
            "mandate" | "mandate_ended" => {
                let acting = list(&view["people"]).find(|one| one["id"] == params["person"]);
                let ground = acting.map(|person| person["mandate_choices"][0]["ground"].clone());
                let mandate = json!({ "case": case, "person": params["person"], "ground": ground,
                    "paper": "监护关系证明", "extent": "代为办理本事项", "until": "case_end" });
                self.call("set_mandate", mandate).await
            }
            "receive" => self.call("receive", json!({ "case": case })).await,
            "scan" => self.import(view, material).await,
            "count_object" => {
                let row = rows(view).find(|row| row["id"] == *material);
                let count = row.and_then(|row| row["original"].as_u64()).unwrap_or(1).max(1);
                self.call(
                    "count_object",
                    json!({ "case": case, "material": material, "count": count }),
                )
                .await
            }
            "look" => {
                let page = list(&view["pages"])
                    .find(|page| page["material"] == *material && page["shown"] == false);
                let page = page.map(|page| page["id"].clone());
                self.call("page_shown", json!({ "case": case, "page": page })).await
            }
            "check_original" => {
                self.call("check_original", json!({ "case": case, "material": material })).await
            }
            "give_back" => self.call("give_back_all", json!({ "case": case })).await,
            "fill" => self.fill(view, &params["field"]).await,
            // A doubt is answered by looking once more.
            "show_form" | "form_in_doubt" => self.call("show_form", json!({ "case": case })).await,
            "sign_form" if awaits_letter(view) => self.import(view, &json!(LETTER)).await,
            "sign_form" => self.sign(view, &params["person"]).await,
            _ => Err(stuck(item, view)),
        }
    }

    /// The applicant asks to withdraw what was accepted, on paper.
    pub async fn ask_withdrawal(&self, issued: &Issued) -> Result<(), Fault> {
        let by = json!({ "case": issued.case, "by": "applicant", "covers": false });
        self.call("draw_up_withdrawal", by).await?;
        let wish = json!({ "case": issued.case, "scan": false });
        self.call("ask_withdrawal", wish).await.map(drop)
    }

    async fn person(&mut self, view: &Value, role: &Value) -> Result<Value, Fault> {
        let case = &view["id"];
        let person = invented::invent_person(&mut self.dice);
        if self.cards && role == "applicant" {
            return self.call("read_card", json!({ "case": case, "role": role })).await;
        }
        let relation = if role == "applicant" { "" } else { "亲属" };
        let payload = json!({ "case": case, "person": null, "role": role, "name": person.name,
            "id_kind": "resident", "number": person.number, "sex": "", "address": person.address,
            "phone": person.phone, "relation": relation });
        self.call("put_person", payload).await
    }

    async fn sign(&mut self, view: &Value, person: &Value) -> Result<Value, Fault> {
        let case = &view["id"];
        if view["signing"]["strokes"] == true {
            return sign_on_screen(self.desk, case, person).await;
        }
        self.call("print_form", json!({ "case": case })).await?;
        let view = self.import(view, &view["signing"]["material"]).await?;
        let page = list(&view["pages"]).last().map(|page| page["id"].clone());
        sign_on_page(self.desk, (case, person), &page.unwrap_or_default()).await
    }

    /// As a file that is dropped on the window.
    async fn import(&mut self, view: &Value, material: &Value) -> Result<Value, Fault> {
        let page = invented::invent_page(&mut self.dice, self.page_kib);
        let (case, material) = (text(&view["id"]), text(material));
        let path = format!("/import/{case}?material={material}");
        self.desk
            .upload("main", &path, page)
            .await
            .map_err(|failure| Fault::new(failure.code.as_str(), "import"))
    }

    async fn fill(&mut self, view: &Value, field: &Value) -> Result<Value, Fault> {
        let fields = list(&view["form"]["sections"]).flat_map(|section| list(&section["fields"]));
        let definition = fields
            .into_iter()
            .find(|candidate| candidate["id"] == *field)
            .cloned()
            .unwrap_or_default();
        let person = invented::invent_person(&mut self.dice);
        let value = match text(&definition["kind"]) {
            "choice" => {
                let options: Vec<&Value> = list(&definition["options"]).collect();
                self.pick(&options).map(|option| text(&option["id"]).to_owned())
            }
            "phone" => Some(person.phone),
            "id_number" => Some(person.number),
            "date" => Some(format!("2026-{:02}-{:02}", self.dice.u8(1..13), self.dice.u8(1..29))),
            "number" | "money" => Some(self.dice.u16(1..2000).to_string()),
            "bank_account" => Some(format!("62000000{:08}", self.dice.u32(..100_000_000))),
            _ => Some("示例".to_owned()),
        };
        self.call(
            "fill",
            json!({ "case": view["id"], "field": field, "value": value.unwrap_or_default() }),
        )
        .await
    }

    async fn issue(
        &mut self,
        view: &Value,
        decision: &'static str,
        item: String,
    ) -> Result<Issued, Fault> {
        let case = &view["id"];
        // Of the list: anything else would want a reason.
        let fault = json!({ "material": null, "name": view["decision"]["listed"][0],
            "problem": "缺页", "fix": "补齐" });
        let items: Vec<Value> = if decision == "correction" { vec![fault] } else { Vec::new() };
        let reasons: &[&str] =
            if decision == "refuse" { &["不符合办理条件（示例）"] } else { &[] };
        let office = (decision == "redirect").then_some("示例镇（街道）");
        // Papers that may follow are promised for the day that the screen proposes.
        let until = &view["decision"]["deferrable"]["until"];
        let proposal = json!({ "case": case, "kind": decision, "items": items, "reasons": reasons,
            "right_office": office, "deferred_until": until });
        self.call("propose", proposal).await?;
        let issued = self.call("issue", json!({ "case": case })).await?;
        let number = |name: &str| issued["case"][name].as_str().map(str::to_owned);
        let (provisional, official) = (number("provisional"), number("number"));
        let number = official.clone().or_else(|| provisional.clone());
        let number = number
            .ok_or_else(|| Fault::new("drill_stuck", "a case was issued without a number"))?;
        Ok(Issued { case: text(case).to_owned(), number, provisional, official, decision, item })
    }

    fn pick<'v>(&mut self, options: &[&'v Value]) -> Option<&'v Value> {
        options.get(self.dice.usize(..options.len().max(1))).copied()
    }

    pub async fn call(&self, name: &str, payload: Value) -> Result<Value, Fault> {
        call_desk(self.desk, name, payload).await
    }
}

fn stuck(item: &str, view: &Value) -> Fault {
    Fault::new("drill_stuck", format!("{item}: {}", text(&view["next"]["code"])))
}

fn is_possible(view: &Value, decision: &str) -> bool {
    list(&view["decision"]["options"])
        .any(|option| option["kind"] == decision && option["possible"] == true)
}

/// A list may let the letter follow; an agent signs by it alone.
fn awaits_letter(view: &Value) -> bool {
    let is_agent = view["next"]["params"]["role"] == "agent";
    is_agent && rows(view).any(|row| row["id"] == LETTER && row["state"] == "promised")
}

fn rows(view: &Value) -> impl Iterator<Item = &Value> {
    list(&view["materials"])
}

pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
