//! `flagstone fmt`: policies in the one agreed layout.
//!
//! # Invariants
//! A file with errors is left as it is, and its errors are told. A file is written in full or not at all.

use std::path::{Path, PathBuf};

use flagstone::syntax::{self, SourceMap, render};

use crate::args::Fmt;
use crate::failure::Failure;
use crate::screen::{count, print};

/// What became of one file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Same,
    Changed,
    Refused,
}

/// Formats files and the files of folders.
pub(crate) fn fmt(options: &Fmt) -> Result<(), Failure> {
    let mut files = Vec::new();
    for path in &options.paths {
        collect(path, &mut files, true)?;
    }
    files.sort();
    files.dedup();
    let outcomes = files.iter().map(|path| format(path, options.check)).collect::<Result<Vec<_>, _>>()?;
    let number = |wanted: Outcome| outcomes.iter().filter(|outcome| **outcome == wanted).count();
    let (changed, refused) = (number(Outcome::Changed), number(Outcome::Refused));
    let verb = if options.check { "would change" } else { "changed" };
    let refusals =
        if refused > 0 { format!(", {} with errors", count(refused, "file", "files")) } else { String::new() };
    print(&format!("{} {verb}, {} as agreed{refusals}\n", count(changed, "file", "files"), number(Outcome::Same)))?;
    let fine = refused == 0 && !(options.check && changed > 0);
    if fine { Ok(()) } else { Err(Failure::Found) }
}

/// The policy files at a path: itself, or those of a folder.
fn collect(path: &Path, files: &mut Vec<PathBuf>, named: bool) -> Result<(), Failure> {
    let unreadable = |reason: std::io::Error| Failure::file("read", path, &reason);
    if !path.is_dir() {
        let policy = path.extension().is_some_and(|extension| extension == "flag");
        files.extend((named || policy).then(|| path.to_path_buf()));
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let link = entry.file_type().map_err(unreadable)?.is_symlink();
        if !hidden && !link {
            collect(&entry.path(), files, false)?;
        }
    }
    Ok(())
}

fn format(path: &Path, check: bool) -> Result<Outcome, Failure> {
    let bytes = std::fs::read(path).map_err(|reason| Failure::file("read", path, &reason))?;
    let mut sources = SourceMap::new();
    let Ok(text) = String::from_utf8(bytes) else {
        eprintln!("{} is not plain text; save it with the encoding UTF-8", path.display());
        return Ok(Outcome::Refused);
    };
    let file = sources.add(path, text.as_str());
    let formatted = match syntax::format(&sources, file) {
        Ok(formatted) => formatted,
        Err(problems) => {
            eprint!("{}", render::human(&sources, &problems, render::Colour::Off));
            return Ok(Outcome::Refused);
        }
    };
    if formatted == text {
        return Ok(Outcome::Same);
    }
    print(&format!("{}\n", path.display()))?;
    if !check {
        replace(path, &formatted)?;
    }
    Ok(Outcome::Changed)
}

/// Writes beside the file and then takes its place, so that a full disk cannot leave half a policy.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let beside = path.with_extension("flag.new");
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|reason| {
        let _ = std::fs::remove_file(&beside);
        Failure::file("write", path, &reason)
    })
}
