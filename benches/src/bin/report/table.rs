//! Markdown tables and the numbers in them.

/// A table.
pub(crate) struct Table {
    lines: Vec<String>,
}

impl Table {
    pub(crate) fn new(title: &str, head: &[&str]) -> Self {
        let line = format!("| {} |", head.join(" | "));
        let rule = format!("|{}", "---|".repeat(head.len()));
        Self { lines: vec![format!("### {title}"), String::new(), line, rule] }
    }

    pub(crate) fn row(&mut self, cells: &[String]) {
        self.lines.push(format!("| {} |", cells.join(" | ")));
    }

    /// A sentence below the table.
    pub(crate) fn note(&mut self, text: &str) {
        self.lines.push(String::new());
        self.lines.push(text.to_owned());
    }

    pub(crate) fn finish(mut self) -> String {
        self.lines.push(String::new());
        self.lines.join("\n")
    }
}

/// A count as a floating-point number; exact up to 2^53, which no count here reaches.
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

/// With commas between thousands and without decimals.
pub(crate) fn whole(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes as megabytes.
pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{:.2} MB", float(bytes) / 1e6)
}

/// Nanoseconds in the unit that reads best.
pub(crate) fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        n if n < 1e3 => format!("{n:.0} ns"),
        n if n < 1e6 => format!("{:.1} µs", n / 1e3),
        n if n < 1e9 => format!("{:.1} ms", n / 1e6),
        n => format!("{:.2} s", n / 1e9),
    }
}

/// `1.23`.
pub(crate) fn ratio(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}") } else { whole(value) }
}
