#!/usr/bin/env python3
"""Builds timelines of extreme shapes at half their size and at all of it: what is linear takes twice as long.

    python3 bench/shapes.py                      100,000 events of one term, 50,000 of the other shapes
    python3 bench/shapes.py --share 0.1          a tenth of that
    python3 bench/shapes.py --work /dev/shm/w    into memory, so that no disk is measured

The built-in theme is used. The largest page tells that long lists are paged.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import ROOT, run

SETTINGS = "title: Shape\nbase_url: https://example.org/\nsources: { implied: true }\n"


def day_of(number):
    return f"{1900 + number // 336 % 120}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def one_term(number):
    return day_of(number), "actors: [Everybody]\n", ""


def one_day(number):
    return "2022-01-21", "", ""


def one_event(number):
    return day_of(number), "", "" if number == 0 else "See [[e0000000]]."


def one_chain(number):
    relation = f"relations: {{ follows: [e{number - 1:07}] }}\n" if number else ""
    return day_of(number), relation, ""


SHAPES = {
    "a term with all events": (100_000, one_term),
    "a day with all events": (50_000, one_day),
    "an event that all others link to": (50_000, one_event),
    "a chain of relations": (50_000, one_chain),
}


def generate(site, count, shape):
    """A site of so many events of a shape."""
    events = site / "content" / "events"
    events.mkdir(parents=True)
    (site / "dateline.yaml").write_text(SETTINGS)
    for number in range(count):
        date, more, body = shape(number)
        text = f"---\ntitle: Event {number}\ndate: {date}\nsources: [Paper]\n{more}---\n{body}\n"
        (events / f"e{number:07}.md").write_text(text)


def measure(dateline, work, count, shape, rounds):
    """CPU seconds of the fastest build, megabytes at most, and the bytes of the largest page."""
    site, figures = work / "site", []
    generate(site, count, shape)
    for number in range(rounds):
        out = work / f"out-{number}"
        figures.append(run([dateline, "build", "--quiet", "--no-cache", "--site", site, "--out", out]))
        largest = max(path.stat().st_size for path in out.rglob("*.html"))
        shutil.rmtree(out)
    shutil.rmtree(site)
    return min(cpu for _, cpu, _ in figures), statistics.median(memory for *_, memory in figures), largest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="the share of the whole size")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is built")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "shapes", help="where everything is written")
    parser.add_argument("--dateline", type=Path, help="a program that is built already")
    options = parser.parse_args()
    if not options.dateline:
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    dateline = (options.dateline or ROOT / "target" / "release" / "dateline").resolve()
    shutil.rmtree(options.work, ignore_errors=True)
    print("| shape | events | CPU s | twice as many : half | MB | largest page, KB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, (whole, shape) in SHAPES.items():
        count = int(whole * options.share)
        half, _, _ = measure(dateline, options.work, count // 2, shape, options.rounds)
        cpu, memory, largest = measure(dateline, options.work, count, shape, options.rounds)
        print(f"| {name} | {count:,} | {cpu:.1f} | {cpu / half:.1f} | {memory:.0f} | {largest / 1024:.0f} |", flush=True)
    shutil.rmtree(options.work, ignore_errors=True)


if __name__ == "__main__":
    main()
