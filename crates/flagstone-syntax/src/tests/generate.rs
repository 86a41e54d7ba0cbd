//! Policies made by chance: every kind of block and line, in the untidy ways in which people write them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// One line and how deep it stands; bullets bring their own dashes.
type Lines = Vec<String>;

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    select(words).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> + Clone {
    one_of(&[
        "\"chest pain\"",
        "\"can't breathe\"",
        "\"Call 999 now.\"",
        "\"pain in (my|the) chest\"",
        "\"bleed~ ... gums\"",
        "\"# not a comment\"",
        "\"naïve – café\"",
        "\"a | b\"",
    ])
}

fn texts() -> impl Strategy<Value = String> + Clone {
    vec(text(), 1..4).prop_map(|texts| texts.join(", "))
}

fn name() -> impl Strategy<Value = String> + Clone {
    one_of(&[
        "chest pain",
        "Sweating",
        "arm pain",
        "fever in a baby",
        "\"Nausea and Vomiting\"",
        "can't breathe",
        "covid-19",
        "sérieux",
    ])
}

fn level() -> impl Strategy<Value = String> + Clone {
    one_of(&["emergency", "Same Day", "within 48 hours", "within a week", "\"routine\"", "immediate"])
}

fn place() -> impl Strategy<Value = String> + Clone {
    one_of(&["duty doctor", "\"Care Navigator\"", "pharmacy first"])
}

fn ids() -> impl Strategy<Value = String> + Clone {
    one_of(&["CG95", "NG158, CG95", "BNF"])
}

fn date() -> impl Strategy<Value = String> + Clone {
    one_of(&["2026-10-01", "2027-02-28", "2028-02-29"])
}

fn age() -> impl Strategy<Value = String> + Clone {
    one_of(&[
        "18 or over",
        "over 18",
        "under 5",
        "under 3 months",
        "3 to 6 months",
        "6 weeks to 3 months",
        "16 to 64",
        "5 or under",
    ])
}

fn time() -> impl Strategy<Value = String> + Clone {
    one_of(&[
        "",
        ", now",
        ", now or in the last 12 hours",
        ", in the last 2 weeks",
        ", for more than 3 weeks",
        ", for 3 months or more",
        ", for less than 2 days",
    ])
}

fn deadline() -> impl Strategy<Value = String> + Clone {
    one_of(&[
        "within 24 hours",
        "by close today",
        "by close on the next working day",
        "5 working days",
        "now",
        "2 hours",
        "the next working day",
    ])
}

fn levels() -> impl Strategy<Value = String> + Clone {
    (level(), level(), 0..4).prop_map(|(a, b, form)| match form {
        0 => a,
        1 => format!("{a} or above"),
        2 => format!("{a} or below"),
        _ => format!("{a} or {b}"),
    })
}

fn person() -> impl Strategy<Value = String> + Clone {
    one_of(&[
        "someone",
        "a man",
        "a 34 year old woman",
        "a 6-week-old",
        "a pregnant 30 year old woman",
        "a 70 year old man who takes \"warfarin\"",
        "a 5 year old boy who has \"asthma\" and takes \"salbutamol\"",
        "a carer of a 80 year old man",
    ])
}

fn atom() -> impl Strategy<Value = String> + Clone {
    let concept = (
        one_of(&["", "ongoing ", "certain ", "absent ", "Past ", "ever ", "possible ", "mentioned "]),
        name(),
        one_of(&["", " in a relative", " in anyone"]),
        time(),
    )
        .prop_map(|(reading, name, whom, time)| format!("{reading}{name}{whom}{time}"));
    let fact = one_of(&[
        "patient is female",
        "patient is pregnant",
        "patient is not pregnant",
        "patient is 20 weeks pregnant or more",
        "patient is less than 20 weeks pregnant",
        "patient gave birth in the last 6 weeks",
        "patient had surgery in the last 2 months",
        "patient has \"diabetes\", \"copd\"",
        "patient takes \"warfarin\"",
        "form is admin",
        "sender is community pharmacy",
        "answer to \"Chest pain\" is yes",
        "answer to \"Since when?\" is \"today\"",
        "temperature is 38 degrees or more",
        "temperature is over 38.5",
        "temperature is 38 to 40",
    ]);
    prop_oneof![3 => concept, 2 => fact, 1 => age().prop_map(|age| format!("patient is {age}"))]
}

fn chain() -> impl Strategy<Value = String> + Clone {
    (vec(atom(), 1..4), one_of(&["and", "or"])).prop_map(|(atoms, joiner)| atoms.join(&format!(" {joiner} ")))
}

/// A list of bullets with dashes that tell their depth.
fn bullets(depth: usize) -> BoxedStrategy<Lines> {
    let item = (one_of(&["-", "–", "•", "*", "—"]), chain())
        .prop_map(move |(mark, chain)| vec![format!("{} {chain}", mark.repeat(depth))]);
    if depth == 3 {
        return vec(item, 1..3).prop_map(|items| items.concat()).boxed();
    }
    let nested = (head(), bullets(depth + 1)).prop_map(move |(head, mut inner)| {
        inner.insert(0, format!("{} {head}", "-".repeat(depth)));
        inner
    });
    vec(prop_oneof![3 => item, 1 => nested], 1..4).prop_map(|items| items.concat()).boxed()
}

fn head() -> impl Strategy<Value = String> + Clone {
    one_of(&["any of", "all of", "at least 2 of", "Any of"])
}

/// A `when` line, then `and` lines or `or` lines, some with bullets.
fn condition(keyword: &'static str) -> BoxedStrategy<Lines> {
    let clause = prop_oneof![
        2 => atom().prop_map(|atom| (atom, Vec::new())),
        1 => (head(), bullets(1)),
    ];
    (clause.clone(), vec(clause, 0..3), one_of(&["and", "or"]))
        .prop_map(move |((first, mut lines), rest, joiner)| {
            lines.insert(0, format!("{keyword} {first}"));
            for (words, bullets) in rest {
                lines.push(format!("{joiner} {words}"));
                lines.extend(bullets);
            }
            lines
        })
        .boxed()
}

fn line(words: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Lines> {
    words.prop_map(|line| vec![line]).boxed()
}

fn block(head: impl Strategy<Value = String> + 'static, lines: BoxedStrategy<Lines>) -> BoxedStrategy<Lines> {
    (head, vec(lines, 0..6)).prop_map(|(head, lines)| std::iter::once(head).chain(lines.concat()).collect()).boxed()
}

fn allow() -> BoxedStrategy<Lines> {
    line(Just("allow flat-bullets because \"checked\"".to_owned()))
}

fn header() -> BoxedStrategy<Lines> {
    let lines = prop_oneof![
        line(text().prop_map(|text| format!("publisher {text}"))),
        line(one_of(&["applies to England", "applies to Northern Ireland", "applies to \"England\""])),
        line(Just("valid 2026-10-01 to 2027-03-31".to_owned())),
        line(text().prop_map(|text| format!("owner {text}"))),
        line(date().prop_map(|date| format!("review by {date}"))),
        line(level().prop_map(|level| format!("review level {level}"))),
        allow(),
    ];
    block(
        (one_of(&["policy", "vocabulary"]), text(), one_of(&["1", "1.4", "2026.10.1"]))
            .prop_map(|(kind, name, version)| format!("{kind} {name} version {version}")),
        lines.boxed(),
    )
}

fn declaration() -> BoxedStrategy<Lines> {
    let hazard = prop_oneof![
        line(one_of(&["severity minor", "Severity Catastrophic", "likelihood very low", "likelihood high"])),
        line((one_of(&["cause", "effect", "control"]), text()).prop_map(|(kind, text)| format!("{kind} {text}"))),
        allow(),
    ];
    let source = prop_oneof![
        line(date().prop_map(|date| format!("checked {date}"))),
        line(text().prop_map(|text| format!("not checked, because {text}"))),
        line(text().prop_map(|text| format!("link {text}"))),
    ];
    let urgency = prop_oneof![
        line(level().prop_map(|level| format!("after {level}"))),
        line(text().prop_map(|text| format!("called {text}"))),
        line(deadline().prop_map(|deadline| format!("deadline {deadline}"))),
    ];
    prop_oneof![
        line(one_of(&[
            "use vocabulary \"uk gp core\" version 1.4",
            "setting routine daily level is a number from 20 to 200, normally 80"
        ])),
        block(text().prop_map(|text| format!("hazard HAZ-007 {text}")), hazard.boxed()),
        block(text().prop_map(|text| format!("source CG95 {text}")), source.boxed()),
        block(level().prop_map(|level| format!("urgency {level}")), urgency.boxed()),
    ]
    .boxed()
}

fn pattern() -> impl Strategy<Value = String> + Clone {
    (text(), texts(), 0..4).prop_map(|(text, texts, form)| match form {
        0 => format!("{text} within 4 words of {texts}"),
        1 => format!("{text} of 38 degrees or more, {texts}"),
        _ => texts,
    })
}

fn concept() -> BoxedStrategy<Lines> {
    let lines = prop_oneof![
        line(one_of(&[
            "means SNOMED 29857009",
            "means snomed 1234",
            "kind symptom",
            "Kind context",
            "counts when past, someone else",
            "counts when hypothetical"
        ])),
        line(pattern().prop_map(|pattern| format!("say {pattern}"))),
        line(pattern().prop_map(|pattern| format!("not when {pattern}"))),
        line((name(), name()).prop_map(|(a, b)| format!("includes {a}, {b}"))),
        line(chain().prop_map(|chain| format!("only when {chain}"))),
        line(text().prop_map(|text| format!("because {text}"))),
        line(ids().prop_map(|ids| format!("source {ids}"))),
        line(date().prop_map(|date| format!("review by {date}"))),
        allow(),
    ];
    block(name().prop_map(|name| format!("concept {name}")), lines.boxed())
}

fn red_flag() -> BoxedStrategy<Lines> {
    let outcome = one_of(&["fires", "does not fire", "should fire, known miss", "should not fire, known false alarm"]);
    let lines = prop_oneof![
        4 => condition("when"),
        1 => line(level().prop_map(|level| format!("raise to {level}"))),
        1 => line(text().prop_map(|text| format!("tell patient {text}"))),
        1 => line((name(), name()).prop_map(|(a, b)| format!("notify {a} and {b}"))),
        1 => line(name().prop_map(|name| format!("flag {name}"))),
        1 => line(one_of(&["even when unsure", "only when said, because \"x\"", "only when known, because \"y\""])),
        1 => line(ids().prop_map(|ids| format!("source {ids}"))),
        1 => line(ids().prop_map(|ids| format!("hazard {ids}"))),
        1 => line((text(), person(), outcome.clone()).prop_map(|(text, person, outcome)| format!("example {text} from {person} {outcome}"))),
        1 => line((text(), outcome).prop_map(|(text, outcome)| format!("example {text} {outcome}"))),
        1 => allow(),
    ];
    block(
        (text(), one_of(&["", " locked", " Guarded", " advisory"]))
            .prop_map(|(text, lock)| format!("red flag RF-014 {text}{lock}")),
        lines.boxed(),
    )
}

fn routing() -> BoxedStrategy<Lines> {
    let row = (levels(), age(), one_of(&["any", "female"]), (name(), one_of(&["", "not "])), place(), deadline())
        .prop_map(|(urgency, age, sex, (name, not), place, by)| {
            format!("| {urgency} | {age} |{sex}|  {not}{name} | {place} | {by} |")
        });
    (vec(row, 0..5), place(), deadline(), any::<bool>())
        .prop_map(|(rows, place, by, ruler)| {
            let mut lines = vec![
                "routing \"Where requests go\"".to_owned(),
                format!("the first row that fits wins, otherwise send to {place} by {by}"),
            ];
            lines.push("| Urgency | age | sex | asks about | send to | by |".to_owned());
            lines.extend(ruler.then(|| "|---|---|---|---|---|---|".to_owned()));
            lines.extend(rows);
            lines
        })
        .boxed()
}

fn hours() -> BoxedStrategy<Lines> {
    let days = one_of(&[
        "weekdays",
        "weekends",
        "every day",
        "Monday, tuesday",
        "Monday to Friday",
        "Monday and Friday",
        "2026-12-27",
    ]);
    let lines = prop_oneof![
        line(
            (days, one_of(&["", ", Europe/London"]))
                .prop_map(|(days, zone)| format!("open 8:00 to 18:30 on {days}{zone}"))
        ),
        line(one_of(&["closed on bank holidays in England", "closed on 2026-12-24"])),
    ];
    block(Just("hours".to_owned()), lines.boxed())
}

fn test() -> BoxedStrategy<Lines> {
    let given = one_of(&[
        "a weekday at 11:00",
        "a Monday at 08:05",
        "2026-12-25 at 10:00",
        "the form is admin",
        "sender is carer",
        "answer to \"X\" is no",
        "patient takes \"warfarin\"",
        "the patient has \"asthma\"",
    ]);
    let expect = prop_oneof![
        levels().prop_map(|levels| format!("urgency {levels}")),
        place().prop_map(|place| format!("sent to {place}")),
        one_of(&[
            "RF-014 fires",
            "RF-014 does not fire",
            "flag safeguarding",
            "deadline 2026-10-05 18:30",
            "a person reads it"
        ]),
    ];
    (vec(given, 0..3), person(), text(), vec((expect, any::<bool>()), 0..4))
        .prop_map(|(given, person, text, expect)| {
            let mut lines = vec!["test \"surge\"".to_owned()];
            lines.extend(
                given
                    .iter()
                    .enumerate()
                    .map(|(at, given)| format!("{} {given}", if at == 0 { "given" } else { "and" })),
            );
            lines.push(format!("when {person} writes {text}"));
            lines.extend(
                expect.iter().map(|(expect, and)| format!("{}expect {expect}", if *and { "and " } else { "" })),
            );
            lines
        })
        .boxed()
}

/// Writes a line as somebody in a hurry would; `noise` decides how.
fn untidy(line: &str, noise: u32) -> String {
    let has = |bit: u32| noise & (1 << bit) != 0;
    let mut written = " ".repeat((noise % 5) as usize);
    if has(5) {
        written = "\t".to_owned();
    }
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' if has(6) => written.push(if quoted { '”' } else { '“' }),
            '\'' if has(6) => written.push('’'),
            ' ' if has(7) && !quoted => written.push_str("  "),
            ' ' if has(8) => written.push('\u{a0}'),
            _ => written.push(letter),
        }
        quoted ^= letter == '"';
    }
    if has(9) && has(10) {
        written.push_str(" # a note \"here");
    }
    if has(11) {
        written.push_str("  ");
    }
    if has(12) && has(13) {
        written.push_str("\n\n# alone");
    }
    if has(14) && has(15) {
        written.push_str("\n\t# inside\n");
    }
    written.push_str(if has(16) { "\r\n" } else { "\n" });
    written
}

/// The source of a whole file.
pub(super) fn policy() -> impl Strategy<Value = String> {
    let blocks = prop_oneof![header(), declaration(), concept(), red_flag(), routing(), hours(), test()];
    let noise = vec(any::<u32>(), 1..40);
    (vec(blocks, 0..6), noise).prop_map(|(blocks, noise)| {
        blocks.concat().iter().zip(noise.iter().cycle()).map(|(line, noise)| untidy(line, *noise)).collect()
    })
}
