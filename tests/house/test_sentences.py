"""The source keeps the rules of the house, and every rule is seen to fail."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import sentences
from tests.house.building import build
from tests.house.plan import TREE, no_complaint

pytestmark = pytest.mark.house

Rule = Callable[[Path], list[str]]

LONG_FUNCTION = '"""Long."""\n\ndef print_all() -> None:\n' + "    print()\n" * 61

BROKEN: dict[Rule, dict[str, str]] = {
    sentences.uncharted_rooms: {"morgue/__init__.py": "DEPTH = 3\n"},
    sentences.vague_modules: {"newsroom/utils.py": ""},
    sentences.vague_names: {"newsroom/press.py": "def handle_article() -> None: ...\n"},
    sentences.hidden_imports: {"newsroom/press.py": "def roll() -> None:\n    import this\n"},
    sentences.overgrown: {"newsroom/press.py": LONG_FUNCTION},
    sentences.unspoken: {"newsroom/actions.py": "def publish() -> None: ...\n"},
}


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    """No room of ours gives reason to complain."""
    no_complaint(rule(TREE))


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_rule_bites(rule: Rule, tmp_path: Path) -> None:
    """A small house that breaks the rule is complained about, once."""
    assert len(rule(build(tmp_path, BROKEN[rule]))) == 1


def test_length_is_counted_for_modules_and_settings(tmp_path: Path) -> None:
    """A module of 401 lines and settings of 151 are both too long; one line less is not."""
    build(
        tmp_path,
        {
            "newsroom/long.py": "#\n" * 401,
            "newsroom/full.py": "#\n" * 400,
            "config/settings.py": "#\n" * 151,
            "config/settings_test.py": "#\n" * 150,
        },
    )
    assert [line.split(":")[0] for line in sentences.overgrown(tmp_path)] == [
        "config/settings.py",
        "newsroom/long.py",
    ]


@pytest.mark.parametrize(
    "name", ["ArticleManager", "picture_info", "process_queue", "fetch_data", "MailHelper"]
)
def test_words_that_say_nothing_are_found_in_either_spelling(name: str, tmp_path: Path) -> None:
    """Snake case and camel case alike."""
    kind = "class" if name[0].isupper() else "def"
    brackets = "" if kind == "class" else "()"
    build(tmp_path, {"newsroom/press.py": f"{kind} {name}{brackets}: ...\n"})
    assert sentences.vague_names(tmp_path)


@pytest.mark.parametrize("name", ["database", "informed", "processed_by", "get_context_data"])
def test_words_that_only_look_like_them_are_left_alone(name: str, tmp_path: Path) -> None:
    """A syllable is no crime, nor is a name that a framework chose."""
    build(tmp_path, {"newsroom/press.py": f"def {name}(): ...\n"})
    assert sentences.vague_names(tmp_path) == []


def test_only_the_start_of_an_app_imports_late(tmp_path: Path) -> None:
    """`ready` in `apps.py`, and nothing else there or elsewhere."""
    late = "    def {}(self):\n        from depesche.newsroom import tasks\n"
    build(
        tmp_path,
        {
            "newsroom/apps.py": "class Config:\n" + late.format("ready") + late.format("later"),
            "newsroom/press.py": "class Press:\n" + late.format("ready"),
        },
    )
    assert [line.split()[-1] for line in sentences.hidden_imports(tmp_path)] == ["later", "ready"]
