//! Other ways of writing the same word: American spellings, and compounds in one word or two.
//!
//! # Why
//! People in Britain write "diarrhea", "hemorrhage", "head ache" and "hayfever" as well; an author should have to write a word once.
//!
//! # How
//! American spellings come from the few rules in which the two differ, each with the stems that it holds for.
//! A word whose halves are both everyday words of three letters or more is also read in two; two such words whose whole is an everyday word are also read in one.
//! What the rules make of a word by mistake is a spelling that nobody uses, and costs nothing.
//!
//! # Cost
//! Build time only.
//!
//! Before: a word of an author's phrase. After: [`phrase`](crate::phrase), which takes all of them.

use crate::int::{high_half, low_half};
use crate::spelling::is_everyday;
use crate::token::WordKey;

/// Groups of letters that American spelling writes otherwise, wherever they stand.
const LETTERS: &[(&str, &str)] = &[
    ("aemi", "emi"),
    ("haem", "hem"),
    ("anaes", "anes"),
    ("paed", "ped"),
    ("gynaec", "gynec"),
    ("faec", "fec"),
    ("caec", "cec"),
    ("caes", "ces"),
    ("septicaem", "septicem"),
    ("rhoea", "rhea"),
    ("pnoea", "pnea"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("foet", "fet"),
    ("coeliac", "celiac"),
    ("homoeo", "homeo"),
    ("manoeuvr", "maneuver"),
    ("colour", "color"),
    ("odour", "odor"),
    ("tumour", "tumor"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("humour", "humor"),
    ("flavour", "flavor"),
    ("favour", "favor"),
    ("neighbour", "neighbor"),
    ("vapour", "vapor"),
    ("rigour", "rigor"),
    ("honour", "honor"),
    ("centre", "center"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("fibre", "fiber"),
    ("theatre", "theater"),
    ("paralys", "paralyz"),
    ("analys", "analyz"),
    ("dialys", "dialyz"),
    ("catalys", "catalyz"),
    ("sulph", "sulf"),
    ("mould", "mold"),
    ("pyjama", "pajama"),
    ("programme", "program"),
    ("sceptic", "skeptic"),
    ("travell", "travel"),
    ("cancell", "cancel"),
    ("labell", "label"),
    ("counsell", "counsel"),
    ("ageing", "aging"),
    ("licence", "license"),
    ("defence", "defense"),
    ("grey", "gray"),
    ("plough", "plow"),
];

/// Stems in which `-ise` is not the ending that America writes `-ize`.
const WISE: &[&str] = &[
    "advis",
    "bruis",
    "surpris",
    "promis",
    "exercis",
    "otherwis",
    "precis",
    "nois",
    "rais",
    "prais",
    "cruis",
    "ris",
    "aris",
    "supervis",
    "revis",
    "televis",
    "improvis",
    "enterpris",
    "compromis",
    "expertis",
    "franchis",
    "paradis",
    "concis",
    "premis",
    "despis",
    "demis",
    "devis",
    "compris",
    "disguis",
    "likewis",
    "clockwis",
    "wis",
    "pois",
    "circumcis",
    "excis",
    "incis",
    "decis",
    "vis",
    "divis",
    "collis",
    "persuas",
    "provis",
    "mis",
    "dis",
    "his",
    "this",
    "is",
    "poison",
    "basis",
];

/// Every other way of writing a folded word, as words.
pub(crate) fn spellings(word: &str) -> Vec<Vec<String>> {
    let mut others: Vec<Vec<String>> = Vec::new();
    if let Some(american) = american(word) {
        others.push(vec![american]);
    }
    if let Some((left, right)) = halves(word) {
        others.push(vec![left.to_owned(), right.to_owned()]);
    }
    others
}

/// Two words as one, if that is an ordinary word.
pub(crate) fn compound(left: &str, right: &str) -> Option<String> {
    let long_enough = left.len() >= HALF && right.len() >= HALF;
    let whole = || format!("{left}{right}");
    (long_enough && is_ordinary(&format!("{left}{right}"))).then(whole)
}

/// The American spelling of a word, if it differs.
fn american(word: &str) -> Option<String> {
    let mut spelt = word.to_owned();
    for (british, american) in LETTERS {
        if spelt.contains(british) {
            spelt = spelt.replace(british, american);
        }
    }
    for (british, american) in
        [("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize")]
    {
        let Some(stem) = spelt.strip_suffix(british) else { continue };
        if stem.len() >= 4 && !WISE.iter().any(|wise| wise.strip_suffix("is").is_some_and(|known| known == stem)) {
            spelt = format!("{stem}{american}");
            break;
        }
    }
    (spelt != word).then_some(spelt)
}

/// The least letters of each half of a compound.
const HALF: usize = 3;
/// The least letters of a compound.
const WHOLE: usize = 7;

/// The halves of a compound: both ordinary words.
fn halves(word: &str) -> Option<(&str, &str)> {
    const JOINTS: &[&str] = &[
        "the", "and", "for", "his", "her", "our", "who", "was", "not", "but", "all", "any", "with", "from", "less",
        "ness", "able",
    ];
    if word.len() < WHOLE || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    (HALF..=word.len() - HALF).find_map(|cut| {
        let (left, right) = word.split_at_checked(cut)?;
        let plain = |half: &&str| JOINTS.contains(half);
        let ordinary = !plain(&left) && !plain(&right) && is_ordinary(left) && is_ordinary(right);
        ordinary.then_some((left, right))
    })
}

fn is_ordinary(word: &str) -> bool {
    let key = WordKey::of(word).filter(|key| key.tail == 0);
    key.is_some_and(|key| is_everyday(low_half(key.head), high_half(key.head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_spellings_follow_from_the_british() {
        for (british, other) in [
            ("diarrhoea", "diarrhea"),
            ("haemorrhaging", "hemorrhaging"),
            ("anaemic", "anemic"),
            ("paralysed", "paralyzed"),
            ("hospitalised", "hospitalized"),
            ("tumours", "tumors"),
            ("oesophagus", "esophagus"),
        ] {
            assert_eq!(american(british).as_deref(), Some(other));
        }
        for same in ["bruised", "exercise", "hour", "shoes", "swelling", "rising", "poisoned", "pain"] {
            assert_eq!(american(same), None, "{same}");
        }
    }

    #[test]
    fn compounds_are_written_in_one_or_two() {
        assert_eq!(halves("headache"), Some(("head", "ache")));
        assert_eq!(halves("painkiller"), Some(("pain", "killer")));
        assert_eq!(halves("therapist"), None);
        assert_eq!(compound("nose", "bleed").as_deref(), Some("nosebleed"));
        assert_eq!(compound("chest", "pain"), None);
    }
}
