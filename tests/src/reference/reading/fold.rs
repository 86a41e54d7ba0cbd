//! What one character beyond ASCII means.
//!
//! # Why
//! Patients type on phones and paste from other places, and all of it must give the words of plain typing.
//!
//! # How
//! A few lists, asked one after the other: marks, letters with accents, words that are one character, pictures.
//! Everything else is a letter of another alphabet if Unicode says so, and blank if not.

use super::marks::Mark;

/// What a character beyond ASCII is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Part of a word, written as these letters or this digit.
    Letters(String),
    /// Part of a word of another alphabet.
    Foreign(char),
    /// Left out between two letters.
    Apostrophe,
    /// Left out.
    Dropped,
    /// A joint inside a word, a dash between words.
    Hyphen,
    /// A mark between words.
    Mark(Mark),
    /// A word of its own.
    Word(&'static str),
    /// A tick or a cross.
    Tick(&'static str),
    /// A picture, which is a word if somebody knows it.
    Picture(char),
    /// Nothing.
    Blank,
}

/// Letters with accents, in lower case, and what a hurried typist writes for them.
const ACCENTED: [(&str, &str); 27] = [
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıỉị", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏőọỏốồổỗộớờởỡợ", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűųụủứừửữự", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("ﬀ", "ff"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ﬃ", "ffi"),
];

const APOSTROPHES: &str = "\u{2018}\u{2019}\u{201b}\u{b4}\u{2bc}\u{2032}\u{2b9}\u{ff07}";
const HYPHENS: &str = "\u{2010}\u{2011}\u{2043}\u{ff0d}";

/// Marks, full-width ones too.
const MARKS: [(&str, Mark); 11] = [
    ("\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}", Mark::Dash),
    ("\u{2026}\u{3002}\u{2022}\u{25cf}\u{25aa}\u{ff0e}\u{ff01}\u{ff1b}", Mark::Stop),
    ("\u{2028}", Mark::Newline),
    ("\u{2029}\u{85}", Mark::BlankLine),
    ("\u{2264}", Mark::Less),
    ("\u{2265}", Mark::More),
    ("\u{ff0c}", Mark::Comma),
    ("\u{ff1f}", Mark::Question),
    ("\u{ff1a}", Mark::Colon),
    ("\u{ff08}\u{ff09}", Mark::Bracket),
    ("\u{ff0f}", Mark::Slash),
];

const WORDS: [(&str, &str); 5] = [
    ("\u{b0}\u{ba}\u{2da}", "degrees"),
    ("\u{2103}", "celsius"),
    ("\u{2109}", "fahrenheit"),
    ("\u{bd}", "half"),
    ("\u{bc}", "quarter"),
];

/// Ticks and thumbs up, crosses and thumbs down.
const TICKS: [(&str, &str); 2] =
    [("\u{2705}\u{2713}\u{2714}\u{2611}\u{1f44d}", "yes"), ("\u{274c}\u{2716}\u{2717}\u{2718}\u{274e}\u{1f44e}", "no")];

/// What a character beyond ASCII is.
pub(super) fn sign(c: char) -> Sign {
    let in_list = |list: &str| list.contains(c);
    if in_list(APOSTROPHES) {
        return Sign::Apostrophe;
    }
    if in_list(HYPHENS) {
        return Sign::Hyphen;
    }
    if is_unseen(c) {
        return Sign::Dropped;
    }
    if in_list("\u{bf}\u{37e}\u{d7}\u{f7}") {
        return Sign::Blank;
    }
    if let Some((_, mark)) = MARKS.iter().find(|(list, _)| in_list(list)) {
        return Sign::Mark(*mark);
    }
    if let Some((_, word)) = WORDS.iter().find(|(list, _)| in_list(list)) {
        return Sign::Word(word);
    }
    if let Some((_, word)) = TICKS.iter().find(|(list, _)| in_list(list)) {
        return Sign::Tick(word);
    }
    if matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{2b00}'..='\u{2bff}') {
        return Sign::Picture(c);
    }
    letter(c)
}

/// Marks that cannot be seen: joiners, directions, accents on their own, the tones of a picture.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn letter(c: char) -> Sign {
    if matches!(c, '\u{ff01}'..='\u{ff5e}') {
        // Full-width letters and digits stand as far from the plain ones as all full-width signs do.
        let plain = char::from_u32(u32::from(c) - 0xfee0).filter(char::is_ascii_alphanumeric);
        return plain.map_or(Sign::Blank, |plain| Sign::Letters(plain.to_ascii_lowercase().to_string()));
    }
    if c == 'ﬄ' {
        return Sign::Letters("ffl".to_owned());
    }
    let is_latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let lower = if is_latin { c.to_lowercase().next().expect("a letter has a lower case") } else { c };
    match ACCENTED.iter().find(|(letters, _)| letters.contains(lower)) {
        Some((_, plain)) => Sign::Letters((*plain).to_owned()),
        None if is_latin || c.is_alphabetic() => Sign::Foreign(lower),
        None => Sign::Blank,
    }
}
