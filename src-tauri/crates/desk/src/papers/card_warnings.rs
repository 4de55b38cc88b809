//! What speaks against a person's document, by the code of its warning, in the words of papers.
use counter_core::card::READER_NOT_ALLOWED;
use counter_core::case::Person;

/// Something was noted of the person's document that speaks against it.
pub fn is_noted(person: &Person) -> bool {
    person.warnings.iter().any(|code| warning_words(person, code).is_some())
}

/// None where the card is in order all the same: one that expires soon is still valid.
pub fn warning_words(person: &Person, code: &str) -> Option<String> {
    let words = match code {
        "card_expired" => return Some(format!("证件已过有效期（{}）", person.valid_to)),
        "card_not_yet_valid" => return Some(format!("证件尚未生效（{}起）", person.valid_from)),
        "chip_birth_differs" => "芯片记载的出生日期与号码不一致",
        "chip_sex_differs" => "芯片记载的性别与号码不一致",
        "private_use_character" => "芯片有字库没有的字",
        "damaged_character" => "芯片文字有损坏",
        "date_unreadable" => "芯片有日期读不出",
        "unknown_ethnic" => "芯片的民族代码不能识别",
        "unknown_sex" => "芯片的性别代码不能识别",
        "newest_address_unread" => "没有读到追加的住址",
        READER_NOT_ALLOWED => return Some(reader_words(person)),
        "fifteen_digits" => "号码为15位旧号码",
        "typed_birth_differs" => "登记的出生日期与号码不一致",
        "typed_sex_differs" => "登记的性别与号码不一致",
        _ => return None,
    };
    Some(words.to_owned())
}

/// By its number, which an auditor can look for.
fn reader_words(person: &Person) -> String {
    match &person.reader {
        Some(number) => format!("读卡器（安全模块号{number}）不在中心登记的名单内"),
        None => "读卡器未报出安全模块号，不能确认在中心登记的名单内".to_owned(),
    }
}
