//! Places that are hard to show.

use super::{Colour, human, json, plain, sarif};
use crate::{Diagnostic, SourceMap, Span};

#[test]
fn any_span_is_shown_even_one_that_does_not_fit() {
    let mut map = SourceMap::new();
    let (file, other) = (map.add("a b.flag", "é\r\n\u{202e}"), map.add("b.flag", ""));
    for (start, end) in [(0, 0), (1, 1), (0, 2), (2, 4), (4, 7), (7, 7), (5, 6), (900, 901), (9, 3)] {
        let span = Span { file, start, end };
        let elsewhere = Span { file: other, start, end };
        let problem = Diagnostic::error("test", span, "message")
            .label("label")
            .related(elsewhere, "elsewhere")
            .related(span, "here")
            .fix(span, "x\ny");
        let problems = [problem];
        for text in
            [human(&map, &problems, Colour::Off), plain(&map, &problems), json(&map, &problems), sarif(&map, &problems)]
        {
            assert!(text.contains("message"));
        }
    }
}
