//! A request that owns what it says, so that tests can make, change and print it.
//!
//! Before: a generator, a literate test, an example of a rule. After: [`Pair`](crate::Pair).

use std::fmt;

use flagstone::{Age, Answer, AnswerValue, Field, Form, Request, Sender, Sex};

/// What was ticked or written as an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// Written.
    Text(String),
}

/// A request with its facts; `Case::default()` knows nothing and says nothing.
#[derive(Clone, Default, PartialEq)]
pub struct Case {
    /// Free-text fields, as bytes.
    pub fields: Vec<Vec<u8>>,
    /// Questions with their answers.
    pub answers: Vec<(String, Tick)>,
    /// Which form.
    pub form: Option<Form>,
    /// Who wrote.
    pub sender: Option<Sender>,
    /// When, in seconds since 1970.
    pub received: Option<i64>,
    /// The recorded age.
    pub age: Option<Age>,
    /// The recorded sex.
    pub sex: Option<Sex>,
    /// Pregnant or not.
    pub pregnant: Option<bool>,
    /// Completed weeks of pregnancy.
    pub weeks_pregnant: Option<u16>,
    /// Days since giving birth.
    pub days_since_birth: Option<u32>,
    /// Days since an operation.
    pub days_since_surgery: Option<u32>,
    /// Long-term conditions.
    pub conditions: Option<Vec<String>>,
    /// Medicines.
    pub medicines: Option<Vec<String>>,
}

/// Shows text as text, and only what is known.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Case");
        shown.field("fields", &self.fields.iter().map(|text| String::from_utf8_lossy(text)).collect::<Vec<_>>());
        shown.field("answers", &self.answers);
        macro_rules! known {
            ($($fact:ident)+) => { $(if let Some(fact) = &self.$fact { shown.field(stringify!($fact), fact); })+ };
        }
        known!(form sender received age sex pregnant weeks_pregnant days_since_birth days_since_surgery conditions medicines);
        shown.finish()
    }
}

impl Case {
    /// Somebody of whom nothing is known writes one field.
    #[must_use]
    pub fn says(text: &str) -> Self {
        Self { fields: vec![text.as_bytes().to_vec()], ..Self::default() }
    }

    /// The same with what is known of a person in an example or a test.
    #[must_use]
    pub fn from_person(mut self, person: &flagstone::hir::Person) -> Self {
        self.age = person.age.map(flagstone::age_in_days).or(self.age);
        self.sex = person.sex.map(flagstone::sex_of).or(self.sex);
        self.pregnant = person.pregnant.or(self.pregnant);
        self.conditions = person.conditions.clone().or(self.conditions);
        self.medicines = person.medicines.clone().or(self.medicines);
        self.sender = person.sender.map(flagstone::sender_of).or(self.sender);
        self
    }

    /// A copy of a request that somebody else owns.
    #[must_use]
    pub fn copied(request: &Request<'_>) -> Self {
        let owned = |texts: Option<&[&str]>| texts.map(|texts| texts.iter().map(|text| (*text).to_owned()).collect());
        Self {
            fields: request.fields.iter().map(|field| field.text.to_vec()).collect(),
            answers: request.answers.iter().map(|answer| (answer.question.to_owned(), tick(answer.value))).collect(),
            form: request.form,
            sender: request.sender,
            received: request.received,
            age: request.age,
            sex: request.sex,
            pregnant: request.pregnant,
            weeks_pregnant: request.weeks_pregnant,
            days_since_birth: request.days_since_birth,
            days_since_surgery: request.days_since_surgery,
            conditions: owned(request.conditions),
            medicines: owned(request.medicines),
        }
    }

    /// Every text that is read, in the order in which fields are numbered: fields, then questions or written answers.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        let answers = self.answers.iter().map(|(question, tick)| match tick {
            Tick::Text(text) => text.as_bytes(),
            Tick::Yes | Tick::No => question.as_bytes(),
        });
        self.fields.iter().map(Vec::as_slice).chain(answers)
    }

    /// Lends the request to the engine.
    pub fn with<R>(&self, use_it: impl FnOnce(&Request<'_>) -> R) -> R {
        let fields: Vec<Field<'_>> = self.fields.iter().map(|text| Field { name: "text", text }).collect();
        let answers: Vec<Answer<'_>> = self.answers.iter().map(|(question, tick)| answer(question, tick)).collect();
        let conditions = self.conditions.as_deref().map(borrowed);
        let medicines = self.medicines.as_deref().map(borrowed);
        use_it(&Request {
            fields: &fields,
            answers: &answers,
            form: self.form,
            sender: self.sender,
            received: self.received,
            age: self.age,
            sex: self.sex,
            pregnant: self.pregnant,
            weeks_pregnant: self.weeks_pregnant,
            days_since_birth: self.days_since_birth,
            days_since_surgery: self.days_since_surgery,
            conditions: conditions.as_deref(),
            medicines: medicines.as_deref(),
        })
    }
}

fn answer<'a>(question: &'a str, tick: &'a Tick) -> Answer<'a> {
    let value = match tick {
        Tick::Yes => AnswerValue::Yes,
        Tick::No => AnswerValue::No,
        Tick::Text(text) => AnswerValue::Text(text),
    };
    Answer { question, value }
}

fn tick(value: AnswerValue<'_>) -> Tick {
    match value {
        AnswerValue::Yes => Tick::Yes,
        AnswerValue::No => Tick::No,
        AnswerValue::Text(text) => Tick::Text(text.to_owned()),
    }
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
