#!/usr/bin/env python3
"""Counts the instructions of three stages of a build, and compares them with the recorded ones.

    python3 bench/instructions.py            fails where a stage takes over 10 % more than bench/instructions.json says
    python3 bench/instructions.py --record   records the counts

Counts do not depend on what else the machine does, as times do. Valgrind's callgrind counts them, on one thread, for a
build of 300 made-up events with the release build of this repository. Another compiler gives other counts, so that they are
compared only where it is the one that they were recorded with.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Nothing is left beside the scripts.
sys.dont_write_bytecode = True
from run import BENCH, ROOT, generate  # noqa: E402

RECORD = BENCH / "instructions.json"
MOST = 1.10
STAGES = {
    "parse": "dateline::content::parse::parse_file",
    "compile": "dateline::compile::Basis::compile",
    "render": "dateline::render::Renderer::render",
}


def count():
    """The instructions of each stage, with all that it calls but another stage."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        generate(site, 300)
        (site / "dateline.yaml").write_text("title: Bench\nsources: { implied: true }\nfields: { years: extra }\n")
        profile = Path(folder) / "callgrind"
        command = ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={profile}"]
        command += [ROOT / "target" / "release" / "dateline", "build", "--quiet", "--no-cache", "--site", site]
        subprocess.run(command, check=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
        annotate = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", profile]
        text = subprocess.run(annotate, check=True, capture_output=True, text=True).stdout
    counts = {}
    for stage, function in STAGES.items():
        found = re.search(rf"^ *([\d,]+) .*:{re.escape(function)} ", text, re.MULTILINE)
        if not found:
            sys.exit(f"callgrind has no function `{function}`; is the build stripped?")
        counts[stage] = int(found[1].replace(",", ""))
    # Files are parsed within it.
    counts["compile"] -= counts["parse"]
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="record the counts in place of comparing them")
    options = parser.parse_args()
    compiler = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    counts = count()
    if options.record:
        RECORD.write_text(json.dumps({"rustc": compiler, **counts}, indent=2) + "\n")
    recorded = json.loads(RECORD.read_text())
    if recorded["rustc"] != compiler:
        print(f"recorded with rustc {recorded['rustc']}, and this is {compiler}: nothing to compare")
        return
    worse = []
    for stage, instructions in counts.items():
        ratio = instructions / recorded[stage]
        print(f"{stage:8} {instructions:>13,} instructions, {ratio:.2f} of what is recorded")
        if ratio > MOST:
            worse.append(stage)
    if worse:
        sys.exit(f"over 10 % more than recorded: {', '.join(worse)}; find out why, or record the new counts with --record")


if __name__ == "__main__":
    main()
