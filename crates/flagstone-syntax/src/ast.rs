//! What the author wrote, as a tree.
//!
//! # Why
//! The AST stays faithful: order, duplicates and places are kept, names are not resolved, nothing is judged beyond form.
//! Judging is the next stage's work (`flagstone-compile`), which turns this into a smaller tree that can only be true.
//!
//! # Invariants
//! Names are lower case with single spaces.
//! Texts in quotes are kept as written, with typographic quotes and spaces normalised.
//! Nesting of conditions is at most [`MAX_DEPTH`].
//!
//! Before: the pest grammar (`flagstone-grammar`). After: `flagstone_compile::lower`.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::Serialize;

use crate::span::{FileId, Span, Spanned};

/// The deepest nesting of bullet lists.
pub const MAX_DEPTH: usize = 16;

/// A name as declared or used: lower case, single spaces.
pub type Name = Spanned<String>;
/// Text in quotes.
pub type Text = Spanned<String>;

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Which file.
    pub file: FileId,
    /// Its top-level blocks in order.
    pub items: Vec<Item>,
}

/// A top-level block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Item {
    /// `policy "..." version ...`
    Policy(Header),
    /// `vocabulary "..." version ...`
    Vocabulary(Header),
    /// `use vocabulary "..." version ...`
    Use(Use),
    /// `setting ... is a number from ... to ..., normally ...`
    Setting(Setting),
    /// `hazard HAZ-001 "..."`
    Hazard(Hazard),
    /// `source NAME "..."`
    Source(Source),
    /// `urgency NAME`
    Urgency(Urgency),
    /// `concept NAME`
    Concept(Concept),
    /// `red flag RF-001 "..."`
    RedFlag(RedFlag),
    /// `routing "..."`
    Routing(Routing),
    /// `hours`
    Hours(Hours),
    /// `test "..."`
    Test(Test),
}

/// `policy` or `vocabulary` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Header {
    /// The whole block.
    pub span: Span,
    /// The name in quotes.
    pub name: Text,
    /// One to three numbers with dots.
    pub version: Spanned<Version>,
    /// The lines below it.
    pub lines: Vec<HeaderLine>,
}

/// `1.4` or `3.2.0`; missing parts are absent, not zero, so that `version 1.4` can stand for every `1.4.x`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Version(pub Vec<u32>);

/// A line of a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum HeaderLine {
    /// `publisher "..."`
    Publisher(Text),
    /// `applies to England`
    AppliesTo(Text),
    /// `valid DATE to DATE`
    Valid {
        /// First day.
        from: Spanned<NaiveDate>,
        /// Last day.
        to: Spanned<NaiveDate>,
    },
    /// `owner "..."`
    Owner(Text),
    /// `review by DATE`
    ReviewBy(Spanned<NaiveDate>),
    /// `review level LEVEL`
    ReviewLevel(Name),
    /// `allow SLUG because "..."`
    Allow(Allow),
}

/// `allow overlapping-phrase because "..."`: silences one warning in this block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allow {
    /// The slug.
    pub code: Spanned<String>,
    /// The reason.
    pub because: Text,
}

/// `use vocabulary "..." version ...`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The whole line.
    pub span: Span,
    /// The vocabulary's name.
    pub name: Text,
    /// The version asked for; a prefix matches.
    pub version: Spanned<Version>,
}

/// `setting NAME is a number from A to B, normally C`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// The whole block.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// Lowest value.
    pub from: Spanned<u32>,
    /// Highest value.
    pub to: Spanned<u32>,
    /// Value unless changed.
    pub normally: Spanned<u32>,
}

/// `hazard HAZ-001 "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// The whole block.
    pub span: Span,
    /// The id, as written (`HAZ-001`).
    pub id: Spanned<String>,
    /// What could go wrong.
    pub title: Text,
    /// Its lines.
    pub lines: Vec<HazardLine>,
}

/// A line of a hazard. The scales are those of DCB0129.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum HazardLine {
    /// `severity ...`
    Severity(Spanned<HazardSeverity>),
    /// `likelihood ...`
    Likelihood(Spanned<Likelihood>),
    /// `cause "..."`
    Cause(Text),
    /// `effect "..."`
    Effect(Text),
    /// `control "..."`
    Control(Text),
    /// `allow ...`
    Allow(Allow),
}

/// Severity of a hazard (DCB0129).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HazardSeverity {
    /// `minor`
    Minor,
    /// `significant`
    Significant,
    /// `considerable`
    Considerable,
    /// `major`
    Major,
    /// `catastrophic`
    Catastrophic,
}

/// Likelihood of a hazard (DCB0129).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likelihood {
    /// `very low`
    VeryLow,
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
    /// `very high`
    VeryHigh,
}

/// `source CG95 "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The whole block.
    pub span: Span,
    /// The id, as written (`CG95`).
    pub id: Spanned<String>,
    /// Title and place.
    pub title: Text,
    /// Its lines.
    pub lines: Vec<SourceLine>,
}

/// A line of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum SourceLine {
    /// `checked DATE`: somebody read it that day.
    Checked(Spanned<NaiveDate>),
    /// `not checked, because "..."`
    NotChecked(Text),
    /// `link "..."`
    Link(Text),
    /// `allow ...`
    Allow(Allow),
}

/// `urgency NAME`: a new level, or a change to a standard one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Urgency {
    /// The whole block.
    pub span: Span,
    /// The level.
    pub name: Name,
    /// Its lines.
    pub lines: Vec<UrgencyLine>,
}

/// A line of an urgency block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum UrgencyLine {
    /// `after LEVEL`: a new level just less urgent than that one.
    After(Name),
    /// `called "..."`
    Called(Text),
    /// `deadline ...`
    Deadline(Spanned<Deadline>),
}

/// By when somebody must have dealt with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Deadline {
    /// At once.
    Now,
    /// `within N minutes|hours|days` of receipt, by the clock.
    Within {
        /// Minutes.
        minutes: u32,
    },
    /// `by close today`
    CloseToday,
    /// `by close on the next working day` is 1; `5 working days` is 5.
    CloseInWorkingDays(u16),
}

/// `concept NAME`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concept {
    /// The whole block.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// Its lines.
    pub lines: Vec<ConceptLine>,
}

/// A line of a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ConceptLine {
    /// `means SNOMED 29857009`
    Means {
        /// Code system, upper case.
        system: Spanned<String>,
        /// The code.
        code: Spanned<String>,
    },
    /// `kind symptom|condition|context`
    Kind(Spanned<ConceptKind>),
    /// `say ...`
    Say(Vec<SayPattern>),
    /// `not when ...`
    NotWhen(Vec<SayPattern>),
    /// `includes NAME, NAME`
    Includes(Vec<Name>),
    /// `only when FACTS`
    OnlyWhen(Condition),
    /// `counts when past, someone else`
    CountsWhen(Vec<Spanned<CountsWhen>>),
    /// `because "..."`
    Because(Text),
    /// `source ID`
    Source(Vec<Spanned<String>>),
    /// `review by DATE`
    ReviewBy(Spanned<NaiveDate>),
    /// `allow ...`
    Allow(Allow),
}

/// What a concept is, which decides how a worry about it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConceptKind {
    /// Something a person feels or shows: "if it hurts" is doubt, not hypothesis.
    Symptom,
    /// A disease or event: "worried about cancer" is hypothesis.
    Condition,
    /// Words about the request itself: a repeat prescription, a fit note, a booking.
    Context,
}

/// What else a concept takes as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountsWhen {
    /// A mention set in the past.
    Past,
    /// A mention of a relative who is not the patient.
    SomeoneElse,
    /// A mention that is only imagined, feared or warned of.
    Hypothetical,
}

/// One pattern of a `say` line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SayPattern {
    /// The whole pattern.
    pub span: Span,
    /// The phrase.
    pub phrase: Text,
    /// `within N words of "...", "..."`
    pub within: Option<Within>,
    /// `of 38 degrees or more`
    pub measure: Option<Spanned<Measure>>,
}

/// `within N words of "...", "..."`, in either order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Within {
    /// How many words may stand between.
    pub words: Spanned<u32>,
    /// The other side.
    pub of: Vec<Text>,
}

/// A reading of a number: temperature in Celsius thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Measure {
    /// Lowest that counts, inclusive, in thousandths of a degree Celsius.
    pub at_least: Option<i32>,
    /// Highest that counts, inclusive, in thousandths.
    pub at_most: Option<i32>,
}

/// `red flag RF-001 "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RedFlag {
    /// The whole block.
    pub span: Span,
    /// The id, as written (`RF-001`).
    pub id: Spanned<String>,
    /// Its title.
    pub title: Text,
    /// `locked`, `guarded`, `advisory`; `None` if not written.
    pub lock: Option<Spanned<Lock>>,
    /// Its lines.
    pub lines: Vec<RuleLine>,
}

/// How firmly a rule stands against later layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lock {
    /// Cannot be weakened.
    Locked,
    /// Needs a waiver.
    Guarded,
    /// May be changed.
    Advisory,
}

/// A line of a red flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum RuleLine {
    /// `when ...` with all its `and` or `or` lines and bullets, already one tree.
    When(Condition),
    /// `raise to LEVEL`
    RaiseTo(Name),
    /// `tell patient "..."`
    TellPatient(Text),
    /// `notify NAME and NAME`
    Notify(Vec<Name>),
    /// `flag NAME`
    Flag(Name),
    /// `even when unsure`
    EvenWhenUnsure(Span),
    /// `only when said, because "..."`
    OnlyWhenSaid(Text),
    /// `only when known, because "..."`
    OnlyWhenKnown(Text),
    /// `because "..."`
    Because(Text),
    /// `source ID, ID`
    Source(Vec<Spanned<String>>),
    /// `hazard ID, ID`
    Hazard(Vec<Spanned<String>>),
    /// `review by DATE`
    ReviewBy(Spanned<NaiveDate>),
    /// `example "..." ...`
    Example(Example),
    /// `allow ...`
    Allow(Allow),
}

/// `example "..." [from ...] OUTCOME`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The whole line.
    pub span: Span,
    /// What the patient writes.
    pub text: Text,
    /// Who writes.
    pub from: Option<Spanned<Person>>,
    /// What must happen.
    pub outcome: Spanned<Outcome>,
}

/// What an example promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// `fires`
    Fires,
    /// `does not fire`
    DoesNotFire,
    /// `should fire, known miss`
    KnownMiss,
    /// `should not fire, known false alarm`
    KnownFalseAlarm,
}

/// `a pregnant 30 year old woman who takes "..."`: what is known of who writes; all else is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Age.
    pub age: Option<AgeValue>,
    /// Sex.
    pub sex: Option<Sex>,
    /// `pregnant` or `not pregnant`.
    pub pregnant: Option<bool>,
    /// `who has "..."`; `None` if nothing was said of conditions.
    pub conditions: Option<Vec<Text>>,
    /// `who takes "..."`
    pub medicines: Option<Vec<Text>>,
    /// `a carer of a ...` and the like.
    pub sender: Option<Sender>,
}

/// A number with a unit of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AgeValue {
    /// How many.
    pub number: u16,
    /// Of what.
    pub unit: AgeUnit,
}

/// Units of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AgeUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// An age range as read aloud, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AgeRange {
    /// `18 or over`; `over 18` is 19 years.
    pub at_least: Option<AgeValue>,
    /// `5 or under`, and the upper end of `3 to 6 months`: the whole of that unit counts.
    pub at_most: Option<AgeValue>,
    /// `under 5`: not yet that age.
    pub under: Option<AgeValue>,
}

/// Sex as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Which form was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// About health.
    Medical,
    /// About administration.
    Admin,
    /// A letter or report that came in.
    Document,
}

/// Who wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sender {
    /// The patient.
    Patient,
    /// Somebody who cares for the patient.
    Carer,
    /// A community pharmacy.
    CommunityPharmacy,
    /// Anybody else.
    ThirdParty,
}

/// A condition with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ConditionKind,
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ConditionKind {
    /// Every one of these.
    All(Vec<Condition>),
    /// One of these at least.
    Any(Vec<Condition>),
    /// `at least N of`
    AtLeast {
        /// N.
        count: Spanned<u32>,
        /// The bullets.
        of: Vec<Condition>,
    },
    /// A concept in the text.
    Concept(ConceptTest),
    /// `patient is AGE`
    Age(AgeRange),
    /// `patient is male|female`
    Sex(Sex),
    /// `patient is pregnant` or `not pregnant`
    Pregnant(bool),
    /// `patient is 20 weeks pregnant or more` / `less than 20 weeks pregnant`, in completed weeks, inclusive.
    Gestation {
        /// Lowest week.
        at_least: Option<u16>,
        /// Highest week.
        at_most: Option<u16>,
    },
    /// `patient gave birth in the last N ...`, in days.
    GaveBirthWithin {
        /// Days.
        days: u32,
    },
    /// `patient had surgery in the last N ...`, in days.
    SurgeryWithin {
        /// Days.
        days: u32,
    },
    /// `patient has "...", "..."`: one of these.
    HasCondition(Vec<Text>),
    /// `patient takes "...", "..."`: one of these.
    TakesMedicine(Vec<Text>),
    /// `answer to "..." is ...`
    Answer {
        /// The question as the form words it.
        question: Text,
        /// What was ticked or written.
        is: AnswerValue,
    },
    /// `form is ...`
    Form(Form),
    /// `sender is ...`
    Sender(Sender),
    /// `temperature is ...`
    Temperature(Measure),
}

/// A ticked or written answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum AnswerValue {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// These words.
    Text(Text),
}

/// A concept in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConceptTest {
    /// `ongoing`, `certain`, ...; `present` if not written.
    pub reading: Reading,
    /// The concept.
    pub name: Name,
    /// `in a relative`, `in anyone`.
    pub whom: Whom,
    /// `, now or in the last 12 hours`
    pub time: Option<Spanned<Time>>,
}

/// How a concept must stand in the text (`text.md` section 2.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// Asserted of the patient, not past.
    Present,
    /// Present and not resolved.
    Ongoing,
    /// Present, affirmed, without hedge.
    Certain,
    /// Explicitly denied, and nowhere present.
    Absent,
    /// Set in the past.
    Past,
    /// Present or past.
    Ever,
    /// Present, or hypothetical, or of an unclear person.
    Possible,
    /// Any mention at all.
    Mentioned,
}

/// Whose finding it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whom {
    /// The patient, in their own words or a carer's.
    Patient,
    /// A relative who is not the patient.
    Relative,
    /// Anybody.
    Anyone,
}

/// When a finding must hold; all in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Time {
    /// `now`, `now or in the last N`, `in the last N`.
    Within {
        /// Minutes back; 0 for `now`.
        minutes: u32,
    },
    /// `for more than N`, `for N or more`: lasting at least.
    ForAtLeast {
        /// Minutes; `more than` is one more.
        minutes: u32,
    },
    /// `for less than N`: lasting at most.
    ForAtMost {
        /// Minutes; `less than` is one less.
        minutes: u32,
    },
}

/// `routing "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Routing {
    /// The whole block.
    pub span: Span,
    /// Its title.
    pub title: Text,
    /// `the first row that fits wins, otherwise send to ...`
    pub otherwise: Option<Target>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Silenced warnings.
    pub allows: Vec<Allow>,
}

/// Where a request goes, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Target {
    /// The destination.
    pub send_to: Name,
    /// `by ...`
    pub by: Option<Spanned<Deadline>>,
}

/// One row of a routing table. A cell that is missing or `any` is not in `cells`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The row's line.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Spanned<Cell>>,
    /// Where it sends.
    pub target: Target,
}

/// A cell that restricts its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Cell {
    /// Levels, or a bound.
    Urgency(UrgencyCell),
    /// Ages.
    Age(AgeRange),
    /// Sex.
    Sex(Sex),
    /// `yes` or `no`.
    Pregnant(bool),
    /// Form, one of these.
    Form(Vec<Form>),
    /// Sender, one of these.
    Sender(Vec<Sender>),
    /// `A or B`: certainly said.
    AsksAbout(Vec<Name>),
    /// `not A`: not said, not even possibly.
    NotAbout(Vec<Name>),
    /// `open` is true, `closed` is false.
    Open(bool),
}

/// The urgency column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum UrgencyCell {
    /// `A or B`
    OneOf(Vec<Name>),
    /// `A or above`
    OrAbove(Name),
    /// `A or below`
    OrBelow(Name),
}

/// `hours`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// The whole block.
    pub span: Span,
    /// Its lines.
    pub lines: Vec<HoursLine>,
}

/// A line of `hours`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum HoursLine {
    /// `open 08:00 to 18:30 on weekdays, Europe/London`
    Open {
        /// The line.
        span: Span,
        /// Opens.
        from: NaiveTime,
        /// Closes.
        to: NaiveTime,
        /// On these days.
        on: Days,
        /// Time zone by its IANA name.
        zone: Option<Spanned<String>>,
    },
    /// `closed on bank holidays in England`
    ClosedOnBankHolidays {
        /// The line.
        span: Span,
        /// The nation, lower case.
        nation: Name,
    },
    /// `closed on DATE`
    ClosedOn(Spanned<NaiveDate>),
}

/// The days of an `open` line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Days {
    /// These days of every week.
    Weekly(Vec<Weekday>),
    /// This one day, whatever else is said of it.
    Date(NaiveDate),
}

/// `test "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Test {
    /// The whole block.
    pub span: Span,
    /// Its title.
    pub title: Text,
    /// `given` and its `and` lines.
    pub given: Vec<Spanned<Given>>,
    /// `when ... writes "..."`
    pub when: Option<Writes>,
    /// `expect` lines.
    pub expect: Vec<Spanned<Expect>>,
}

/// A circumstance of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Given {
    /// `a weekday at 11:00`, `a Monday at 08:05`: the first such day from the policy's first valid day that is no bank holiday.
    Weekday {
        /// The day; `None` for any weekday.
        day: Option<Weekday>,
        /// Local time.
        at: NaiveTime,
    },
    /// `2026-12-25 at 10:00`
    Moment {
        /// Local date.
        date: NaiveDate,
        /// Local time.
        at: NaiveTime,
    },
    /// `the form is ...`
    Form(Form),
    /// `the sender is ...`
    Sender(Sender),
    /// `answer to "..." is ...`
    Answer {
        /// The question.
        question: Text,
        /// The answer.
        is: AnswerValue,
    },
    /// `patient takes "..."`
    Takes(Vec<Text>),
    /// `patient has "..."`
    Has(Vec<Text>),
}

/// `when PERSON writes "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Writes {
    /// The line.
    pub span: Span,
    /// Who.
    pub person: Person,
    /// What.
    pub text: Text,
}

/// What a test expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Expect {
    /// `urgency ...`
    Urgency(UrgencyCell),
    /// `sent to ...`
    SentTo(Name),
    /// `RF-014 fires` / `does not fire`
    Rule {
        /// The rule.
        id: Spanned<String>,
        /// Whether it must fire.
        fires: bool,
    },
    /// `flag ...`
    Flag(Name),
    /// `deadline 2026-10-05 18:30`, local time.
    Deadline {
        /// Local date.
        date: NaiveDate,
        /// Local time.
        at: NaiveTime,
    },
    /// `a person reads it`
    PersonReads,
}
