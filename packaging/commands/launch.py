"""The main job: in, nothing but the machine; out, the workbench open on the sample project, or,
where there is no display, the sample generated and inspected and the paths of clip and report.
"""

import argparse
import json
import os
import subprocess
from pathlib import Path

from commands import libraries
from commands.display import windowing
from commands.environment import Environment, prepare
from commands.progress import SetupFailed, say

ROOT = Path(__file__).resolve().parents[2]
SHOT = ROOT / "resources" / "sample" / "shots" / "rock.json"
OUT = ROOT / "out" / "sample"


def main(arguments: list[str]) -> int:
    """Set up and run the main job; return the exit status."""
    parser = argparse.ArgumentParser(prog="packaging/start.py", description=__doc__)
    parser.add_argument(
        "--with",
        dest="extras",
        action="append",
        default=[],
        choices=["diffusers", "cluster", "dev"],
        help="also install this extra: diffusers generates with models on this machine",
    )
    extras = parser.parse_args(arguments).extras
    screen = windowing(os.environ)
    environment = prepare(ROOT, extras, libraries.needed(screen) if screen else {})
    if screen:
        return subprocess.call([str(environment.program("verbench")), "--sample"])
    return without_window(environment)


def without_window(environment: Environment) -> int:
    """Generate the sample shot, inspect it, print both paths; return the exit status."""
    say("There is no display here, so the sample is made on the command line.")
    clip, report = OUT / "rock.mp4", OUT / "rock.inspect.json"
    OUT.mkdir(parents=True, exist_ok=True)
    _verbench(environment, "generate", str(SHOT), "-o", str(clip), "--progress")
    answer = _verbench(environment, "inspect", str(clip), "--shot", str(SHOT), "--format", "json")
    report.write_text(answer, encoding="utf-8")
    findings = len(json.loads(answer)["findings"])
    print(f"{clip}\n{report}  ({findings} finding{'' if findings == 1 else 's'})")
    say(f"Everything else: {environment.program('verbench')} --help")
    return 0


def _verbench(environment: Environment, *arguments: str) -> str:
    """Run the command line and return what it wrote to stdout; it reports its own errors."""
    command = [str(environment.program("verbench")), *arguments]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if answer.returncode != 0:
        raise SetupFailed(f"verbench {arguments[0]} ended with status {answer.returncode}.")
    return answer.stdout.decode("utf-8")
