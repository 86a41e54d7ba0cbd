//! Which known word an unknown one was meant to be, and two words that were typed as one.
//!
//! # Why
//! The engine finds candidates by hashes of what is left of a word when letters are left out, in registers. Here the same
//! keys are strings in a dictionary, the distance is the textbook's matrix, and the rules are the table of
//! `flagstone-text/src/spelling.rs` read from top to bottom.
//!
//! # How
//! 1. A word of four to fifteen letters a to z that no phrase, cue or word list knows, and that is not on the guard list.
//! 2. Letters repeated three times or more, tried with two of them and with one.
//! 3. Every word of a phrase that shares a key with it: its letters, with and without each of them, its sound, and the frame of
//!    its sound. A key that more than [`MOST_ALIKE`] words share tells nothing.
//! 4. Each is judged; the surest is taken, then the one that sounds the same, then the nearest, then the first in the alphabet.
//! 5. If nothing is found, the first cut into two words that follow each other in a phrase.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use flagstone::text::{Spelling, Words};

/// How many words may share a key.
const MOST_ALIKE: usize = 32;

/// The words of a policy, and everything that is looked up to mend others.
pub(super) struct Speller {
    /// Words of phrases, which alone may be meant.
    targets: HashSet<String>,
    /// Two words that follow each other in a wording.
    neighbours: HashSet<(String, String)>,
    /// Words of phrases by what is left of them.
    alike: HashMap<Key, BTreeSet<String>>,
}

/// What is left of a word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Letters(String),
    Sound(String),
    Frame(String),
}

/// What an unknown word is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mended {
    /// Another word.
    As(String, Spelling),
    /// Two words, the first of so many letters.
    Two(String, String),
}

/// A word that may be meant; the least is the best.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    spelling: Spelling,
    sounds_otherwise: bool,
    slips: usize,
    word: String,
}

impl Speller {
    /// A speller for the wordings of a policy, and for the other words that are known.
    pub(super) fn new(wordings: impl Iterator<Item = Words>) -> Self {
        let (mut targets, mut neighbours) = (HashSet::new(), HashSet::new());
        for words in wordings {
            if let [first, second, ..] = words.as_slice() {
                neighbours.insert((first.clone(), second.clone()));
            }
            targets.extend(words);
        }
        let mut alike: HashMap<Key, BTreeSet<String>> = HashMap::new();
        for word in targets.iter().filter(|word| is_mendable(word)) {
            for key in keys(word) {
                alike.entry(key).or_default().insert(word.clone());
            }
        }
        alike.retain(|_, words| words.len() <= MOST_ALIKE);
        Self { targets, neighbours, alike }
    }

    /// Whether a word stands in a phrase.
    pub(super) fn has(&self, word: &str) -> bool {
        self.targets.contains(word)
    }

    /// What a word that nobody knows is meant to be, if that can be told; `knows` tells which words somebody knows.
    pub(super) fn mend(&self, word: &str, knows: impl Fn(&str) -> bool) -> Option<Mended> {
        let one = unstretched(word, knows).or_else(|| self.misspelt(word));
        one.map(|(word, spelling)| Mended::As(word, spelling)).or_else(|| self.split(word))
    }

    fn misspelt(&self, word: &str) -> Option<(String, Spelling)> {
        if !is_mendable(word) {
            return None;
        }
        let found: BTreeSet<&String> = keys(word).iter().filter_map(|key| self.alike.get(key)).flatten().collect();
        let judged: BTreeSet<Candidate> = found.into_iter().filter_map(|meant| judge(word, meant)).collect();
        let best = judged.first()?;
        let as_good = |other: &&Candidate| {
            (other.spelling, other.sounds_otherwise, other.slips) == (best.spelling, best.sounds_otherwise, best.slips)
                && other.word[..4] != best.word[..4]
        };
        let doubted = judged.iter().any(|other| as_good(&other));
        Some((best.word.clone(), if doubted { Spelling::Guessed } else { best.spelling }))
    }

    fn split(&self, word: &str) -> Option<Mended> {
        if word.len() > 32 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        (3..=word.len().checked_sub(3)?).find_map(|cut| {
            let pair = (word[..cut].to_owned(), word[cut..].to_owned());
            let both = self.targets.contains(&pair.0) && self.targets.contains(&pair.1);
            (both && self.neighbours.contains(&pair)).then_some(Mended::Two(pair.0, pair.1))
        })
    }
}

/// Letters repeated three times or more, tried with two of them and with one.
fn unstretched(word: &str, knows: impl Fn(&str) -> bool) -> Option<(String, Spelling)> {
    let letters: Vec<char> = word.chars().collect();
    if !letters.windows(3).any(|three| three[0].is_alphabetic() && three[0] == three[1] && three[1] == three[2]) {
        return None;
    }
    let shorter = [2, 1].map(|most| with_runs_of(most, &letters));
    shorter.into_iter().find(|word| knows(word)).map(|word| (word, Spelling::Repaired))
}

/// The word with every letter that stands three times running or more written so many times.
fn with_runs_of(most: usize, letters: &[char]) -> String {
    let runs = letters.chunk_by(|left, right| left == right);
    runs.flat_map(|run| run.iter().take(if run.len() > 2 { most } else { run.len() })).collect()
}

/// Four to fifteen letters a to z.
fn is_mendable(word: &str) -> bool {
    (4..=15).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn judge(written: &str, meant: &str) -> Option<Candidate> {
    let (heard, told) = (sound(written), sound(meant));
    let (first, swapped) = (written.as_bytes(), meant.as_bytes());
    let begin_alike = first[0] == swapped[0]
        || heard.chars().next() == told.chars().next()
        || first[0] == swapped[1] && first[1] == swapped[0];
    if meant.len() < 5 || written.len().abs_diff(meant.len()) > 3 || !begin_alike {
        return None;
    }
    let slips = distance(written, meant);
    let one_slip = slips == 1 && written.len() >= 5;
    let same_sound = heard == told;
    let same_frame = frame(&heard).len() >= 3 && frame(&heard) == frame(&told) && slips <= (meant.len() / 3).max(2);
    let spelling = match () {
        () if one_slip && written.len() >= 6 || same_sound => Spelling::Repaired,
        () if one_slip || same_frame => Spelling::Guessed,
        () => return None,
    };
    Some(Candidate { spelling, sounds_otherwise: !same_sound, slips, word: meant.to_owned() })
}

fn keys(word: &str) -> BTreeSet<Key> {
    let heard = sound(word);
    let mut keys: BTreeSet<Key> = deletions(word).into_iter().map(Key::Letters).collect();
    keys.insert(Key::Sound(heard.clone()));
    let frame = frame(&heard);
    if frame.len() >= 3 {
        keys.insert(Key::Frame(frame));
    }
    keys
}

/// A word, and the word without each of its letters.
fn deletions(word: &str) -> Vec<String> {
    let without = |at: usize| word.char_indices().filter(|(place, _)| *place != at).map(|(_, letter)| letter).collect();
    std::iter::once(word.to_owned()).chain((0..word.len()).map(without)).collect()
}

/// The restricted Damerau-Levenshtein distance, by the textbook's matrix.
fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut cells = vec![vec![0; right.len() + 1]; left.len() + 1];
    for row in 0..=left.len() {
        for column in 0..=right.len() {
            if row == 0 || column == 0 {
                cells[row][column] = row + column;
                continue;
            }
            let (a, b) = (left[row - 1], right[column - 1]);
            let mut least = cells[row - 1][column - 1] + usize::from(a != b);
            least = least.min(cells[row - 1][column] + 1).min(cells[row][column - 1] + 1);
            if row > 1 && column > 1 && a == right[column - 2] && left[row - 2] == b {
                least = least.min(cells[row - 2][column - 2] + 1);
            }
            cells[row][column] = least;
        }
    }
    cells[left.len()][right.len()]
}

fn is_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

/// What a word sounds like: consonants as they are heard, and three kinds of vowel; nothing twice running.
fn sound(word: &str) -> String {
    let mut heard: Vec<char> = Vec::new();
    let mut rest = word;
    for silent in ["kn", "gn", "pn", "mn", "ps", "pt", "wr"] {
        if word.starts_with(silent) {
            rest = &word[1..];
            break;
        }
    }
    while let Some(first) = rest.chars().next() {
        let before = word[..word.len() - rest.len()].chars().last();
        let (sounds, length) =
            if is_vowel(first) { vowels(rest, heard.last().copied()) } else { consonant(rest, before) };
        for sound in sounds.chars() {
            if heard.last() != Some(&sound) {
                heard.push(sound);
            }
        }
        rest = &rest[length..];
    }
    heard.into_iter().take(16).collect()
}

/// A run of vowels: what is heard, and how many letters it takes.
fn vowels(rest: &str, before: Option<char>) -> (String, usize) {
    let run: String = rest.chars().take_while(|letter| is_vowel(*letter)).collect();
    let after = &rest[run.len()..];
    let glide = after.starts_with('w') && !after.chars().nth(1).is_some_and(is_vowel);
    if after.is_empty() && run == "e" && before.is_some() {
        return (String::new(), 1);
    }
    let vowel = match () {
        () if glide || run.contains('u') => "o",
        () if run.starts_with("oe") => "e",
        () if run.contains('o') => "o",
        () if run.starts_with(['e', 'i', 'y']) || run.starts_with("ae") => "e",
        // "Swallow", "want".
        () if run == "a" && before == Some('w') => "o",
        () => "a",
    };
    if after.starts_with("gh") {
        let cough = run.ends_with('u') && !after.starts_with("ght");
        return (format!("{vowel}{}", if cough { "f" } else { "" }), run.len() + 2);
    }
    (vowel.to_owned(), run.len() + usize::from(glide))
}

/// One consonant: what is heard, and how many letters it takes.
fn consonant(rest: &str, before: Option<char>) -> (String, usize) {
    let next = rest.chars().nth(1);
    let soft = |letter: Option<char>| letter.is_some_and(|letter| "eiy".contains(letter));
    let starts = |letters: &str| rest.starts_with(letters);
    let io = ["tio", "tia", "cio", "cia", "sio", "sia"].iter().any(|letters| starts(letters));
    let (heard, length) = match () {
        () if starts("ph") => ("f", 2),
        () if starts("tch") => ("C", 3),
        () if starts("chr") => ("k", 2),
        () if starts("ch") && before == Some('s') => ("k", 2),
        () if rest == "ch" && before == Some('a') => ("k", 2),
        () if starts("ch") => ("C", 2),
        () if starts("ck") => ("k", 2),
        () if starts("sc") && soft(rest.chars().nth(2)) => ("s", 2),
        () if io => ("S", 1),
        () if starts("sh") => ("S", 2),
        () if starts("th") => ("T", 2),
        () if starts("gh") || starts("rh") || starts("wh") => (&rest[..1], 2),
        () if starts("c") && soft(next) => ("s", 1),
        () if starts("c") || starts("q") => ("k", 1),
        () if starts("dg") => ("g", 2),
        () if starts("j") => ("g", 1),
        () if starts("z") => ("s", 1),
        () if starts("h") && next.is_some_and(|next| !is_vowel(next)) && before.is_some() => ("", 1),
        () if rest == "h" => ("", 1),
        () if starts("x") => ("ks", 1),
        () => (&rest[..1], 1),
    };
    (heard.to_owned(), length)
}

/// The consonants of a sound, and a mark for a vowel at its beginning; nothing twice running.
fn frame(sound: &str) -> String {
    let mut frame = String::new();
    for (place, letter) in sound.chars().enumerate() {
        let kept = match letter {
            'a' | 'e' | 'o' if place == 0 => '*',
            'a' | 'e' | 'o' => continue,
            other => other,
        };
        if !frame.ends_with(kept) {
            frame.push(kept);
        }
    }
    frame
}

/// Whether a word is ordinary English.
pub(super) fn is_english(word: &str) -> bool {
    static GUARD: OnceLock<HashSet<String>> = OnceLock::new();
    word.len() <= 16 && GUARD.get_or_init(guard).contains(word)
}

/// The public list, and our own with every word in the forms of its paradigm.
fn guard() -> HashSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/flagstone-text/guard");
    let files = std::fs::read_dir(folder).expect("the guard list is in the text crate");
    let mut words: HashSet<String> =
        random_word::all(random_word::Lang::En).iter().map(|word| (*word).to_owned()).collect();
    for file in
        files.map(|file| file.expect("a file").path()).filter(|file| file.extension().is_some_and(|end| end == "txt"))
    {
        let text = std::fs::read_to_string(file).expect("a list is text");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((kind, list)) = line.split_once(':') else { continue };
            list.split_whitespace().for_each(|word| words.extend(forms(kind.trim(), word)));
        }
    }
    words
}

/// The forms of a word by its kind.
fn forms(kind: &str, word: &str) -> Vec<String> {
    let consonant_y = word.len() > 1 && word.ends_with('y') && !"aeiou".contains(&word[word.len() - 2..word.len() - 1]);
    let stem_y = consonant_y.then(|| &word[..word.len() - 1]);
    let plural = match stem_y {
        Some(stem) => vec![format!("{stem}ies")],
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => vec![format!("{word}es")],
        None if word.ends_with('o') => vec![format!("{word}s"), format!("{word}es")],
        None => vec![format!("{word}s")],
    };
    let ended = |ending: &str| match stem_y {
        Some(stem) => vec![format!("{stem}i{ending}")],
        None if word.ends_with('e') => vec![format!("{}{ending}", &word[..word.len() - 1])],
        None => doubled(word).into_iter().map(|stem| format!("{stem}{ending}")).collect(),
    };
    let participle = || match word {
        _ if word.ends_with("ie") => vec![format!("{}ying", &word[..word.len() - 2])],
        _ if word.ends_with('e') && !["ee", "oe", "ye"].iter().any(|end| word.ends_with(end)) => {
            vec![format!("{}ing", &word[..word.len() - 1])]
        }
        _ => doubled(word).into_iter().map(|stem| format!("{stem}ing")).collect(),
    };
    let stem_i = stem_y.map_or_else(|| word.to_owned(), |stem| format!("{stem}i"));
    let adverb = || match word {
        _ if word.ends_with("ic") => format!("{word}ally"),
        _ if word.ends_with("le") && word.len() > 4 => format!("{}y", &word[..word.len() - 1]),
        _ if word.ends_with("ll") => format!("{word}y"),
        _ => format!("{stem_i}ly"),
    };
    let more = match kind {
        "noun" => plural,
        "verb" => [plural, ended("ed"), participle()].concat(),
        "adjective" => [ended("er"), ended("est"), vec![format!("{stem_i}ness"), adverb()]].concat(),
        _ => Vec::new(),
    };
    std::iter::once(word.to_owned()).chain(more).filter(|form| form.len() <= 16).collect()
}

/// A word, and the word with its last consonant doubled after one vowel.
fn doubled(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let vowel = |at: usize| "aeiou".contains(letters[at]);
    let last = letters.len() - 1;
    let doubles = letters.len() > 1
        && letters[last].is_ascii_alphabetic()
        && !vowel(last)
        && !"wxy".contains(letters[last])
        && vowel(last - 1)
        && !(letters.len() > 2 && vowel(last - 2));
    let twice = doubles.then(|| format!("{word}{}", letters[last]));
    std::iter::once(word.to_owned()).chain(twice).collect()
}
