//! Counting days while pauses may stop the count.

use super::course::Pause;
use crate::time::calendar::{Calendar, Deadline};
use crate::time::counting::{count_days, find_day};
use crate::time::date::Date;

/// How the days of one period are counted.
#[derive(Clone, Copy)]
pub(super) struct Count<'a> {
    pub cal: &'a Calendar,
    /// Working days, else calendar days.
    pub working: bool,
    /// Whether calendar days that end on a day off go on to the next working day.
    pub rolls: bool,
    /// A day in two pauses is left out once.
    pub pauses: &'a [Pause],
}

impl<'a> Count<'a> {
    /// Working days without a pause.
    pub fn working_days(cal: &'a Calendar) -> Self {
        Self { cal, working: true, rolls: true, pauses: &[] }
    }

    pub fn is_paused(&self, day: Date) -> bool {
        self.pauses.iter().any(|pause| pause.covers(day))
    }

    /// Of the days from `first` to `last`, both included, the stretches without a pause.
    fn running_stretches(&self, first: Date, last: Date) -> Vec<(Date, Date)> {
        let pauses = self.pauses.iter().map(|pause| (pause.from, pause.to.unwrap_or(Date::MAX)));
        let mut pauses: Vec<(Date, Date)> = pauses.filter(|(from, to)| from <= to).collect();
        pauses.sort_unstable();
        let (mut stretches, mut next) = (Vec::new(), Some(first));
        for (from, to) in pauses {
            let Some(begin) = next.filter(|begin| *begin <= last) else { break };
            if to < begin {
                continue;
            }
            if let Ok(end) = from.yesterday()
                && begin <= end
            {
                stretches.push((begin, end.min(last)));
            }
            next = to.tomorrow().ok();
        }
        stretches.extend(next.filter(|begin| *begin <= last).map(|begin| (begin, last)));
        stretches
    }

    /// Counted days after `from` up to and including `to`; 0 when `to` is not after `from`.
    pub fn days_between(&self, from: Date, to: Date) -> u32 {
        let Ok(first) = from.tomorrow() else { return 0 };
        let count = |(first, last)| match self.working {
            true => self.cal.count_working(first, last),
            false => count_days(first, last),
        };
        let counted: i64 = self.running_stretches(first, to).into_iter().map(count).sum();
        u32::try_from(counted).unwrap_or(u32::MAX)
    }

    /// The last day of a period of `n`, the day after `start` being day 1. None when a pause of
    /// unknown end comes first.
    pub fn last_day(&self, start: Date, n: u32) -> Option<Deadline> {
        let stands =
            self.pauses.iter().filter(|pause| pause.to.is_none()).map(|pause| pause.from).min();
        let reached = stands.is_none_or(|from| n == 0 || self.days_between(start, from) >= n);
        reached.then(|| self.find_end(start, n)).map(|last| {
            // Of no day there is none to go on from: it is the day itself.
            if self.working || n == 0 { last } else { self.cal.end_calendar_days(last, self.rolls) }
        })
    }

    fn find_end(&self, start: Date, n: u32) -> Deadline {
        let end = find_day(start, n, |day| i64::from(self.days_between(start, day)));
        let mut stretches = self.running_stretches(start, end).into_iter();
        let provisional =
            self.working && !stretches.all(|(first, last)| self.cal.knows_all(first, last));
        Deadline { provisional, ..Deadline::firm(end) }
    }

    /// Days left of a period of `n` on `today`: 0 on the last day, negative after it. While the
    /// clock stands still they do not change.
    pub fn days_left(&self, start: Date, n: u32, end: Option<Deadline>, today: Date) -> i64 {
        match end {
            Some(end) if end.date < today => -self.late(end.date, today),
            Some(end) => i64::from(self.days_between(today, end.date)),
            None => i64::from(n) - i64::from(self.days_between(start, today)),
        }
    }

    /// A deadline passed over a weekend is late at once, though no working day lies between. Once
    /// over, no pause helps.
    fn late(&self, end: Date, today: Date) -> i64 {
        i64::from(Count { pauses: &[], ..*self }.days_between(end, today)).max(1)
    }
}
