//! Automata in pure Rust: aho-corasick, daachorse, regex-automata and regex.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick};
use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::{Input, nfa::thompson};

use super::{Made, inner, position, spaced};
use crate::search::{Match, Searcher};

struct Aho(AhoCorasick);

pub(super) fn aho_dfa(phrases: &[String]) -> Made {
    aho(phrases, AhoCorasickKind::DFA)
}

pub(super) fn aho_nfa(phrases: &[String]) -> Made {
    aho(phrases, AhoCorasickKind::ContiguousNFA)
}

fn aho(phrases: &[String], kind: AhoCorasickKind) -> Made {
    let mut builder = AhoCorasick::builder();
    let built = builder.kind(Some(kind)).match_kind(MatchKind::Standard).build(spaced(phrases))?;
    Ok(Box::new(Aho(built)))
}

impl Searcher for Aho {
    fn search(&mut self, text: &str, found: &mut Vec<Match>) {
        let all = self.0.find_overlapping_iter(text);
        found.extend(all.map(|hit| inner(hit.pattern().as_usize(), hit.start(), hit.end())));
    }
}

struct Charwise(CharwiseDoubleArrayAhoCorasick<u32>);

pub(super) fn charwise(phrases: &[String]) -> Made {
    let built = CharwiseDoubleArrayAhoCorasick::new(spaced(phrases)).map_err(|error| error.to_string())?;
    Ok(Box::new(Charwise(built)))
}

impl Searcher for Charwise {
    fn search(&mut self, text: &str, found: &mut Vec<Match>) {
        let all = self.0.find_overlapping_iter(text);
        found.extend(all.map(|hit| Match {
            phrase: hit.value(),
            start: position(hit.start() + 1),
            end: position(hit.end() - 1),
        }));
    }
}

struct Bytewise(DoubleArrayAhoCorasick<u32>);

pub(super) fn bytewise(phrases: &[String]) -> Made {
    let built = DoubleArrayAhoCorasick::new(spaced(phrases)).map_err(|error| error.to_string())?;
    Ok(Box::new(Bytewise(built)))
}

impl Searcher for Bytewise {
    fn search(&mut self, text: &str, found: &mut Vec<Match>) {
        let all = self.0.find_overlapping_iter(text);
        found.extend(all.map(|hit| Match {
            phrase: hit.value(),
            start: position(hit.start() + 1),
            end: position(hit.end() - 1),
        }));
    }
}

struct Lazy {
    dfa: DFA,
    cache: Cache,
    lengths: Vec<usize>,
}

/// How much the lazy DFA may remember: enough for all of its states up to the size at which it is worth making.
const LAZY_MEMORY: usize = 2 << 30;

pub(super) fn lazy(phrases: &[String]) -> Made {
    let patterns: Vec<String> = spaced(phrases).iter().map(|phrase| regex::escape(phrase)).collect();
    let config = DFA::config().match_kind(regex_automata::MatchKind::All).cache_capacity(LAZY_MEMORY);
    let dfa = DFA::builder().configure(config).thompson(thompson::Config::new()).build_many(&patterns)?;
    let cache = dfa.create_cache();
    Ok(Box::new(Lazy { dfa, cache, lengths: phrases.iter().map(|phrase| phrase.len() + 2).collect() }))
}

impl Searcher for Lazy {
    fn search(&mut self, text: &str, found: &mut Vec<Match>) {
        let input = Input::new(text);
        let mut state = OverlappingState::start();
        while self.dfa.try_search_overlapping_fwd(&mut self.cache, &input, &mut state).is_ok() {
            let Some(hit) = state.get_match() else { break };
            let phrase = hit.pattern().as_usize();
            let length = self.lengths.get(phrase).copied().unwrap_or_default();
            found.push(inner(phrase, hit.offset() - length, hit.offset()));
        }
    }
}

struct Set(regex::RegexSet);

pub(super) fn set(phrases: &[String]) -> Made {
    let patterns = spaced(phrases).into_iter().map(|phrase| regex::escape(&phrase));
    let built = regex::RegexSetBuilder::new(patterns).size_limit(1 << 30).dfa_size_limit(1 << 30).build()?;
    Ok(Box::new(Set(built)))
}

impl Searcher for Set {
    fn search(&mut self, text: &str, found: &mut Vec<Match>) {
        let all = self.0.matches(text);
        found.extend(all.iter().map(|phrase| Match { phrase: position(phrase), start: 0, end: 0 }));
    }

    fn tells_places(&self) -> bool {
        false
    }
}
