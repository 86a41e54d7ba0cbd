//! Writing for people: colour where it helps, letters where it does not, and never a patient's control characters.
//!
//! # Invariants
//! Without colour nothing is lost: what colour marks is marked by brackets or words, too.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};

use crate::args::ColorChoice;
use crate::failure::Failure;

/// How standard output is written to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// With colours.
    pub(crate) colour: bool,
    /// How many letters fit on a line.
    pub(crate) width: usize,
}

/// What is to be set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// A heading.
    Strong,
    /// Less important.
    Faint,
    /// Danger.
    Alarm,
    /// Look at this.
    Care,
    /// Well.
    Good,
    /// Words of the patient that decided.
    Mark,
}

impl Screen {
    pub(crate) fn new(choice: ColorChoice) -> Screen {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let terminal = io::stdout().is_terminal();
        let colour = match choice {
            ColorChoice::Auto => terminal && !unwanted && !dumb,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        let width =
            if terminal { terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)) } else { 100 };
        Screen { colour, width: width.clamp(60, 140) }
    }

    /// The text in a tone.
    pub(crate) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let style = match tone {
            Tone::Strong => Style::new().bold(),
            Tone::Faint => Style::new().dimmed(),
            Tone::Alarm => AnsiColor::Red.on_default().bold(),
            Tone::Care => AnsiColor::Yellow.on_default().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Mark => AnsiColor::Red.on_default().bold().underline(),
        };
        format!("{style}{text}{style:#}")
    }
}

/// Writes a text to standard output; a reader that has gone away is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(reason) if reason.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Unreadable(format!("cannot write: {reason}")))
        }
        _ => Ok(()),
    }
}

/// A patient's words without what could drive a terminal or turn the reading direction.
pub(crate) fn harmless(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' | '\r' | '\t' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => None,
        letter if letter.is_control() => Some('\u{fffd}'),
        letter => Some(letter),
    };
    text.chars().filter_map(shown).collect()
}

/// `1 error`, `2 errors`
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// `60,000`
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The text and spaces up to a width in letters.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let letters = text.chars().count();
    format!("{text}{}", " ".repeat(width.saturating_sub(letters)))
}

/// The text broken into lines at spaces.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let free = line.is_empty() || line.chars().count() + 1 + word.chars().count() <= width;
        if free {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_thousands() {
        assert_eq!([0, 999, 1_000, 60_000, 1_234_567].map(thousands), ["0", "999", "1,000", "60,000", "1,234,567"]);
    }

    #[test]
    fn nothing_that_drives_a_terminal_is_shown() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c\nd"), "a\u{fffd}[31mbc d");
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    }
}
