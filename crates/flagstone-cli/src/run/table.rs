//! The table that a duty doctor reads at 08:05 on Monday.
//!
//! # How
//! ```text
//! EMERGENCY  1 request
//!   m-017  Mon 5 Oct 06:12  58 M   duty doctor   by Mon 5 Oct 06:12
//!          Possible heart attack
//!          My [chest feels heavy], like someone sitting on it.
//! ROUTINE  2 requests
//!   2 prescriptions
//! ```
//! Most urgent first, and within an urgency who has waited longest.
//!
//! Before: `entry`. After: a screen.

use std::collections::BTreeMap;

use flagstone::Plan;

use crate::moments;
use crate::run::entry::{Entry, Listing};
use crate::screen::{Screen, Tone, count, harmless, pad, thousands, wrap};

/// The widest a column of ids or destinations gets.
const WIDEST: usize = 28;

/// What was decided, gathered by urgency.
pub(crate) struct Table<'p> {
    plan: &'p Plan,
    limit: Option<usize>,
    screen: Screen,
    groups: Vec<Group>,
    first: Option<i64>,
    last: Option<i64>,
}

/// The requests of one urgency.
#[derive(Default)]
struct Group {
    count: usize,
    listed: Vec<(Option<i64>, Listing, String)>,
    counted: BTreeMap<String, usize>,
}

/// How wide the columns of a group are.
struct Widths {
    id: usize,
    received: usize,
    person: usize,
    destination: usize,
}

impl<'p> Table<'p> {
    pub(crate) fn new(plan: &'p Plan, limit: Option<usize>, screen: Screen) -> Self {
        let groups = plan.levels().iter().map(|_| Group::default()).collect();
        Self { plan, limit, screen, groups, first: None, last: None }
    }

    pub(crate) fn add(&mut self, entry: Entry) {
        self.first = self.first.into_iter().chain(entry.received).min();
        self.last = self.last.into_iter().chain(entry.received).max();
        let Some(group) = self.groups.get_mut(entry.level) else { return };
        group.count += 1;
        match entry.listing {
            Some(listing) => group.listed.push((entry.received, listing, entry.destination)),
            None => *group.counted.entry(entry.destination).or_default() += 1,
        }
    }

    /// The whole table, with how many rows had problems.
    pub(crate) fn show(&mut self, bad_rows: usize) -> String {
        let mut text = self.heading();
        let mut groups = std::mem::take(&mut self.groups);
        for (at, group) in groups.iter_mut().enumerate().filter(|(_, group)| group.count > 0) {
            group.listed.sort_by_key(|(received, _, _)| received.unwrap_or(i64::MAX));
            text.push_str(&self.group(at, group));
        }
        text.push_str(&self.summary(&groups, bad_rows));
        text
    }

    fn heading(&self) -> String {
        let policy = self.plan.policy();
        let total = self.groups.iter().map(|group| group.count).sum();
        let period = match (self.first, self.last) {
            (Some(first), Some(last)) => {
                format!(", received {} to {}", moments::short(self.plan, first), moments::short(self.plan, last))
            }
            _ => String::new(),
        };
        let title = format!("{} {}", policy.name, policy.version);
        let title = self.screen.paint(Tone::Strong, &harmless(&title));
        format!("{title}: {}{period}\n\n", count(total, "request", "requests"))
    }

    fn group(&self, at: usize, group: &Group) -> String {
        let called = self.plan.levels().get(at).map_or("", |level| &level.called);
        let tone = match at {
            0 => Tone::Alarm,
            at if at <= self.plan.review_level().index() => Tone::Care,
            _ => Tone::Strong,
        };
        let mut text = format!(
            "{}  {}\n",
            self.screen.paint(tone, &called.to_uppercase()),
            count(group.count, "request", "requests")
        );
        let shown = group.listed.len().min(self.limit.unwrap_or(usize::MAX));
        let widths = self.widths(group, shown);
        for (received, listing, destination) in group.listed.iter().take(shown) {
            text.push_str(&self.entry(*received, listing, destination, &widths));
        }
        if shown < group.listed.len() {
            let more = group.listed.len() - shown;
            text.push_str(&self.screen.paint(
                Tone::Care,
                &format!("  and {} more that are not shown; leave --limit out to see them", thousands(more)),
            ));
            text.push('\n');
        }
        text.push_str(&self.counted(group));
        text.push('\n');
        text
    }

    fn widths(&self, group: &Group, shown: usize) -> Widths {
        let entries = || group.listed.iter().take(shown);
        let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0).min(WIDEST);
        Widths {
            id: widest(&mut entries().map(|(_, listing, _)| listing.id.chars().count())),
            received: widest(&mut entries().map(|(received, _, _)| self.received(*received).chars().count())),
            person: widest(
                &mut entries().map(|(_, listing, _)| moments::person(listing.age, listing.sex).chars().count()),
            ),
            destination: widest(&mut entries().map(|(_, _, destination)| destination.chars().count())),
        }
    }

    fn received(&self, received: Option<i64>) -> String {
        received.map_or_else(String::new, |moment| moments::short(self.plan, moment))
    }

    fn entry(&self, received: Option<i64>, listing: &Listing, destination: &str, widths: &Widths) -> String {
        let id = self.screen.paint(Tone::Strong, &pad(&harmless(&listing.id), widths.id));
        let deadline = match listing.deadline {
            Some(deadline) if Some(deadline) == received => "now".to_owned(),
            Some(deadline) => format!("by {}", moments::short(self.plan, deadline)),
            None => String::new(),
        };
        let columns = [
            pad(&self.received(received), widths.received),
            pad(&moments::person(listing.age, listing.sex), widths.person),
            pad(destination, widths.destination),
            deadline,
        ];
        let columns: Vec<String> = columns.into_iter().filter(|column| !column.is_empty()).collect();
        let mut text = format!("  {id}  {}\n", columns.join("  ").trim_end());
        let indent = " ".repeat(widths.id.max(2) + 4);
        self.details(listing).iter().for_each(|line| text.push_str(&format!("{indent}{line}\n")));
        text
    }

    /// The lines below a request: its rules, its words, and what else a person must know.
    fn details(&self, listing: &Listing) -> Vec<String> {
        let room = self.screen.width.saturating_sub(12);
        let titles = wrap(&harmless(&listing.titles.join("; ")), room);
        let titles = titles.iter().filter(|line| !line.is_empty()).map(|line| self.screen.paint(Tone::Strong, line));
        let sentences = listing.sentences.iter().map(|sentence| sentence.show(self.screen));
        let flags = (!listing.flags.is_empty()).then(|| format!("marked: {}", listing.flags.join(", ")));
        let notes = listing
            .reasons
            .iter()
            .cloned()
            .chain(flags)
            .map(|reason| self.screen.paint(Tone::Care, &format!("! {reason}")));
        titles.chain(sentences).chain(notes).collect()
    }

    fn counted(&self, group: &Group) -> String {
        let width = group.counted.values().map(|count| thousands(*count).len()).max().unwrap_or(0);
        let mut rows: Vec<(&String, &usize)> = group.counted.iter().collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        rows.iter().map(|(destination, count)| format!("  {:>width$} {destination}\n", thousands(**count))).collect()
    }

    fn summary(&self, groups: &[Group], bad_rows: usize) -> String {
        let named = self.plan.levels().iter().zip(groups).filter(|(_, group)| group.count > 0);
        let parts: Vec<String> =
            named.map(|(level, group)| format!("{} {}", thousands(group.count), level.called)).collect();
        let listed = groups.iter().map(|group| group.listed.len()).sum();
        let by_person = if listed == 0 { String::new() } else { format!("; {} listed above", thousands(listed)) };
        let bad = if bad_rows == 0 {
            String::new()
        } else {
            format!("; {} with something wrong", count(bad_rows, "row", "rows"))
        };
        format!("{}{by_person}{bad}\n", self.screen.paint(Tone::Strong, &parts.join(", ")))
    }
}
