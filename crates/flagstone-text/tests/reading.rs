//! Tokens, phrases, patterns, numbers, answers and limits, each in a few readable cases.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use flagstone_text::{
    ConceptKind, ConceptOptions, Experiencer, Lexicon, LexiconBuilder, MeasureRange, MeasurementKind, Moment, Negation,
    Order, Pattern, PhraseErrorKind, Scratch, Tick, Timing, begin, expand_phrase, fold_word, read_answer, read_field,
    tokens, word_family,
};

const DAY: u32 = 24 * 60;

fn pattern(parts: &[&str], order: Order, gap: u8) -> Pattern {
    let parts = parts.iter().flat_map(|part| expand_phrase(part).expect("a phrase")).collect();
    Pattern { parts, order, gap, measure: None }
}

fn lexicon(patterns: &[Pattern]) -> Lexicon {
    let mut builder = LexiconBuilder::new();
    for pattern in patterns {
        let concept = builder.concept(ConceptOptions::default());
        builder.say(&[concept], pattern);
    }
    builder.build().expect("a lexicon")
}

fn read(lexicon: &Lexicon, text: &str) -> Scratch {
    let mut scratch = Scratch::new(lexicon);
    begin(&mut scratch, Some(Moment { weekday: 3, year: 2026, month: 11, day: 19 }));
    read_field(lexicon, &mut scratch, 0, text.as_bytes());
    scratch
}

fn found(patterns: &[Pattern], text: &str) -> Vec<String> {
    let scratch = read(&lexicon(patterns), text);
    scratch.mentions().iter().map(|mention| text[mention.start as usize..mention.end as usize].to_owned()).collect()
}

fn finds(phrase: &str, text: &str) -> bool {
    !found(&[pattern(&[phrase], Order::AsWritten, 3)], text).is_empty()
}

fn words(text: &str) -> String {
    let lexicon = LexiconBuilder::new().build().expect("a lexicon");
    tokens(&lexicon, text.as_bytes()).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

#[test]
fn typing_does_not_matter() {
    for text in ["don't", "dont", "don’t", "DON'T", "don;t", "don`t", "don´t", "donâ€™t", "d\u{200b}on't", "ｄｏｎ't"]
    {
        assert_eq!(words(text), "dont", "{text}");
    }
    assert_eq!(words("café naïve Ærøskøbing"), "cafe naive aeroskobing");
    assert_eq!(words("mum’s w/o h/o e.g. A&E"), "mums w/o h/o eg a and e");
    assert_eq!(words("38.5°C, 39,5 and 102F"), "38.5 degrees c 39.5 and 102 f");
    assert_eq!(words("follow-up 6wk old b12 24/7"), "follow up 6 wk old b12 24 7");
    assert_eq!(words("pain.no fever;cough"), "pain no fever cough");
    assert_eq!(fold_word("Can’t"), "cant");
}

#[test]
fn whole_words_are_found_across_punctuation_but_not_sentences() {
    assert!(finds("chest pain", "CHEST, pain"));
    assert!(finds("chest pain", "chest\npain"));
    assert!(finds("chest pain", "chest-pain"));
    assert!(finds("follow up", "a follow-up please"));
    assert!(finds("follow-up", "a follow up please"));
    assert!(finds("can't breathe", "I cant breathe"));
    assert!(finds("pain", "painnnnn"));
    assert!(finds("🤮", "been 🤮 all night"));
    assert!(!finds("chest pain", "my chest. Pain in my leg"));
    assert!(!finds("chest pain", "chest\n\npain"));
    assert!(!finds("ears", "years"));
    assert!(!finds("chest pain", "chest pains"));
}

#[test]
fn parts_stand_near_each_other_in_order() {
    assert!(finds("pain ... chest", "a pain deep in my chest"));
    assert!(finds("pain ... chest", "pain chest"));
    assert!(!finds("pain ... chest", "pain that I have had in the chest"));
    assert!(!finds("pain ... chest", "my chest and a pain"));
    assert!(!finds("pain ... chest", "a pain. My chest"));
    let near = pattern(&["chest", "crushing"], Order::Either, 4);
    assert_eq!(
        found(std::slice::from_ref(&near), "crushing feeling across my chest"),
        ["crushing feeling across my chest"]
    );
    assert_eq!(found(std::slice::from_ref(&near), "my chest feels a bit crushing"), ["chest feels a bit crushing"]);
    assert!(found(std::slice::from_ref(&near), "my chest and then a day later it was crushing").is_empty());
    assert!(finds("one ... two ... three", "one a two b c three"));
    assert!(!finds("one ... two ... three", "two one three"));
}

#[test]
fn a_pattern_of_two_parts_is_denied_at_its_first_part_or_its_last() {
    let near = [pattern(&["chest", "heavy"], Order::Either, 4)];
    let negation = |text: &str| read(&lexicon(&near), text).mentions().first().map(|mention| mention.negation);
    assert_eq!(negation("my chest is heavy"), Some(Negation::Affirmed));
    assert_eq!(negation("my chest is not heavy"), Some(Negation::Negated));
    assert_eq!(negation("no heavy feeling in chest"), Some(Negation::Negated));
    assert_eq!(negation("no heavy feeling, chest is fine"), Some(Negation::Weak));
}

#[test]
fn a_phrase_inside_a_longer_one_counts_for_its_own_concept() {
    let phrases = [pattern(&["chest pain"], Order::AsWritten, 0), pattern(&["pain"], Order::AsWritten, 0)];
    assert_eq!(found(&phrases, "chest pain"), ["chest pain", "pain"]);
}

#[test]
fn a_shield_hides_what_lies_inside_it() {
    let mut builder = LexiconBuilder::new();
    let chest = builder.concept(ConceptOptions::default());
    builder.say(&[chest], &pattern(&["chest"], Order::AsWritten, 0));
    builder.say(&[chest], &pattern(&["chest", "heavy"], Order::Either, 4));
    builder.shield(chest, &pattern(&["chest of drawers"], Order::AsWritten, 0));
    let lexicon = builder.build().expect("a lexicon");
    assert_eq!(read(&lexicon, "I lifted a heavy chest of drawers").mentions().len(), 0);
    assert_eq!(read(&lexicon, "a chest of drawers fell on my chest").mentions().len(), 1);
}

#[test]
fn a_temperature_decides_a_pattern() {
    let mut hot = pattern(&["(temp|temperature)"], Order::AsWritten, 0);
    hot.measure = Some(MeasureRange { at_least: Some(38_000), at_most: None });
    let lexicon = lexicon(&[hot]);
    let mentions = |text: &str| read(&lexicon, text).mentions().to_vec();
    assert_eq!(mentions("temp of 39.5").len(), 1);
    assert_eq!(mentions("his temp was 102").len(), 1);
    assert_eq!(mentions("38.6 temperature").len(), 1);
    assert_eq!(mentions("temp of 36.9").len(), 0);
    assert_eq!(mentions("room temperature").len(), 0);
    assert_eq!(mentions("temp is fine. 39 people").len(), 0);
    assert!(mentions("Temp 395").first().is_some_and(|mention| mention.uncertain));
    assert!(read(&lexicon, "Temp 395").limits().unreadable_number);
    assert!(!read(&lexicon, "temp for 3 days").limits().unreadable_number);
}

#[test]
fn times_belong_to_what_they_time() {
    let phrases = [pattern(&["cough"], Order::AsWritten, 0), pattern(&["nausea"], Order::AsWritten, 0)];
    let timing = |text: &str| read(&lexicon(&phrases), text).mentions().first().and_then(|mention| mention.timing);
    let weeks = Timing::Lasting { lowest: 21 * DAY, highest: 21 * DAY };
    assert_eq!(timing("cough for 3 weeks"), Some(weeks));
    assert_eq!(timing("a cough for the last 3 weeks"), Some(weeks));
    assert_eq!(timing("3 week history of cough"), Some(weeks));
    assert_eq!(timing("For 3 weeks now I have had nausea"), Some(weeks));
    assert_eq!(timing("cough, 3 weeks now"), Some(weeks));
    assert_eq!(timing("I had a cough 2 days ago"), Some(Timing::Ago { lowest: 2 * DAY, highest: 2 * DAY }));
    assert_eq!(timing("cough since Monday"), Some(Timing::Lasting { lowest: 2 * DAY, highest: 4 * DAY }));
    assert_eq!(timing("cough for 2-3 days"), Some(Timing::Lasting { lowest: 2 * DAY, highest: 3 * DAY }));
    assert_eq!(timing("cough 3 times a day"), None);
    assert_eq!(timing("cough, took tablets for 3 weeks"), None);
    assert_eq!(timing("cough. Off work for 3 weeks"), None);
}

#[test]
fn ages_have_a_person() {
    let lexicon = LexiconBuilder::new().build().expect("a lexicon");
    let age = |text: &str| {
        let scratch = read(&lexicon, text);
        let mut ages = scratch.measurements().iter().filter(|one| one.kind == MeasurementKind::Age);
        ages.next().map(|one| (one.lowest, one.highest, one.experiencer))
    };
    assert_eq!(age("my 5 week old has a fever"), Some((35, 41, Experiencer::Proxy)));
    assert_eq!(age("my son is 4"), Some((1461, 1825, Experiencer::Proxy)));
    assert_eq!(age("I'm 72"), Some((26_297, 26_662, Experiencer::Writer)));
    assert_eq!(age("a 2 month old baby"), Some((61, 90, Experiencer::Proxy)));
    assert_eq!(age("I'm 1 of 3"), None);
    assert_eq!(age("I have had it 5 weeks"), None);
}

#[test]
fn a_tick_decides_a_question() {
    let phrases = [pattern(&["chest pain"], Order::AsWritten, 0)];
    let lexicon = lexicon(&phrases);
    let negation = |tick| {
        let mut scratch = Scratch::new(&lexicon);
        begin(&mut scratch, None);
        read_answer(&lexicon, &mut scratch, 7, b"Do you have, or have you never had, chest pain?", tick);
        scratch.mentions().first().map(|mention| (mention.negation, mention.field))
    };
    assert_eq!(negation(Tick::Yes), Some((Negation::Affirmed, 7)));
    assert_eq!(negation(Tick::No), Some((Negation::Negated, 7)));
}

#[test]
fn what_cannot_be_read_is_flagged() {
    let lexicon = lexicon(&[pattern(&["chest pain"], Order::AsWritten, 0)]);
    let limits = |text: &[u8]| {
        let mut scratch = Scratch::new(&lexicon);
        begin(&mut scratch, None);
        read_field(&lexicon, &mut scratch, 0, text);
        scratch.limits()
    };
    assert!(limits(b"").no_words);
    assert!(limits(b"... 12 !").no_words);
    assert!(limits(b"chest \xff pain").not_utf8);
    assert!(limits("Mam bóle w klatce piersiowej i duszności od wczoraj rano".as_bytes()).not_english);
    assert!(limits("میرے سینے میں درد ہے اور سانس لینے میں دشواری ہے".as_bytes()).not_english);
    assert!(!limits(b"I have had chest pain since this morning and my arm aches").any());
}

#[test]
fn word_families_are_regular_and_irregular() {
    assert_eq!(word_family("ache"), ["ache", "ached", "aches", "aching"]);
    assert_eq!(word_family("bleed"), ["bled", "bleed", "bleeder", "bleeding", "bleeds"]);
    assert!(word_family("vomit").contains(&"vomiting".to_owned()));
    assert!(word_family("squeez").contains(&"squeezing".to_owned()));
    assert!(word_family("cry").contains(&"cried".to_owned()));
    assert!(word_family("stop").contains(&"stopped".to_owned()));
}

#[test]
fn phrases_are_expanded_or_refused() {
    let expanded = expand_phrase("(pain|ache~) ... [my] chest").expect("a phrase");
    assert_eq!(expanded.iter().map(Vec::len).collect::<Vec<_>>(), [5, 2]);
    let kind = |text: &str| expand_phrase(text).map_err(|error| (error.kind(), error.offset()));
    assert_eq!(kind(""), Err((PhraseErrorKind::Empty, 0)));
    assert_eq!(kind("[pain]"), Err((PhraseErrorKind::Empty, 0)));
    assert_eq!(kind("(pain|ache chest"), Err((PhraseErrorKind::UnbalancedParenthesis, 0)));
    assert_eq!(kind("pain) chest"), Err((PhraseErrorKind::UnbalancedParenthesis, 4)));
    assert_eq!(kind("pain ~ chest"), Err((PhraseErrorKind::StrayMark, 5)));
    assert_eq!(kind("pain | chest"), Err((PhraseErrorKind::StrayMark, 5)));
    assert_eq!(kind("squeez(e|ing)"), Err((PhraseErrorKind::StrayMark, 6)));
    assert_eq!(kind("of the"), Err((PhraseErrorKind::OnlyStopWords, 0)));
    assert_eq!(kind("pa\u{200b}in"), Err((PhraseErrorKind::HiddenCharacter, 2)));
    assert_eq!(kind("раin"), Err((PhraseErrorKind::HiddenCharacter, 0)));
    assert!(matches!(kind("a b c d e f g h i j k l m n o p q"), Err((PhraseErrorKind::TooManyWords, _))));
    let many = "(a|b|c|d|e|f|g|h|i|j) ".repeat(5);
    assert!(matches!(kind(&many), Err((PhraseErrorKind::TooManyForms, _))));
    assert!(expand_phrase("can't breathe").is_ok());
}

#[test]
fn a_condition_in_the_family_counts_only_when_asked() {
    let mut builder = LexiconBuilder::new();
    let options =
        ConceptOptions { kind: ConceptKind::Condition, someone_else_counts: true, ..ConceptOptions::default() };
    let stroke = builder.concept(options);
    builder.say(&[stroke], &pattern(&["stroke"], Order::AsWritten, 0));
    let lexicon = builder.build().expect("a lexicon");
    let scratch = read(&lexicon, "family history of stroke");
    let mention = scratch.mentions().first().expect("a mention");
    assert_eq!(mention.finding(options), flagstone_text::Finding::Said);
    assert_eq!(
        mention.finding(ConceptOptions { someone_else_counts: false, ..options }),
        flagstone_text::Finding::Denied
    );
}
