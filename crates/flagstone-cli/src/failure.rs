//! Why a command did not end well, and the exit code that says so.

use std::path::Path;

/// Why a command did not end well.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something was found, and has been told.
    Found,
    /// Something was found; this is it.
    Finding(String),
    /// The command cannot be understood.
    Usage(String),
    /// Something could not be read or written.
    Unreadable(String),
}

impl Failure {
    /// A file that could not be read or written.
    pub(crate) fn file(verb: &str, path: &Path, reason: &std::io::Error) -> Failure {
        let help = match reason.kind() {
            std::io::ErrorKind::NotFound => "; is the name right, and are you in the right folder?",
            std::io::ErrorKind::PermissionDenied => "; you may not open it: ask whoever looks after this computer",
            _ => "",
        };
        Failure::Unreadable(format!("cannot {verb} {}: {reason}{help}", path.display()))
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::Found | Failure::Finding(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Unreadable(_) => 3,
        }
    }

    /// Says on standard error what happened.
    pub(crate) fn tell(&self) {
        match self {
            Failure::Found => {}
            Failure::Finding(message) | Failure::Usage(message) | Failure::Unreadable(message) => {
                eprintln!("flagstone: {message}")
            }
        }
    }
}
