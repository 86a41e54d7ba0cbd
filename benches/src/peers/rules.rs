//! Rule engines: the same boolean rules over the same given findings.
//!
//! # Why
//! Flagstone's conditions are a small language of their own; general expression and policy engines are what a vendor would
//! otherwise take.
//!
//! # How
//! A finding is a boolean variable; every variable has a value. Each engine compiles its rules beforehand and is handed a
//! context that is ready made, so that only evaluation is timed.

use cedar_policy::{Authorizer, Context, Entities, EntityUid, PolicySet, Request, RestrictedExpression};
use serde_json::{Map, Value};
use zen_expression::expression::Standard;
use zen_expression::scope::Scope;
use zen_expression::vm::VM;
use zen_expression::{Expression, Variable, compile_expression};

use crate::Error;
use crate::policy::Rule;

/// A rule engine with its rules and cases.
pub trait RuleEngine {
    /// The rules that hold in a case, ascending.
    fn fired(&mut self, case: usize, fired: &mut Vec<usize>);
}

fn variable(finding: usize) -> String {
    format!("c{finding}")
}

struct Zen {
    rules: Vec<Expression<Standard>>,
    cases: Vec<Scope>,
    machine: VM,
}

/// The expression engine of GoRules.
///
/// # Errors
/// When it does not take an expression.
pub fn zen(rules: &[Rule], findings: usize, cases: &[Vec<usize>]) -> Result<Box<dyn RuleEngine>, Error> {
    let compiled = |rule: &Rule| compile_expression(&rule.expression(" or ", " and ", variable));
    let rules = rules.iter().map(compiled).collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    let scope = |case: &Vec<usize>| {
        let values = (0..findings).map(|at| (variable(at), Value::Bool(case.contains(&at))));
        Scope::new(Variable::from(Value::Object(values.collect::<Map<_, _>>())))
    };
    Ok(Box::new(Zen { rules, cases: cases.iter().map(scope).collect(), machine: VM::new() }))
}

impl RuleEngine for Zen {
    fn fired(&mut self, case: usize, fired: &mut Vec<usize>) {
        let Some(scope) = self.cases.get(case) else { return };
        for (at, rule) in self.rules.iter().enumerate() {
            let value = rule.evaluate_with_scope(scope, &mut self.machine);
            if value.ok().and_then(|value| value.as_bool()) == Some(true) {
                fired.push(at);
            }
        }
    }
}

struct Cel {
    rules: Vec<cel::Program>,
    cases: Vec<cel::Context<'static, 'static>>,
}

/// The Common Expression Language.
///
/// # Errors
/// When it does not take an expression.
pub fn cel(rules: &[Rule], findings: usize, cases: &[Vec<usize>]) -> Result<Box<dyn RuleEngine>, Error> {
    let compiled = |rule: &Rule| cel::Program::compile(&rule.expression(" || ", " && ", variable));
    let rules = rules.iter().map(compiled).collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    let context = |case: &Vec<usize>| {
        let mut context = cel::Context::default();
        for at in 0..findings {
            context.add_variable_from_value(variable(at), case.contains(&at));
        }
        context
    };
    Ok(Box::new(Cel { rules, cases: cases.iter().map(context).collect() }))
}

impl RuleEngine for Cel {
    fn fired(&mut self, case: usize, fired: &mut Vec<usize>) {
        let Some(context) = self.cases.get(case) else { return };
        for (at, rule) in self.rules.iter().enumerate() {
            if matches!(rule.execute(context), Ok(cel::Value::Bool(true))) {
                fired.push(at);
            }
        }
    }
}

struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    cases: Vec<Request>,
}

/// Cedar: a rule is a policy that permits, and those that permit are its reasons.
///
/// # Errors
/// When it does not take a policy.
pub fn cedar(rules: &[Rule], findings: usize, cases: &[Vec<usize>]) -> Result<Box<dyn RuleEngine>, Error> {
    let mut source = String::new();
    for rule in rules {
        let condition = rule.expression(" || ", " && ", |at| format!("context.{}", variable(at)));
        source.push_str(&format!("permit(principal, action, resource) when {{ {condition} }};\n"));
    }
    let someone: EntityUid = "Patient::\"one\"".parse()?;
    let request = |case: &Vec<usize>| -> Result<Request, Error> {
        let value = |at: usize| (variable(at), RestrictedExpression::new_bool(case.contains(&at)));
        let context = Context::from_pairs((0..findings).map(value))?;
        Ok(Request::new(someone.clone(), someone.clone(), someone.clone(), context, None)?)
    };
    Ok(Box::new(Cedar {
        authorizer: Authorizer::new(),
        policies: source.parse()?,
        entities: Entities::empty(),
        cases: cases.iter().map(request).collect::<Result<_, _>>()?,
    }))
}

impl RuleEngine for Cedar {
    fn fired(&mut self, case: usize, fired: &mut Vec<usize>) {
        let Some(request) = self.cases.get(case) else { return };
        let response = self.authorizer.is_authorized(request, &self.policies, &self.entities);
        let number = |id: &cedar_policy::PolicyId| id.to_string().trim_start_matches("policy").parse::<usize>();
        fired.extend(response.diagnostics().reason().filter_map(|id| number(id).ok()));
        fired.sort_unstable();
    }
}
