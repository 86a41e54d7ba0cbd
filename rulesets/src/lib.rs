//! The bundled rule sets, as data for programs that have no files.
//!
//! # Why
//! A vendor who embeds Flagstone, or a language binding that ships one file, still wants the rule sets with their history.
//! They are plain text in the folders beside this crate; this file only names them.
//!
//! **Illustrative until a clinical safety officer signs them.**
//!
//! # Invariants
//! A test proves that every `.flag` file of a folder is named here, so that nothing a clinician wrote is left out.

/// A policy package: paths below its folder, and texts.
pub type Package = &'static [(&'static str, &'static str)];

macro_rules! package {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../", $folder, "/", $path)))),+]
    };
}

/// Red flags and routing for English general practice.
pub static UK_GP: Package = package!("uk-gp":
    "hazards.flag",
    "hours.flag",
    "policy.flag",
    "red-flags/abdomen-bleeding-urine-diabetes.flag",
    "red-flags/brain-spine.flag",
    "red-flags/cancer-signs.flag",
    "red-flags/children.flag",
    "red-flags/combined.flag",
    "red-flags/eyes-skin-injury-poison.flag",
    "red-flags/general.flag",
    "red-flags/heart-lungs-vessels.flag",
    "red-flags/infection.flag",
    "red-flags/mind-safeguarding.flag",
    "red-flags/pregnancy-women.flag",
    "red-flags/presentations.flag",
    "red-flags/rarer-emergencies.flag",
    "routing.flag",
    "sources.flag",
    "tests.flag",
    "vocabulary/abdomen-and-bleeding.flag",
    "vocabulary/brain-and-nerves.flag",
    "vocabulary/cancer-signs.flag",
    "vocabulary/chest-and-breathing.flag",
    "vocabulary/children.flag",
    "vocabulary/fever-and-infection.flag",
    "vocabulary/ingredients.flag",
    "vocabulary/injury-and-poison.flag",
    "vocabulary/mind-and-safety.flag",
    "vocabulary/people-and-course.flag",
    "vocabulary/pregnancy-and-women.flag",
    "vocabulary/presentations.flag",
    "vocabulary/rarer-emergencies.flag",
    "vocabulary/requests.flag",
    "vocabulary/skin-eyes-allergy.flag",
    "vocabulary/urine-men-diabetes.flag",
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn files(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, root, found);
            } else if path.extension().is_some_and(|extension| extension == "flag") {
                found.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_uk_gp_is_named() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("uk-gp");
        let mut found = BTreeSet::new();
        files(&root, &root, &mut found);
        let named: BTreeSet<String> = UK_GP.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, named);
    }
}
