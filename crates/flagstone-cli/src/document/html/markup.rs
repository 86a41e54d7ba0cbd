//! Pieces of HTML that can only be well formed and escaped.
//!
//! # Why
//! A title is an author's text, and one forgotten escape lets it become a script in a page that a hospital opens. So text
//! and markup have different types, and the only way from one to the other escapes.
//!
//! # How
//! [`Markup::text`] escapes, [`Markup::element`] opens and closes. Attributes are escaped like text.
//!
//! # Invariants
//! Every element that is opened is closed. No author's text is ever markup.
//!
//! Before: `html`. After: a file.

use crate::screen::harmless;

/// A piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup(String);

impl Markup {
    /// Nothing.
    pub(super) fn new() -> Markup {
        Markup::default()
    }

    /// Words, escaped.
    pub(super) fn text(text: &str) -> Markup {
        Markup(escape(text))
    }

    /// An element with what is in it.
    pub(super) fn element(name: &'static str, attributes: &[(&'static str, &str)], inside: Markup) -> Markup {
        let attributes: String =
            attributes.iter().map(|(attribute, value)| format!(" {attribute}=\"{}\"", escape(value))).collect();
        Markup(format!("<{name}{attributes}>{}</{name}>", inside.0))
    }

    /// An element without attributes.
    pub(super) fn plain(name: &'static str, inside: Markup) -> Markup {
        Markup::element(name, &[], inside)
    }

    /// An element without attributes around words.
    pub(super) fn words(name: &'static str, text: &str) -> Markup {
        Markup::plain(name, Markup::text(text))
    }

    /// An element with a class around words.
    pub(super) fn classed(name: &'static str, class: &str, text: &str) -> Markup {
        Markup::element(name, &[("class", class)], Markup::text(text))
    }

    /// A phrase, which may be broken after each of its alternatives.
    pub(super) fn phrase(phrase: &str) -> Markup {
        let parts: Vec<String> = phrase.split('|').map(escape).collect();
        Markup(format!("<span class=\"phrase\">{}</span>", parts.join("|<wbr>")))
    }

    /// A link to a place in the same page.
    pub(super) fn link(anchor: &str, text: &str) -> Markup {
        Markup::element("a", &[("href", &format!("#{anchor}"))], Markup::text(text))
    }

    /// This, and then that.
    pub(super) fn then(mut self, next: Markup) -> Markup {
        self.0.push_str(&next.0);
        self
    }

    /// A new line, so that two versions of a page can be compared.
    pub(super) fn line(mut self) -> Markup {
        self.0.push('\n');
        self
    }

    /// All of these with words between.
    pub(super) fn joined(parts: impl IntoIterator<Item = Markup>, between: &str) -> Markup {
        let parts: Vec<String> = parts.into_iter().map(|part| part.0).collect();
        Markup(parts.join(&escape(between)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A whole page.
    pub(super) fn page(title: &str, style: &'static str, body: Markup) -> String {
        let title = escape(title);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
            body.0
        )
    }
}

impl FromIterator<Markup> for Markup {
    fn from_iter<I: IntoIterator<Item = Markup>>(parts: I) -> Markup {
        parts.into_iter().fold(Markup::new(), Markup::then)
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in harmless(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let link = Markup::link("a\"b", "<script>alert('x')</script>");
        assert_eq!(link.0, "<a href=\"#a&quot;b\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</a>");
    }
}
