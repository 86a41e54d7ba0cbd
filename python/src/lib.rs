//! The Python package `flagstone`: the vendor's engine, with Python's names around it.
//!
//! # Why
//! A clinical safety officer must test the very engine that a vendor ships, so nothing is decided here: a policy is loaded,
//! a request is handed over, and the record that the command line would write comes back.
//! The Python side (`flagstone/__init__.py`) gives that record its types.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use flagstone::syntax::render;
use flagstone::{Checked, Package, Plan, Scratch};
use flagstone_records::{OwnedRequest, Recorder, Row};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

/// A compiled policy with memory for evaluating requests.
#[pyclass(frozen, module = "flagstone._flagstone")]
struct CompiledPolicy {
    plan: Plan,
    /// Scratches that are not in use; a call takes one, or makes one when all are taken.
    scratches: Mutex<Vec<Scratch>>,
}

#[pymethods]
impl CompiledPolicy {
    /// The policy's name.
    #[getter]
    fn name(&self) -> &str {
        &self.plan.policy().name
    }

    /// The policy's version.
    #[getter]
    fn version(&self) -> &str {
        &self.plan.policy().version
    }

    /// SHA-256 of the policy's meaning, in hexadecimal.
    #[getter]
    fn hash(&self) -> String {
        self.plan.policy().hash_hex()
    }

    /// The levels of urgency, most urgent first.
    #[getter]
    fn levels(&self) -> Vec<String> {
        self.plan.levels().iter().map(|level| level.name.clone()).collect()
    }

    /// Id, title and level of every red flag.
    #[getter]
    fn rules(&self) -> Vec<(String, String, String)> {
        let level = |id| self.plan.level(id).map_or_else(String::new, |level| level.name.clone());
        self.plan.rules().iter().map(|rule| (rule.id.clone(), rule.title.clone(), level(rule.level))).collect()
    }

    /// The names of the concepts.
    #[getter]
    fn concepts(&self) -> Vec<String> {
        self.plan.concepts().iter().map(|concept| concept.name.clone()).collect()
    }

    /// Decides a request given as a JSON object, and gives the decision as one, with the problems of the request.
    fn decide_json(&self, python: Python<'_>, request: &str) -> PyResult<(String, Vec<String>)> {
        let row = Row::from_json(1, request.as_bytes());
        let record = python.detach(|| self.decide(&row.request));
        let record = record.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok((record, row.problems.iter().map(|problem| problem.message.clone()).collect()))
    }

    /// The plan as bytes.
    fn to_bytes(&self) -> Vec<u8> {
        self.plan.to_bytes()
    }
}

impl CompiledPolicy {
    fn new(plan: Plan) -> Self {
        Self { plan, scratches: Mutex::new(Vec::new()) }
    }

    fn decide(&self, owned: &OwnedRequest) -> serde_json::Result<String> {
        let taken = self.scratches.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = taken.unwrap_or_else(|| Scratch::new(&self.plan));
        let record = owned.with_request(|request| {
            let decision = flagstone::evaluate(&self.plan, &mut scratch, request);
            serde_json::to_string(&Recorder::new(&self.plan).record(owned, &decision))
        });
        self.scratches.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        record
    }
}

/// Loads a policy from a folder, a `.flag` file or a compiled plan.
///
/// The second value holds the diagnostics as the command line prints them and as JSON; without a policy they hold errors.
#[pyfunction]
fn load(path: PathBuf) -> PyResult<(Option<CompiledPolicy>, String, String)> {
    if path.extension().is_some_and(|extension| extension == "plan") {
        let bytes = std::fs::read(&path).map_err(|error| PyOSError::new_err(format!("{}: {error}", path.display())))?;
        let plan = Plan::from_bytes(&bytes).map_err(|error| PyValueError::new_err(error.to_string()))?;
        return Ok((Some(CompiledPolicy::new(plan)), String::new(), "[]".to_owned()));
    }
    let package = Package::read(&path).map_err(|error| PyOSError::new_err(error.to_string()))?;
    compiled(flagstone::check(package))
}

/// Compiles a policy from source texts: pairs of a name to show and the text.
#[pyfunction]
fn compile(texts: Vec<(String, String)>) -> PyResult<(Option<CompiledPolicy>, String, String)> {
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    compiled(flagstone::check(Package::from_texts(texts)))
}

fn compiled(checked: Checked) -> PyResult<(Option<CompiledPolicy>, String, String)> {
    let human = render::human(&checked.sources, &checked.diagnostics, render::Colour::Off);
    let json = render::json(&checked.sources, &checked.diagnostics);
    let plan = checked.policy.as_ref().map(flagstone::compile).transpose();
    let plan = plan.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok((plan.map(CompiledPolicy::new), human, json))
}

#[pymodule]
fn _flagstone(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<CompiledPolicy>()?;
    module.add_function(wrap_pyfunction!(load, module)?)?;
    module.add_function(wrap_pyfunction!(compile, module)?)
}
