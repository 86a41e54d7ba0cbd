//! A policy's files: found, read and parsed.
//!
//! # Why
//! This is the one place of the library that opens files, so that everything behind it is a function of text.
//!
//! # How
//! A package is a folder: every `.flag` file below it belongs to it, in the order of paths, which never matters.
//! A file that begins with `vocabulary` is only read into the policy when something uses it; a vocabulary that is not in the
//! folder is looked for in the folders beside it. A single `.flag` file is a policy whose vocabularies stand in its folder
//! or beside it.
//!
//! Before: the author's folder. After: [`lower`](crate::lower()).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use flagstone_syntax::ast::{self, Item};
use flagstone_syntax::{Diagnostic, FileId, SourceMap, nearest};
use thiserror::Error;

/// The most files of one package.
const MAX_FILES: usize = 2_000;
/// The deepest folder below a package.
const MAX_DEPTH: usize = 12;

/// Why a package could not be read at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PackageError {
    /// A file or folder could not be opened.
    #[error("cannot read {path}: {reason}", path = .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// There is nothing to read.
    #[error("there is no .flag file in {path}", path = .path.display())]
    NoFiles {
        /// Where.
        path: PathBuf,
    },
    /// There is too much to read.
    #[error("there are more than {MAX_FILES} .flag files in {path}", path = .path.display())]
    TooManyFiles {
        /// Where.
        path: PathBuf,
    },
}

/// The parsed files of a policy, with everything that was found wrong so far.
#[derive(Debug)]
pub struct Package {
    /// The sources.
    pub sources: SourceMap,
    /// The file that stands for the policy.
    pub root: FileId,
    /// The files of the policy and of the vocabularies that it uses.
    pub files: Vec<ast::File>,
    /// What parsing and resolving found.
    pub diagnostics: Vec<Diagnostic>,
}

impl Package {
    /// Reads the package at a folder or a single file.
    ///
    /// # Errors
    /// When a file or folder cannot be opened, or there is none; problems *in* files are diagnostics.
    pub fn read(path: &Path) -> Result<Package, PackageError> {
        let mut paths = BTreeSet::new();
        let folder = if path.is_dir() {
            collect(path, 0, &mut paths)?;
            path.to_path_buf()
        } else {
            paths.insert(path.to_path_buf());
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf()
        };
        if paths.is_empty() {
            return Err(PackageError::NoFiles { path: path.to_path_buf() });
        }
        let around = around(&folder, path.is_dir());
        let mut reader = Reader::default();
        let own = paths.iter().map(|path| reader.open(path)).collect::<Result<Vec<_>, _>>()?;
        let mut library = Vec::new();
        for (place, folder) in around.iter().enumerate() {
            let files = folder.difference(&paths).filter_map(|path| reader.open_vocabulary(path));
            library.extend(files.map(|(file, diagnostics)| Shelved { file, diagnostics, place: place + 1 }));
        }
        Ok(reader.resolve(own, library))
    }

    /// A package from texts that are already in memory, with the paths to show for them.
    #[must_use]
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Package {
        let mut reader = Reader::default();
        let own = texts.into_iter().map(|(path, text)| reader.parse(Path::new(path), text)).collect();
        reader.resolve(own, Vec::new())
    }
}

/// The `.flag` files in which a vocabulary is looked for, folder by folder: the folder itself first, then, for a package,
/// the folders beside it in the order of their names.
/// What cannot be opened there is not missed until a vocabulary is.
fn around(folder: &Path, package: bool) -> Vec<BTreeSet<PathBuf>> {
    let files = |folder: &Path, depth: usize| {
        let mut found = BTreeSet::new();
        collect(folder, depth, &mut found).map_or_else(|_| BTreeSet::new(), |()| found)
    };
    if !package {
        return vec![files(folder, MAX_DEPTH)];
    }
    let here = folder.canonicalize().ok();
    let parent = here.as_deref().and_then(Path::parent);
    let beside = parent.into_iter().flat_map(std::fs::read_dir).flatten().flatten().map(|entry| entry.path());
    let beside: BTreeSet<PathBuf> = beside.filter(|path| path.is_dir() && path.canonicalize().ok() != here).collect();
    let own = std::iter::once(files(folder, 0));
    own.chain(beside.iter().map(|sibling| files(sibling, MAX_DEPTH - 2))).collect()
}

/// The `.flag` files below a folder.
fn collect(folder: &Path, depth: usize, paths: &mut BTreeSet<PathBuf>) -> Result<(), PackageError> {
    let unreadable = |reason| PackageError::Unreadable { path: folder.to_path_buf(), reason };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && depth < MAX_DEPTH && !hidden {
            collect(&path, depth + 1, paths)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "flag") {
            paths.insert(path);
        }
        if paths.len() > MAX_FILES {
            return Err(PackageError::TooManyFiles { path: folder.to_path_buf() });
        }
    }
    Ok(())
}

#[derive(Default)]
struct Reader {
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn open(&mut self, path: &Path) -> Result<ast::File, PackageError> {
        let bytes =
            std::fs::read(path).map_err(|reason| PackageError::Unreadable { path: path.to_path_buf(), reason })?;
        Ok(match String::from_utf8(bytes) {
            Ok(text) => self.parse(path, &text),
            Err(error) => {
                let id = self.sources.add(path, "");
                let problem = flagstone_syntax::decode(id, error.into_bytes()).err();
                self.diagnostics.extend(problem.map(|problem| *problem));
                ast::File { file: id, items: Vec::new() }
            }
        })
    }

    /// A file outside the package counts only if it is a vocabulary; what is wrong in it matters only if it is used.
    fn open_vocabulary(&mut self, path: &Path) -> Option<(ast::File, Vec<Diagnostic>)> {
        let text = std::fs::read_to_string(path).ok()?;
        if !text.contains("vocabulary") {
            return None;
        }
        let id = self.sources.add(path, text);
        let (file, diagnostics) = flagstone_syntax::parse(&self.sources, id);
        vocabulary_of(&file).is_some().then_some((file, diagnostics))
    }

    fn parse(&mut self, path: &Path, text: &str) -> ast::File {
        let id = self.sources.add(path, text);
        let (file, diagnostics) = flagstone_syntax::parse(&self.sources, id);
        self.diagnostics.extend(diagnostics);
        file
    }

    /// Chooses the files that belong to the policy: its own, and the vocabularies that it uses.
    fn resolve(mut self, own: Vec<ast::File>, library: Vec<Shelved>) -> Package {
        let only_vocabulary = own.iter().all(|file| vocabulary_of(file).is_some());
        let (inside, mut files): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|file| vocabulary_of(file).is_some() && !only_vocabulary);
        let root = files.iter().find(|file| is_policy(file)).or(files.first()).map(|file| file.file);
        let inside = inside.into_iter().map(|file| Shelved { file, diagnostics: Vec::new(), place: 0 });
        let shelf = inside.chain(library).collect();
        let mut search = Search { shelf, diagnostics: Vec::new() };
        let found = search.used_by(&files);
        self.diagnostics.extend(search.diagnostics);
        files.extend(found);
        let root = root.unwrap_or_else(|| self.sources.add("", ""));
        Package { sources: self.sources, root, files, diagnostics: self.diagnostics }
    }
}

/// A file of a vocabulary that could be used.
struct Shelved {
    file: ast::File,
    diagnostics: Vec<Diagnostic>,
    /// In which folder it was found: 0 is the package itself.
    place: usize,
}

/// Vocabularies that could be used.
struct Search {
    shelf: Vec<Shelved>,
    diagnostics: Vec<Diagnostic>,
}

impl Search {
    /// The files of every vocabulary used by these, however indirectly.
    fn used_by(&mut self, files: &[ast::File]) -> Vec<ast::File> {
        let mut found: Vec<ast::File> = Vec::new();
        let mut open: Vec<(ast::Use, Vec<String>)> = uses(files).map(|wanted| (wanted.clone(), Vec::new())).collect();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        while let Some((wanted, path)) = open.pop() {
            let name = wanted.name.node.to_lowercase();
            if path.contains(&name) {
                self.cycle(&wanted, &path);
                continue;
            }
            if !self.exists(&wanted) || !taken.insert(name.clone()) {
                continue;
            }
            let deeper: Vec<String> = path.into_iter().chain([name.clone()]).collect();
            // The nearest folder that has it: a copy of the whole package beside it must not double the words.
            let fitting = || self.shelf.iter().filter(|shelved| matches(&shelved.file, &wanted));
            let nearest = fitting().map(|shelved| shelved.place).min();
            for Shelved { file, diagnostics, .. } in fitting().filter(|shelved| Some(shelved.place) == nearest) {
                self.diagnostics.extend(diagnostics.iter().cloned());
                open.extend(uses(std::slice::from_ref(file)).map(|next| (next.clone(), deeper.clone())));
                found.push(file.clone());
            }
        }
        found
    }

    fn cycle(&mut self, wanted: &ast::Use, path: &[String]) {
        let chain: Vec<String> = path.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("the vocabulary `{}` uses itself, by way of {}", wanted.name.node, chain.join(", "));
        self.diagnostics.push(
            Diagnostic::error("vocabulary-cycle", wanted.span, message)
                .help("take one of the `use vocabulary` lines out"),
        );
    }

    fn exists(&mut self, wanted: &ast::Use) -> bool {
        if self.shelf.iter().any(|shelved| matches(&shelved.file, wanted)) {
            return true;
        }
        let headers = || self.shelf.iter().filter_map(|shelved| vocabulary_of(&shelved.file));
        let same_name = headers().find(|header| header.name.node.eq_ignore_ascii_case(&wanted.name.node));
        let version = crate::lower::version(&wanted.version.node);
        let diagnostic = match same_name {
            Some(header) => {
                let other = crate::lower::version(&header.version.node);
                let message =
                    format!("the vocabulary `{}` is there in version {other}, not {version}", wanted.name.node);
                Diagnostic::error("vocabulary-version", wanted.version.span, message)
                    .help(format!("write `version {other}`"))
            }
            None => {
                let message =
                    format!("there is no vocabulary called `{}` in this folder or beside it", wanted.name.node);
                let near = nearest(&wanted.name.node, headers().map(|header| header.name.node.as_str()));
                let help = near.map_or_else(
                    || {
                        "put a file that begins with `vocabulary \"...\" version ...` into the policy's folder"
                            .to_owned()
                    },
                    |near| format!("did you mean `{near}`?"),
                );
                Diagnostic::error("unknown-vocabulary", wanted.name.span, message).help(help)
            }
        };
        self.diagnostics.push(diagnostic);
        false
    }
}

fn uses(files: &[ast::File]) -> impl Iterator<Item = &ast::Use> {
    files.iter().flat_map(|file| &file.items).filter_map(|item| match item {
        Item::Use(wanted) => Some(wanted),
        _ => None,
    })
}

fn vocabulary_of(file: &ast::File) -> Option<&ast::Header> {
    file.items.iter().find_map(|item| match item {
        Item::Vocabulary(header) => Some(header),
        _ => None,
    })
}

fn is_policy(file: &ast::File) -> bool {
    file.items.iter().any(|item| matches!(item, Item::Policy(_)))
}

fn matches(file: &ast::File, wanted: &ast::Use) -> bool {
    vocabulary_of(file).is_some_and(|header| {
        header.name.node.eq_ignore_ascii_case(&wanted.name.node)
            && header.version.node.0.starts_with(&wanted.version.node.0)
    })
}
