//! What the command line asks for.

use std::path::PathBuf;
use std::time::Duration;

use flagstone_benches::Error;

/// What the command line asks for.
pub(crate) struct Options {
    /// A file of JSON lines; generated messages without it.
    pub(crate) messages: Option<PathBuf>,
    /// How many generated messages.
    pub(crate) count: usize,
    /// How long the contenders of one table take turns.
    pub(crate) budget: Duration,
}

impl Options {
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, Error> {
        let mut options = Self {
            messages: std::env::var_os("FLAGSTONE_MESSAGES").map(PathBuf::from),
            count: 10_000,
            budget: Duration::from_secs(10),
        };
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--messages" => options.messages = Some(value.into()),
                "--count" => options.count = value.parse()?,
                "--seconds" => options.budget = Duration::from_secs(value.parse()?),
                _ => return Err(format!("there is no option {name}: --messages FILE, --count N, --seconds N").into()),
            }
        }
        Ok(options)
    }
}
