"""The contracts of `.importlinter` hold, and each of them is seen to fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.building import build
from tests.house.plan import ROOT, TREE, Plan, read_plan, rooms

pytestmark = pytest.mark.house

FOUNDATION = {
    f"{room}/__init__.py": '"""A room."""\n'
    for room in (
        "config front importing exporting demo ticker newsroom readers pictures edge wire kit"
    ).split()
}

BROKEN = {
    "A room knows only the rooms under it": {
        "wire/relay.py": "from depesche.newsroom import models\n",
        "newsroom/models.py": "",
    },
    "The paper can be printed with the readers' wing torn off": {
        "newsroom/byline.py": "from depesche.readers import models\n",
        "readers/models.py": "",
    },
    "The readers' wing does not know what an article is": {
        "readers/bookmarks.py": "from depesche.newsroom import models\n",
        "newsroom/models.py": "",
    },
    "Another room is entered by its doors only": {
        "front/page.py": "from depesche.newsroom import admin\n",
        "newsroom/admin.py": "",
    },
    "Inside a room: urls, views, actions, queries, models, events": {
        "newsroom/models.py": "from depesche.newsroom import actions\n",
        "newsroom/actions.py": "",
    },
    "No circles, neither between rooms nor inside one": {
        "newsroom/gate.py": "from depesche.newsroom import desk\n",
        "newsroom/desk.py": "from depesche.newsroom import gate\n",
    },
    "exhaustive": {"morgue/__init__.py": '"""A room without a floor."""\n'},
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package `depesche` under `folder`."""
    shutil.copy(ROOT / ".importlinter", folder / ".importlinter")
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command, "import-linter is not installed beside this Python"
    return subprocess.run(
        [command, "--no-cache", "--config", str(folder / ".importlinter")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_every_contract_holds() -> None:
    """Floors, wings, doors, inner order and circles, over the whole package."""
    verdict = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{TREE.parent}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.parametrize("contract", BROKEN)
def test_every_contract_bites(contract: str, tmp_path: Path) -> None:
    """A house that breaks this one contract on purpose does not pass."""
    build(tmp_path / "depesche", FOUNDATION | BROKEN[contract])
    verdict = lint(tmp_path)
    assert verdict.returncode != 0
    named = "morgue" if contract == "exhaustive" else f"{contract} BROKEN"
    assert named in verdict.stdout + verdict.stderr


def test_an_empty_house_passes(tmp_path: Path) -> None:
    """The broken houses fail for what is broken in them, not for being small."""
    build(tmp_path / "depesche", FOUNDATION)
    verdict = lint(tmp_path)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_kit_is_open_and_config_free(tmp_path: Path) -> None:
    """The shelf has no inside, and the wiring may reach everywhere."""
    wiring = {
        "kit/clock.py": "",
        "newsroom/desk.py": "from depesche.kit import clock\n",
        "config/asgi.py": "from depesche.newsroom import desk\n",
    }
    build(tmp_path / "depesche", FOUNDATION | wiring)
    assert lint(tmp_path).returncode == 0


def test_every_room_stands_in_a_wing_or_serves_both() -> None:
    """A new room cannot forget to say on which side of the house it is."""
    shared = {"kit", "wire", "edge", "importing", "exporting", "demo", "front", "config"}
    plan = read_plan()
    placed = shared.union(*plan.wings.values())
    assert [room.name for room in rooms(TREE) if room.name not in placed] == []


def test_the_plan_knows_up_from_down() -> None:
    """Lower rooms may be known, higher ones and those of the other wing may not."""
    plan: Plan = read_plan()
    assert plan.may_know("front", "newsroom")
    assert plan.may_know("newsroom", "newsroom")
    assert not plan.may_know("wire", "newsroom")
    assert not plan.may_know("newsroom", "readers")
    assert not plan.may_know("readers", "pictures")
    assert not plan.may_know("importing", "exporting")
