#!/usr/bin/env python3
"""Flagstone's reading of context beside medspaCy, negspaCy and a one-line regular expression, on the same rows.

Each line of the files is a JSON object with `id`, `text`, `concept`, `start`, `end` (characters of the mention) and
`expect`, of which `present` and `negated` are read. No labelled text lies in this repository: the files are arguments.

    python -m venv peers && peers/bin/pip install -r benches/peers/requirements.txt
    cargo build --release -p flagstone-cli
    peers/bin/python benches/peers/context.py FILE... --flagstone target/release/flagstone

Under-triage is a present symptom that a reader takes away, over-triage one that is not present and that it leaves.
A reader takes a mention away when it calls it negated, hypothetical, historical or a relative's; what it calls uncertain
counts. F1 is that of negation alone. Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass
class Verdict:
    """What a reader makes of one mention."""

    present: bool
    negated: bool


@dataclass
class Tally:
    """Counts over the rows of a file."""

    present: int = 0
    missed: int = 0
    absent: int = 0
    alarmed: int = 0
    negation: list[int] = field(default_factory=lambda: [0, 0, 0])
    seconds: float = 0.0

    def add(self, expect: dict[str, bool], verdict: Verdict) -> None:
        if expect["present"]:
            self.present += 1
            self.missed += not verdict.present
        else:
            self.absent += 1
            self.alarmed += verdict.present
        right, missed, invented = self.negation
        if expect["negated"] and verdict.negated:
            right += 1
        elif expect["negated"]:
            missed += 1
        elif verdict.negated:
            invented += 1
        self.negation = [right, missed, invented]

    def f1(self) -> float:
        right, missed, invented = self.negation
        return 2 * right / (2 * right + missed + invented) if right else 0.0


def wilson(count: int, of: int) -> str:
    """A share with its 95 % interval (Wilson 1927)."""
    if of == 0:
        return "0 of 0"
    z, p = 1.959964, count / of
    centre = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return f"{count} of {of}: {100 * p:.1f} % ({100 * max(0, centre - half):.1f} to {100 * min(1, centre + half):.1f})"


def medspacy_reader() -> Callable[[Row], Verdict]:
    """medspaCy's ConText with its own sentence splitter and rules."""
    import medspacy
    from loguru import logger

    logger.remove()  # its sentence splitter logs every token
    nlp = medspacy.load(medspacy_enable=["medspacy_pyrush", "medspacy_context"])
    context = nlp.get_pipe("medspacy_context")
    splitter = nlp.get_pipe("medspacy_pyrush")

    def read(row: Row) -> Verdict:
        doc = splitter(nlp.make_doc(row["text"]))
        span = doc.char_span(row["start"], row["end"], label="FINDING", alignment_mode="expand")
        doc.ents = [span]
        found = context(doc).ents[0]._
        away = found.is_negated or found.is_hypothetical or found.is_historical or found.is_family
        return Verdict(present=not away, negated=found.is_negated)

    return read


def negspacy_reader() -> Callable[[Row], Verdict]:
    """negspaCy's NegEx with its clinical terms."""
    import spacy
    from negspacy.negation import Negex  # noqa: F401  (registers the component)

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    negex = nlp.add_pipe("negex", config={"ent_types": ["FINDING"]})
    sentencizer = nlp.get_pipe("sentencizer")

    def read(row: Row) -> Verdict:
        doc = sentencizer(nlp.make_doc(row["text"]))
        doc.ents = [doc.char_span(row["start"], row["end"], label="FINDING", alignment_mode="expand")]
        negated = bool(negex(doc).ents[0]._.negex)
        return Verdict(present=not negated, negated=negated)

    return read


NEGATOR = re.compile(
    r"\b(no|not|never|without|denies|denied|nor|n't|dont|don't|doesn't|didn't|haven't|hasn't|isn't|wasn't)\b"
    r"(?:\W+\w+){0,6}\W*$",
    re.IGNORECASE,
)


def regex_reader() -> Callable[[Row], Verdict]:
    """A negator within six words before the mention, unless `but` or the end of a sentence stands between."""

    def read(row: Row) -> Verdict:
        before = re.split(r"[.!?;\n]|\bbut\b", row["text"][: row["start"]], flags=re.IGNORECASE)[-1]
        negated = bool(NEGATOR.search(before))
        return Verdict(present=not negated, negated=negated)

    return read


def flagstone_reader(binary: Path, rows: Iterable[Row], kinds: Callable[[str], str]) -> tuple[dict[str, Verdict], float]:
    """`flagstone mentions` over all rows at once: verdicts by id, and the seconds that it took."""
    verdicts: dict[str, Verdict] = {}
    seconds = 0.0
    for kind in ("symptom", "condition"):
        own = [row for row in rows if kinds(row["concept"]) == kind]
        lines = "\n".join(json.dumps({key: row[key] for key in ("id", "text", "concept")}) for row in own)
        began = time.perf_counter()
        done = subprocess.run([binary, "mentions", "--kind", kind, "-"], input=lines, capture_output=True, text=True, check=False)
        seconds += time.perf_counter() - began
        if done.returncode != 0:
            sys.exit(f"flagstone mentions failed: {done.stderr}")
        bytes_of = {row["id"]: len(row["text"][: row["start"]].encode()) for row in own}
        ends = {row["id"]: len(row["text"][: row["end"]].encode()) for row in own}
        for line in done.stdout.splitlines():
            found = json.loads(line)
            if found["start"] < ends[found["id"]] and bytes_of[found["id"]] < found["end"]:
                said = found["finding"] == "said"
                verdicts.setdefault(found["id"], Verdict(present=said, negated=found["negation"] == "negated"))
    return verdicts, seconds


CONDITIONS = re.compile(
    r"stroke|cancer|hiv|diabet|asthma|meningitis|heart attack|shingles|clot|sepsis|tumou?r|disease|depression|dvt|"
    r"epilepsy|pneumonia|angina|lymphoma|covid|flu|copd|arthritis|ectopic|appendicitis|measles|pox|embol|miscarriage|"
    r"leuk|infection",
    re.IGNORECASE,
)


def kind_of(concept: str) -> str:
    """Whether the words of a mention name a condition; Flagstone reads worries about the two differently."""
    return "condition" if CONDITIONS.search(concept) else "symptom"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="labelled mentions, JSON lines")
    parser.add_argument("--flagstone", type=Path, default=Path("target/release/flagstone"), help="the binary")
    options = parser.parse_args()
    readers = {"medspaCy": medspacy_reader(), "negspaCy": negspacy_reader(), "regex, six words": regex_reader()}
    for path in options.files:
        rows: list[Row] = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
        tallies = {name: Tally() for name in ("Flagstone", *readers)}
        verdicts, tallies["Flagstone"].seconds = flagstone_reader(options.flagstone, rows, kind_of)
        for row in rows:
            lost = Verdict(present=False, negated=False)
            tallies["Flagstone"].add(row["expect"], verdicts.get(row["id"], lost))
            for name, read in readers.items():
                began = time.perf_counter()
                verdict = read(row)
                tallies[name].seconds += time.perf_counter() - began
                tallies[name].add(row["expect"], verdict)
        print(f"\n### {path.name}, {len(rows)} mentions\n")
        print("| reader | under-triage | over-triage | F1 of negation | ms a row |")
        print("|---|---|---|---|---|")
        for name, tally in tallies.items():
            under, over = wilson(tally.missed, tally.present), wilson(tally.alarmed, tally.absent)
            print(f"| {name} | {under} | {over} | {tally.f1():.3f} | {1000 * tally.seconds / len(rows):.2f} |")


if __name__ == "__main__":
    main()
