"""Rule-driven triage of requests that patients send to their GP in their own words.

>>> import flagstone
>>> policy = flagstone.compile('''
... policy "Example" version 1.0.0
...
... concept chest pain
...   say "chest pain"
...
... red flag RF-001 "Chest pain"
...   when chest pain
...   raise to emergency
... ''')
>>> policy.decide("I have chest pain").urgency
'emergency'

The engine is the one that vendors embed, so its answers are the same to the last byte.
The sentence that decides every doubt: raise on possible, lower only on certain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from flagstone import _flagstone

__all__ = [
    "Decision",
    "Evidence",
    "FiredRule",
    "Policy",
    "PolicyError",
    "RuleInfo",
    "compile",
    "load",
]

__version__: str = _flagstone.__version__


class PolicyError(ValueError):
    """A policy that cannot be used.

    ``str()`` gives what the command line prints. ``diagnostics`` holds one mapping per problem, with the keys
    ``code``, ``severity``, ``message``, ``file``, ``line``, ``column``, ``help`` and more.
    """

    def __init__(self, rendered: str, diagnostics: list[dict[str, Any]]) -> None:
        super().__init__(rendered)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Evidence:
    """The words for which a rule fired: ``start`` and ``end`` are byte offsets into the UTF-8 text of ``field``."""

    field: str
    start: int
    end: int
    text: str
    concept: str | None
    finding: str


@dataclass(frozen=True)
class FiredRule:
    """A red flag that fired, and the level that it raised to."""

    id: str
    title: str
    urgency: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class RuleInfo:
    """A red flag of a policy, and the level that it raises to."""

    id: str
    title: str
    urgency: str


class Decision:
    """The answer to one request; attributes are named as in the records of the command line."""

    def __init__(self, record: dict[str, Any], problems: Sequence[str] = ()) -> None:
        self._record = record
        self.urgency: str = record["urgency"]
        self.destination: str = record["destination"]
        self.deadline: str | None = record["deadline"]
        self.rules: tuple[FiredRule, ...] = tuple(_fired(rule) for rule in record["rules"])
        self.messages: tuple[str, ...] = tuple(record["messages"])
        self.flags: tuple[str, ...] = tuple(record["flags"])
        self.needs_person: bool = record["needs_person"]
        self.reasons: tuple[str, ...] = tuple(record["reasons"])
        self.missing: tuple[str, ...] = tuple(record["missing"])
        self.problems: tuple[str, ...] = tuple(problems)
        """Facts that were given but could not be read, and so counted as unknown."""

    def to_dict(self) -> dict[str, Any]:
        """The record that ``flagstone run --output`` writes for this request."""
        copy: dict[str, Any] = json.loads(json.dumps(self._record))
        return copy

    def __repr__(self) -> str:
        rules = ", ".join(rule.id for rule in self.rules) or "no red flag"
        return f"<Decision {self.urgency}, to {self.destination}: {rules}>"


def _fired(rule: Mapping[str, Any]) -> FiredRule:
    evidence = tuple(Evidence(**{key: item.get(key) for key in Evidence.__dataclass_fields__}) for item in rule["evidence"])
    return FiredRule(rule["id"], rule["title"], rule["urgency"], evidence)


class Policy:
    """A compiled policy. Make one with :func:`load` or :func:`compile`; it may be shared between threads."""

    def __init__(self, compiled: _flagstone.CompiledPolicy, warnings: list[dict[str, Any]]) -> None:
        self._compiled = compiled
        self.warnings = warnings
        """What the checker warned of, one mapping per warning."""

    @property
    def name(self) -> str:
        """The policy's name."""
        return self._compiled.name

    @property
    def version(self) -> str:
        """The policy's version, as written."""
        return self._compiled.version

    @property
    def hash(self) -> str:
        """SHA-256 of the policy's meaning, in hexadecimal: layout, order and tests do not change it."""
        return self._compiled.hash

    @property
    def levels(self) -> list[str]:
        """The levels of urgency, most urgent first."""
        return self._compiled.levels

    @property
    def rules(self) -> list[RuleInfo]:
        """The red flags, in the order of their ids."""
        return [RuleInfo(*rule) for rule in self._compiled.rules]

    @property
    def concepts(self) -> list[str]:
        """The names of the concepts, in alphabetical order."""
        return self._compiled.concepts

    def decide(self, text: str | None = None, **facts: Any) -> Decision:
        """Decides one request.

        ``facts`` are the keys of a request record, every one optional: ``fields`` (a mapping of field name to text, instead
        of ``text``), ``form``, ``sender``, ``received`` (RFC 3339), ``age`` (years, or text such as ``"6 weeks"``),
        ``sex``, ``pregnant``, ``weeks_pregnant``, ``days_since_birth``, ``days_since_surgery``, ``conditions``,
        ``medicines``, ``answers``. A fact that is left out or ``None`` is unknown, and what is unknown raises.

        Raises :class:`TypeError` for a fact of another name, and :class:`ValueError` for a request that cannot be read.
        """
        unknown = set(facts) - _FACTS
        if unknown:
            raise TypeError(f"no such fact: {', '.join(sorted(unknown))}; known are {', '.join(sorted(_FACTS))}")
        request = dict(facts) if text is None else {"text": text, **facts}
        record, problems = self._compiled.decide_json(json.dumps(request))
        return Decision(json.loads(record), problems)

    def to_bytes(self) -> bytes:
        """The compiled plan, as ``flagstone compile`` writes it."""
        return self._compiled.to_bytes()

    def __repr__(self) -> str:
        return f"<Policy {self.name!r} {self.version}, {len(self.rules)} red flags, {self.hash[:12]}>"


_FACTS = frozenset(
    {
        "id",
        "fields",
        "form",
        "sender",
        "received",
        "age",
        "sex",
        "pregnant",
        "weeks_pregnant",
        "days_since_birth",
        "days_since_surgery",
        "conditions",
        "medicines",
        "answers",
    }
)


def load(path: str | PathLike[str]) -> Policy:
    """Loads a policy from a folder, a ``.flag`` file, or a compiled ``.plan``.

    Raises :class:`PolicyError` when the policy has errors, :class:`OSError` when it cannot be read.
    """
    return _policy(*_flagstone.load(path))


def compile(source: str | Mapping[str, str]) -> Policy:
    """Compiles a policy from its source: one text, or a mapping of file names to texts.

    Raises :class:`PolicyError` when the policy has errors.
    """
    texts = {"policy.flag": source} if isinstance(source, str) else source
    return _policy(*_flagstone.compile(list(texts.items())))


def _policy(compiled: _flagstone.CompiledPolicy | None, rendered: str, diagnostics: str) -> Policy:
    found: list[dict[str, Any]] = json.loads(diagnostics)
    if compiled is None:
        raise PolicyError(rendered, found)
    return Policy(compiled, found)
