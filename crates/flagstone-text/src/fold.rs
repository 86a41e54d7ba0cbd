//! What one character beyond ASCII means to the tokeniser.
//!
//! # Why
//! Patients type on phones and paste from other places: curly apostrophes, accents, full-width letters, zero-width marks, emoji, and text that has been decoded wrongly once already.
//! All of it must give the same tokens as plain typing.
//!
//! # How
//! A character is a letter (with the ASCII letters that stand for it), an apostrophe, a mark that is dropped inside a word, a separator, a whole word of its own (`°`, `½`, an emoji), or blank.
//! A table serves Latin letters with accents; ranges serve the rest.
//!
//! # Invariants
//! ASCII never comes here.
//! Folding is idempotent: what comes out folds to itself.
//!
//! # Cost
//! Only paid for characters beyond ASCII; a `match` each.
//!
//! Before: bytes. After: [`tokenise`](crate::tokenise).

use crate::token::Seps;

/// What a character beyond ASCII is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// Part of a word, written as these ASCII letters or digits.
    Letters(&'static str),
    /// Part of a word in an alphabet that does not fold to Latin letters.
    Foreign(char),
    /// Deleted between two letters.
    Apostrophe,
    /// Deleted inside a word, nothing outside.
    Dropped,
    /// A joint inside a word, a dash between words.
    Hyphen,
    /// A separator.
    Separator(Seps),
    /// A token of its own.
    Word(&'static str),
    /// A tick or a cross: an answer.
    Tick(&'static str),
    /// A picture: a token of its own if the lexicon knows it, blank otherwise.
    Picture(char),
    /// White space, or anything without a meaning.
    Blank,
}

/// Classifies one character beyond ASCII.
pub(crate) fn fold(c: char) -> Folded {
    match c {
        '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => latin(c),
        '\u{2010}' | '\u{2011}' | '\u{2043}' => Folded::Hyphen,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{00b4}' | '\u{02bc}' | '\u{2032}' | '\u{02b9}' | '\u{ff07}' => {
            Folded::Apostrophe
        }
        '\u{00ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{0300}'..='\u{036f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{1f3fb}'..='\u{1f3ff}' => Folded::Dropped,
        '\u{2012}'..='\u{2015}' | '\u{2212}' => Folded::Separator(Seps::DASH),
        '\u{2026}' | '\u{3002}' | '\u{2022}' | '\u{25cf}' | '\u{25aa}' => Folded::Separator(Seps::STOP),
        '\u{2028}' => Folded::Separator(Seps::NEWLINE),
        '\u{2029}' | '\u{0085}' => Folded::Separator(Seps::BLANK_LINE),
        '\u{00bf}' | '\u{037e}' => Folded::Blank,
        '\u{2264}' => Folded::Separator(Seps::LESS),
        '\u{2265}' => Folded::Separator(Seps::MORE),
        '\u{ff01}'..='\u{ff5e}' => full_width(c),
        '\u{fb00}'..='\u{fb04}' => Folded::Letters(match c {
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            _ => "ffl",
        }),
        '\u{00b0}' | '\u{00ba}' | '\u{02da}' => Folded::Word("degrees"),
        '\u{2103}' => Folded::Word("celsius"),
        '\u{2109}' => Folded::Word("fahrenheit"),
        '\u{00bd}' => Folded::Word("half"),
        '\u{00bc}' => Folded::Word("quarter"),
        _ if is_picture(c) => picture(c),
        _ if c.is_alphabetic() => Folded::Foreign(c),
        _ => Folded::Blank,
    }
}

fn picture(c: char) -> Folded {
    match c {
        '\u{2705}' | '\u{2713}' | '\u{2714}' | '\u{2611}' | '\u{1f44d}' => Folded::Tick("yes"),
        '\u{274c}' | '\u{2716}' | '\u{2717}' | '\u{2718}' | '\u{274e}' | '\u{1f44e}' => Folded::Tick("no"),
        _ => Folded::Picture(c),
    }
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{2b00}'..='\u{2bff}')
}

fn full_width(c: char) -> Folded {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    const DIGITS: &str = "0123456789";
    let one = |table: &'static str, from: char| {
        let offset = (u32::from(c).saturating_sub(u32::from(from))) as usize;
        table.get(offset..offset + 1).map_or(Folded::Blank, Folded::Letters)
    };
    match c {
        '\u{ff21}'..='\u{ff3a}' => one(LETTERS, '\u{ff21}'),
        '\u{ff41}'..='\u{ff5a}' => one(LETTERS, '\u{ff41}'),
        '\u{ff10}'..='\u{ff19}' => one(DIGITS, '\u{ff10}'),
        '\u{ff0c}' => Folded::Separator(Seps::COMMA),
        '\u{ff0e}' | '\u{ff01}' | '\u{ff1b}' => Folded::Separator(Seps::STOP),
        '\u{ff1f}' => Folded::Separator(Seps::QUESTION),
        '\u{ff1a}' => Folded::Separator(Seps::COLON),
        '\u{ff08}' | '\u{ff09}' => Folded::Separator(Seps::PAREN),
        '\u{ff0f}' => Folded::Separator(Seps::SLASH),
        '\u{ff0d}' => Folded::Hyphen,
        _ => Folded::Blank,
    }
}

/// Latin letters with accents, as the letters that a hurried typist would use.
fn latin(c: char) -> Folded {
    let base = match c.to_lowercase().next().unwrap_or(c) {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ụ'..='ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '×' | '÷' => return Folded::Blank,
        other => return Folded::Foreign(other),
    };
    Folded::Letters(base)
}
