"""A profile as a difference on another: what it takes over, and every difference that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.errors import UserError
from conformance.loading.extending import LONGEST_CHAIN, read_whole

BASE = """\
title: {nl: Oud, en: Old}
api_version: 1.0.0
outcomes: {created: [201], ok: [200]}
signs:
  - {name: page, value: 1}
  - {name: size, value: 2}
a/b: {deep: {er: 1}}
"""


def folders(tmp_path: Path, child: str, base: str = BASE) -> Path:
    """Two profiles beside each other; gives the folder of the child."""
    for name, text in (("base", base), ("child", child)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "profile.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "child"


def test_what_is_not_spoken_of_is_taken_over(tmp_path: Path) -> None:
    """Replaced, added and removed is only what the child says."""
    child = """\
extends: base
title: {nl: Nieuw, en: New}
remove: [/outcomes/ok, /signs/name=page]
replace: {/a~1b/deep/er: 2}
add: {/outcomes/gone: [410], /signs/-: {name: sort, value: 3}}
"""
    assert read_whole(folders(tmp_path, child), "profile.yaml").data == {
        "title": {"nl": "Nieuw", "en": "New"},
        "api_version": "1.0.0",
        "outcomes": {"created": [201], "gone": [410]},
        "signs": [{"name": "size", "value": 2}, {"name": "sort", "value": 3}],
        "a/b": {"deep": {"er": 2}},
    }


def test_a_place_is_where_it_was_said_last(tmp_path: Path) -> None:
    """In the child for what it changed, in the base for what it took over."""
    whole = read_whole(folders(tmp_path, "extends: base\nreplace:\n  /a~1b/deep:\n    er: 2\n"), "profile.yaml")
    assert str(whole.place("a/b", "deep", "er")).endswith("child/profile.yaml:4")
    assert str(whole.place("outcomes", "ok")).endswith("base/profile.yaml:3")


def test_without_a_contract_of_its_own_a_profile_has_that_of_the_other(tmp_path: Path) -> None:
    """A dialect that differs in its words only needs one file."""
    folder = folders(tmp_path, "extends: base\n")
    (tmp_path / "base" / "contract.yaml").write_text("openapi: 3.1.0\n", encoding="utf-8")
    assert read_whole(folder, "contract.yaml").data == {"openapi": "3.1.0"}


@pytest.mark.parametrize(
    ("change", "line", "what", "fix"),
    [
        (
            "remove: [/outcomes/okay]",
            2,
            "/outcomes/okay is not in 'base': it has no 'okay' there",
            "did you mean 'ok'?",
        ),
        ("remove: [/signs/name=pag]", 2, "/signs/name=pag is not in 'base'", "check the pointer"),
        ("remove: [/signs/7]", 2, "it has no '7' there", "check the pointer"),
        ("replace: {/outcomes/created: [201]}", 2, "/outcomes/created is already so in 'base'", "take it out"),
        ("replace:\n  /outcomes/gone: [410]", 3, "/outcomes/gone is not in 'base'", "known: created, ok"),
        ("add: {/outcomes/ok: [204]}", 2, "/outcomes/ok is there already in 'base'", "move it to replace"),
        ("add: {/api_version/x: 1}", 2, "nothing can be added at /api_version/x", "its parent must be a mapping"),
        ("add: {/nowhere/x: 1}", 2, "/nowhere/x is not in 'base': it has no 'nowhere' there", ""),
        ("add: {outcomes: 1}", 2, "outcomes", ""),
        ("records: {}", 2, "records", ""),
    ],
)
def test_a_difference_that_is_none_is_told_with_its_place(
    tmp_path: Path, change: str, line: int, what: str, fix: str
) -> None:
    """Otherwise a slip would silently change nothing."""
    with pytest.raises(UserError) as caught:
        read_whole(folders(tmp_path, f"extends: base\n{change}\n"), "profile.yaml")
    told = str(caught.value)
    assert f"child/profile.yaml:{line}: " in told
    assert what in told
    assert fix in told


def test_every_slip_is_told_at_once(tmp_path: Path) -> None:
    """Nobody has to mend them one run at a time."""
    with pytest.raises(UserError) as caught:
        read_whole(folders(tmp_path, "extends: base\nremove: [/x]\nadd: {/outcomes/ok: [204]}\n"), "profile.yaml")
    assert str(caught.value).count("fix:") == 2


def test_a_profile_that_is_not_there_is_told_with_what_was_meant(tmp_path: Path) -> None:
    """Also which profiles come with the suite."""
    with pytest.raises(UserError, match=r"there is no profile 'openklant-0.8' to extend\n.*'openklant-0.9'"):
        read_whole(folders(tmp_path, "extends: openklant-0.8\n"), "profile.yaml")


def test_profiles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    """They would never end."""
    with pytest.raises(UserError, match="extends this profile itself"):
        read_whole(folders(tmp_path, "extends: base\n", "extends: child\n"), "profile.yaml")


def test_a_long_chain_is_refused(tmp_path: Path) -> None:
    """What stands in six files nobody can read."""
    for number in range(LONGEST_CHAIN + 1):
        (tmp_path / f"p{number}").mkdir()
        text = f"extends: p{number - 1}\n" if number else BASE
        (tmp_path / f"p{number}" / "profile.yaml").write_text(text, encoding="utf-8")
    assert read_whole(tmp_path / f"p{LONGEST_CHAIN - 1}", "profile.yaml").data["api_version"] == "1.0.0"
    with pytest.raises(UserError, match=f"more than {LONGEST_CHAIN} profiles"):
        read_whole(tmp_path / f"p{LONGEST_CHAIN}", "profile.yaml")


@given(st.lists(st.sampled_from("abc/~ 0"), min_size=1, max_size=6).map("".join), st.integers())
def test_any_name_can_be_added_and_removed_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: int
) -> None:
    """Whatever stands in a name, its pointer finds it."""
    pointer = "/outcomes/" + name.replace("~", "~0").replace("/", "~1")
    folder = folders(tmp_path_factory.mktemp("any"), json.dumps({"extends": "base", "add": {pointer: value}}))
    added = read_whole(folder, "profile.yaml")
    assert added.data["outcomes"][name] == value
    (folder.parent / "third").mkdir()
    (folder.parent / "third" / "profile.yaml").write_text(json.dumps({"extends": "child", "remove": [pointer]}))
    assert read_whole(folder.parent / "third", "profile.yaml").data["outcomes"] == {"created": [201], "ok": [200]}
