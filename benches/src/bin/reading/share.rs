//! A share of a whole with its interval.

/// A share with its 95 % Wilson interval.
pub(crate) fn share(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "0 of 0".to_owned();
    }
    let (n, p, z) = (f64::from(whole), f64::from(part) / f64::from(whole), 1.96_f64);
    let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    format!(
        "{part} of {whole}: {:.1} % ({:.1} to {:.1})",
        p * 100.0,
        (centre - half).max(0.0) * 100.0,
        (centre + half).min(1.0) * 100.0
    )
}
