"""The Python package gives the engine's own answers, with Python's types and errors."""

from __future__ import annotations

import doctest
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flagstone
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = '''
policy "Example" version 1.0.0

concept chest pain
  say "chest pain"

red flag RF-001 "Chest pain"
  when chest pain and patient is 18 or over
  raise to emergency
  tell patient "Call 999 now."

routing "Where"
  the first row that fits wins, otherwise send to "care navigator"
  | urgency   | send to     |
  | emergency | duty doctor |
'''


@pytest.fixture(scope="module")
def policy() -> flagstone.Policy:
    return flagstone.compile(SOURCE)


def test_the_documentation_is_true() -> None:
    assert doctest.testmod(flagstone).failed == 0


def test_a_decision_has_types_and_evidence(policy: flagstone.Policy) -> None:
    text = "Since lunch: chest pain"
    decision = policy.decide(text, age=40)
    assert decision.urgency == "emergency"
    assert decision.destination == "duty doctor"
    assert decision.messages == ("Call 999 now.",)
    evidence = decision.rules[0].evidence[0]
    assert text.encode()[evidence.start : evidence.end].decode() == evidence.text == "chest pain"
    assert evidence.finding == "said"
    assert decision.needs_person


def test_an_unknown_age_raises_and_is_named(policy: flagstone.Policy) -> None:
    decision = policy.decide("chest pain")
    assert decision.urgency == "emergency"
    assert "age" in decision.missing


def test_a_child_is_not_an_adult(policy: flagstone.Policy) -> None:
    assert policy.decide("chest pain", age="6 weeks").urgency == "routine"


def test_a_fact_that_cannot_be_read_is_unknown_and_reported(policy: flagstone.Policy) -> None:
    decision = policy.decide("chest pain", age="old")
    assert decision.urgency == "emergency"
    assert decision.problems


def test_a_fact_of_another_name_is_refused(policy: flagstone.Policy) -> None:
    with pytest.raises(TypeError, match="agee"):
        policy.decide("chest pain", agee=3)


def test_a_wrong_policy_says_everything_that_is_wrong() -> None:
    with pytest.raises(flagstone.PolicyError) as error:
        flagstone.compile('policy "P" version 1.0\nred flag RF-1 "X"\nwhen chest pian\nraise to sameday\n')
    codes = {problem["code"] for problem in error.value.diagnostics}
    assert {"unknown-concept", "unknown-level"} <= codes
    assert "chest pian" in str(error.value)


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        flagstone.load(tmp_path / "nothing")


def test_a_plan_loads_and_decides_the_same(policy: flagstone.Policy, tmp_path: Path) -> None:
    path = tmp_path / "example.plan"
    path.write_bytes(policy.to_bytes())
    loaded = flagstone.load(path)
    assert loaded.hash == policy.hash
    assert loaded.decide("chest pain", age=40).to_dict() == policy.decide("chest pain", age=40).to_dict()


def test_threads_share_a_policy(policy: flagstone.Policy) -> None:
    with ThreadPoolExecutor(4) as pool:
        urgencies = set(pool.map(lambda age: policy.decide("chest pain", age=age).urgency, [40] * 64))
    assert urgencies == {"emergency"}


def test_the_bundled_rule_set_decides_a_monday() -> None:
    policy = flagstone.load(ROOT / "rulesets" / "uk-gp")
    lines = (ROOT / "examples" / "monday.jsonl").read_text(encoding="utf-8").splitlines()
    requests = [json.loads(line) for line in lines]
    decisions = [policy.decide(**request) for request in requests]
    assert len(decisions) == 200
    assert all(decision.urgency in policy.levels and decision.destination for decision in decisions)
    assert any(decision.urgency == "emergency" for decision in decisions)
