"""The wheel carries everything: it runs in a bare environment, without Node, make or the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "marsad/language/model/meta.json",
    "marsad/knowledge/packs/core/pack.yaml",
    "marsad/knowledge/packs/syria/pack.yaml",
    "marsad/resolve/data/gazetteer.sqlite",
    "marsad/publish/bundle/report.html",
    "marsad/ledger/migrations/env.py",
    "marsad/evaluation/same_names.yaml",
    "marsad/events/weights.json",
    "marsad/intake/press.yaml",
    "marsad/py.typed",
)
SAMPLE = """Rebels leave Azaz

KILIS, Turkey, 2 March 2017 - Rebel fighters withdrew from Azaz on Thursday, the Syrian Observatory for Human Rights
said. Islamic State took control of the town in the evening, residents told the monitoring group.
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "src/marsad/publish/bundle/report.html").is_file():
        pytest.skip("the page is not built: make web")
    folder = tmp_path_factory.mktemp("dist")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "--wheel-dir", str(folder)], check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_what_it_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in NEEDED if name not in names] == []
    models = [f"marsad/claims/models/{path.name}" for path in (ROOT / "src/marsad/claims/models").glob("*.json")]
    assert [name for name in models if name not in names] == []
    assert not [name for name in names if name.startswith(("tests/", "web/")) or name.endswith((".db", ".pyc"))]


def test_the_wheel_runs_by_itself(wheel: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    pip = [str(venv / "bin/python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    (tmp_path / "sample.txt").write_text(SAMPLE)
    command = [str(venv / "bin/marsad"), "run", "sample.txt", "--json"]
    bare = {"PATH": str(venv / "bin"), "HOME": str(tmp_path)}
    ran = subprocess.run(command, cwd=tmp_path, env=bare, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    result = json.loads(ran.stdout)
    assert result["read"] == 1
    assert result["claims"]
    assert "withdrew from Azaz" in (tmp_path / "report.html").read_text()
