"""Near copies share a group, and copies of copies too."""

from nlu.examples.groups import groups_of


def test_near_copies_share_a_group() -> None:
    groups = groups_of(["где мое заявление", "забыл пароль от госуслуг", "заявление мое где", "где же мое заявление"])
    assert groups[0] == groups[2] == groups[3] != groups[1]
    assert sorted(set(groups)) == [0, 1]


def test_no_texts() -> None:
    assert len(groups_of([])) == 0
