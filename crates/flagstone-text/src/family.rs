//! `word~`: a word in all its regular forms, and the common irregular ones.
//!
//! # Why
//! "ache", "aches", "ached" and "aching" are one thing to an author.
//! A stemmer would also join "general" with "generate"; so forms are generated from the word by the rules of English spelling, at build time, and matched exactly.
//!
//! # How
//! If the word stands in the table of irregular families, that family; otherwise its regular forms by [`paradigm`](crate::paradigm).
//!
//! # Cost
//! Build time only.

use crate::paradigm::{past, plural, present};
use crate::phrase::fold_word;

/// Irregular families that patients use; every form leads to all others.
const FAMILIES: &[&str] = &[
    "bleed bleeds bled bleeding bleeder",
    "feel feels felt feeling feelings",
    "break breaks broke broken breaking",
    "fall falls fell fallen falling",
    "swell swells swelled swollen swelling swellings",
    "sleep sleeps slept sleeping",
    "eat eats ate eaten eating",
    "drink drinks drank drunk drinking",
    "think thinks thought thinking thoughts",
    "get gets got gotten getting",
    "have has had having",
    "go goes went gone going",
    "come comes came coming",
    "take takes took taken taking",
    "give gives gave given giving",
    "lose loses lost losing",
    "hurt hurts hurting hurted",
    "cut cuts cutting",
    "hit hits hitting",
    "burst bursts bursting",
    "spit spits spat spitting",
    "shake shakes shook shaken shaking",
    "throw throws threw thrown throwing",
    "bite bites bit bitten biting",
    "sting stings stung stinging",
    "tear tears tore torn tearing",
    "wear wears wore worn wearing",
    "weep weeps wept weeping",
    "faint faints fainted fainting",
    "see sees saw seen seeing",
    "hear hears heard hearing",
    "speak speaks spoke spoken speaking",
    "wake wakes woke woken waking",
    "rise rises rose risen rising",
    "grow grows grew grown growing",
    "run runs ran running",
    "begin begins began begun beginning",
    "keep keeps kept keeping",
    "catch catches caught catching",
    "stick sticks stuck sticking",
    "sit sits sat sitting",
    "stand stands stood standing",
    "lie lies lay lain lying",
    "choke chokes choked choking",
    "die dies died dying",
    "tie ties tied tying",
    "be am is are was were been being",
    "do does did done doing",
    "make makes made making",
    "say says said saying",
    "find finds found finding",
    "foot feet",
    "tooth teeth",
    "child children childs",
    "man men",
    "woman women",
    "person people persons",
    "calf calves",
    "life lives",
    "half halves",
    "diagnosis diagnoses",
    "shit shits shat shitting",
    "shoot shoots shot shooting",
    "blow blows blew blown blowing",
    "freeze freezes froze frozen freezing",
    "sweat sweats sweated sweating",
    "puke pukes puked puking",
    "heave heaves heaved heaving",
    "bear bears bore borne bearing",
    "become becomes became becoming",
    "fight fights fought fighting",
    "forget forgets forgot forgotten forgetting",
    "know knows knew known knowing",
    "leave leaves left leaving",
    "mean means meant meaning",
    "need needs needed needing",
    "panic panics panicked panicking",
    "split splits splitting",
    "spread spreads spreading",
    "stop stops stopped stopping",
    "swallow swallows swallowed swallowing",
    "try tries tried trying",
];

/// All forms of a word, folded, sorted and without repeats; the word itself is always among them.
#[must_use]
pub fn word_family(word: &str) -> Vec<String> {
    let word = fold_word(word);
    let mut forms = vec![word.clone()];
    for family in FAMILIES {
        if family.split(' ').any(|form| form == word) {
            forms.extend(family.split(' ').map(str::to_owned));
        }
    }
    if forms.len() == 1 && word.len() > 1 {
        plural(&word, &mut forms);
        past(&word, &mut forms);
        present(&word, &mut forms);
        if word.ends_with(['z', 'v']) {
            // An author's cut-off stem: `squeez~`.
            forms.push(format!("{word}e"));
        }
    }
    forms.sort();
    forms.dedup();
    forms
}
