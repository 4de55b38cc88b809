//! The invented people of a trial.

use super::accounts::Account;

const STATION: &str = "三水·西南街道";
/// One for all: whichever of them signs in first makes an installation this station's, and the
/// supervisor sees what the others filed.
const STATION_CODE: &str = "DEMO01";
/// Number, password, name, role, window.
const PEOPLE: [(&str, &str, &str, &str, &str); 3] = [
    ("1001", "demo-1001", "李示例", "clerk", "3号窗"),
    ("1002", "demo-1002", "王示例", "clerk", "4号窗"),
    ("2001", "demo-2001", "赵示例", "supervisor", "值班台"),
];

/// The invented people of a trial, with their public passwords.
pub fn demo_accounts() -> Vec<(Account, String)> {
    let account = |(number, password, name, role, window): (&str, &str, &str, &str, &str)| {
        let account = Account {
            number: number.to_owned(),
            name: name.to_owned(),
            role: role.to_owned(),
            station: STATION.to_owned(),
            station_code: STATION_CODE.to_owned(),
            window: window.to_owned(),
        };
        (account, password.to_owned())
    };
    PEOPLE.into_iter().map(account).collect()
}
