//! A request that owns its words.
//!
//! # Why
//! The engine's [`Request`] borrows everything, so that a vendor's own memory can be read in place. Rows of files need an
//! owner for as long as they are decided.
//!
//! # Invariants
//! [`OwnedRequest::unreadable`] rows are decided like any other, with a mark that raises them to the policy's review level.
//!
//! # Cost
//! The view needs no allocation up to [`INLINE`] fields, answers, conditions and medicines each.
//!
//! Before: `row`. After: [`flagstone::evaluate`].

use flagstone::{Age, Answer, AnswerValue, Field, Form, Request, Sender, Sex};

/// How many entries of a list are viewed without allocating.
const INLINE: usize = 8;

/// The field that marks a row which could not be read: it holds one byte that no text can hold.
///
/// CLINICAL: the engine raises what is not text to the review level (language reference, decisions).
const UNREADABLE: Field<'static> = Field { name: "row", text: b"\xff" };

/// One request as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnedRequest {
    /// The line in the file, from 1.
    pub line: usize,
    /// Its id; `line-12` if it had none.
    pub id: String,
    /// The row could not be read, or not in full.
    pub unreadable: bool,
    /// Every free-text field.
    pub fields: Vec<OwnedField>,
    /// Every answered question.
    pub answers: Vec<OwnedAnswer>,
    /// Which form.
    pub form: Option<Form>,
    /// Who wrote.
    pub sender: Option<Sender>,
    /// When it was received: seconds since 1970-01-01T00:00:00Z.
    pub received: Option<i64>,
    /// The recorded age.
    pub age: Option<Age>,
    /// The recorded sex.
    pub sex: Option<Sex>,
    /// Whether the patient is pregnant.
    pub pregnant: Option<bool>,
    /// Completed weeks of pregnancy.
    pub weeks_pregnant: Option<u16>,
    /// Days since the patient last gave birth.
    pub days_since_birth: Option<u32>,
    /// Days since the patient's last operation.
    pub days_since_surgery: Option<u32>,
    /// Long-term conditions; an empty list says that there are none.
    pub conditions: Option<Vec<String>>,
    /// Medicines; an empty list says that there are none.
    pub medicines: Option<Vec<String>>,
}

/// One free-text field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedField {
    /// Its name.
    pub name: String,
    /// What was typed.
    pub text: String,
}

/// One answered question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedAnswer {
    /// The question.
    pub question: String,
    /// The answer.
    pub value: OwnedValue,
}

/// What was ticked or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedValue {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// Anything else.
    Text(String),
}

impl OwnedRequest {
    /// A request with one field of free text, of which nothing else is known.
    #[must_use]
    pub fn from_text(id: &str, text: &str) -> Self {
        let fields = vec![OwnedField { name: "text".to_owned(), text: text.to_owned() }];
        Self { id: id.to_owned(), fields, ..Self::default() }
    }

    /// All free text, for showing.
    #[must_use]
    pub fn text(&self) -> String {
        self.fields.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Calls `then` with the engine's view of this request.
    pub fn with_request<R>(&self, then: impl FnOnce(&Request<'_>) -> R) -> R {
        let mark = self.unreadable.then_some(UNREADABLE);
        let fields = self.fields.iter().map(|field| Field::new(&field.name, &field.text)).chain(mark);
        let answers = self.answers.iter().map(OwnedAnswer::view);
        let names = |list: &Option<Vec<String>>| list.iter().flatten().count();
        let (conditions, medicines) = (names(&self.conditions), names(&self.medicines));
        with_slice(fields, self.fields.len() + 1, Field { name: "", text: b"" }, |fields| {
            with_slice(answers, self.answers.len(), Answer { question: "", value: AnswerValue::No }, |answers| {
                with_slice(self.conditions.iter().flatten().map(String::as_str), conditions, "", |conditions| {
                    with_slice(self.medicines.iter().flatten().map(String::as_str), medicines, "", |medicines| {
                        then(&self.view(fields, answers, conditions, medicines))
                    })
                })
            })
        })
    }

    fn view<'a>(
        &self,
        fields: &'a [Field<'a>],
        answers: &'a [Answer<'a>],
        conditions: &'a [&'a str],
        medicines: &'a [&'a str],
    ) -> Request<'a> {
        Request {
            fields,
            answers,
            form: self.form,
            sender: self.sender,
            received: self.received,
            age: self.age,
            sex: self.sex,
            pregnant: self.pregnant,
            weeks_pregnant: self.weeks_pregnant,
            days_since_birth: self.days_since_birth,
            days_since_surgery: self.days_since_surgery,
            conditions: self.conditions.as_ref().map(|_| conditions),
            medicines: self.medicines.as_ref().map(|_| medicines),
        }
    }
}

impl OwnedAnswer {
    fn view(&self) -> Answer<'_> {
        let value = match &self.value {
            OwnedValue::Yes => AnswerValue::Yes,
            OwnedValue::No => AnswerValue::No,
            OwnedValue::Text(text) => AnswerValue::Text(text),
        };
        Answer { question: &self.question, value }
    }
}

/// Calls `then` with the items in a row, on the stack if they are few.
fn with_slice<T: Copy, R>(items: impl Iterator<Item = T>, most: usize, filler: T, then: impl FnOnce(&[T]) -> R) -> R {
    if most > INLINE {
        return then(&items.collect::<Vec<T>>());
    }
    let mut room = [filler; INLINE];
    let mut count = 0;
    for (place, item) in room.iter_mut().zip(items) {
        *place = item;
        count += 1;
    }
    then(room.get(..count).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_holds_everything_however_much_there_is() {
        for count in [0, 1, INLINE - 1, INLINE, INLINE + 1, 50] {
            let field = |at: usize| OwnedField { name: format!("f{at}"), text: format!("t{at}") };
            let request = OwnedRequest {
                fields: (0..count).map(field).collect(),
                medicines: Some(vec!["x".to_owned(); count]),
                ..OwnedRequest::default()
            };
            request.with_request(|view| {
                assert_eq!(view.fields.len(), count);
                assert!(view.fields.iter().enumerate().all(|(at, field)| field.name == format!("f{at}")));
                assert_eq!(view.medicines.map(<[&str]>::len), Some(count));
                assert_eq!(view.conditions, None);
            });
        }
    }

    #[test]
    fn an_unreadable_request_carries_its_mark() {
        let request = OwnedRequest { unreadable: true, ..OwnedRequest::default() };
        request.with_request(|view| assert_eq!(view.fields.last().map(|field| field.text), Some(&b"\xff"[..])));
    }
}
