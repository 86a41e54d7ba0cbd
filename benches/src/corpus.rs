//! Deciding many messages, one after the other.

use flagstone::{Age, Field, Plan, Request, Scratch, Sex, evaluate};

use crate::checksum::Checksum;

/// What is known beside a message: a record has an age and a sex.
#[must_use]
pub fn request<'a>(fields: &'a [Field<'a>]) -> Request<'a> {
    Request {
        fields,
        age: Some(Age { lowest: 12_000, highest: 12_000 }),
        sex: Some(Sex::Female),
        pregnant: Some(false),
        conditions: Some(&[]),
        medicines: Some(&[]),
        received: Some(1_790_000_000),
        ..Request::default()
    }
}

/// Decides every message; the sum of urgencies and fired rules keeps the work from being optimised away.
pub fn decide_all(plan: &Plan, scratch: &mut Scratch, messages: &[String]) -> u64 {
    let mut sum = 0;
    for message in messages {
        let fields = [Field::new("reason", message)];
        let request = request(&fields);
        let decision = evaluate(plan, scratch, &request);
        sum += decision.urgency().index() + decision.fired().len();
    }
    u64::try_from(sum).unwrap_or(u64::MAX)
}

/// Reads every message without asking any rule: tokens, phrases, numbers and context.
pub fn read_all(plan: &Plan, scratch: &mut flagstone::text::Scratch, messages: &[String]) -> u64 {
    let mut sum = 0;
    for message in messages {
        flagstone::text::begin(scratch, None);
        flagstone::text::read_field(plan.lexicon(), scratch, 0, message.as_bytes());
        sum += scratch.mentions().len();
    }
    u64::try_from(sum).unwrap_or(u64::MAX)
}

/// The checksum over the decisions and the evidence of every message.
#[must_use]
pub fn checksum(plan: &Plan, scratch: &mut Scratch, messages: &[String]) -> u64 {
    let mut checksum = Checksum::default();
    for message in messages {
        let fields = [Field::new("reason", message)];
        let request = request(&fields);
        checksum.decision(&evaluate(plan, scratch, &request));
    }
    checksum.value()
}
