//! Routing tables with every column as wide as its widest cell.
//!
//! Widths are those of a fixed-width screen, where some letters take two places.

use unicode_width::UnicodeWidthStr;

use crate::blocks::{cells, column, is_ruler};
use crate::outline::{Shape, Statement};

use super::layout::{Layout, Role};
use super::words;

/// Writes the rows of a block.
pub(super) fn add(layout: &mut Layout<'_>, body: &[Statement<'_>]) {
    let rows: Vec<&Statement<'_>> = body.iter().filter(|statement| matches!(statement.shape, Shape::Row)).collect();
    let Some(head) = rows.first() else { return };
    let titles: Vec<String> = texts(head).map(str::to_ascii_lowercase).collect();
    let table: Vec<Vec<String>> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| if at == 0 { titles.clone() } else { row_cells(row, &titles) })
        .collect();
    let widths: Vec<usize> = (0..titles.len()).map(|column| width(&table, column)).collect();
    for (row, cells) in rows.iter().zip(&table) {
        layout.add(row, Role::Line, 2, line(cells, &widths));
    }
}

fn texts<'s>(row: &'s Statement<'_>) -> impl Iterator<Item = &'s str> {
    cells(&row.line.text).into_iter().map(|(from, to)| row.line.text.get(from..to).unwrap_or(""))
}

/// The cells of a row as they are written; none for a ruler.
fn row_cells(row: &Statement<'_>, titles: &[String]) -> Vec<String> {
    if is_ruler(&row.line.text) {
        return Vec::new();
    }
    let ranges = cells(&row.line.text);
    let cell = |((from, to), title): ((usize, usize), &String)| {
        let text = row.line.text.get(from..to).unwrap_or("");
        match column(title) {
            Some(form) if !text.eq_ignore_ascii_case("any") => words::part(row.line, from, to, form),
            _ => text.to_ascii_lowercase(),
        }
    };
    ranges.into_iter().zip(titles).map(cell).collect()
}

fn width(table: &[Vec<String>], column: usize) -> usize {
    table.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::from("|");
    for (at, width) in widths.iter().enumerate() {
        match cells.get(at) {
            Some(cell) => line.push_str(&format!(" {cell}{} |", " ".repeat(width.saturating_sub(cell.width())))),
            None => line.push_str(&format!("{}|", "-".repeat(width + 2))),
        }
    }
    line
}
