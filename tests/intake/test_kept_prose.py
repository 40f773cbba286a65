"""Narratives that are kept between two readings: the same passages and findings, and only what changed read anew."""

import pytest

from esg_report.intake import kept_prose
from esg_report.intake.markdown import read_narrative
from esg_report.strict_yaml.keeping import VARIABLE

TEXT = "## 用电 [BF-03]\n\n全年外购电力 [[外购电力]]。\n\n![图](images/none.png)\n\n- 一\n- 二\n"


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Names of the texts that were read, not recalled."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.delenv("ESG_REPORT_STORE")
    names = []
    own = kept_prose.Blocks.read

    def counted(blocks, text):
        names.append(blocks.reader.file)
        return own(blocks, text)

    monkeypatch.setattr(kept_prose.Blocks, "read", counted)
    return names


@pytest.fixture
def plant(tmp_path):
    for tongue in ("zh", "en"):
        place = tmp_path / "plant" / "narrative" / tongue
        place.mkdir(parents=True)
        for name in ("01-a.md", "02-b.md"):
            (place / name).write_text(TEXT, encoding="utf-8")
    return tmp_path / "plant"


def anew(plant, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("ESG_REPORT_STORE", "off")
        return read_narrative(plant)


def test_only_the_edited_text_is_read_again(plant, read, monkeypatch):
    first = read_narrative(plant)
    assert len(read) == 4
    assert first == anew(plant, monkeypatch)
    read.clear()
    assert read_narrative(plant) == first
    assert read == []
    (plant / "narrative" / "zh" / "02-b.md").write_text(TEXT + "\n又一段。\n", encoding="utf-8")
    again = read_narrative(plant)
    assert read == ["narrative/zh/02-b.md"]
    assert again != first
    assert again == anew(plant, monkeypatch)


def test_a_picture_that_comes_is_seen_in_every_text(plant, read, monkeypatch):
    read_narrative(plant)
    read.clear()
    (plant / "images").mkdir()
    (plant / "images" / "none.png").write_bytes(b"")
    again = read_narrative(plant)
    assert len(read) == 4
    assert again == anew(plant, monkeypatch)


def test_a_text_under_another_name_is_another(plant, read, monkeypatch):
    read_narrative(plant)
    read.clear()
    (plant / "narrative" / "zh" / "01-a.md").rename(plant / "narrative" / "zh" / "03-c.md")
    again = read_narrative(plant)
    assert read == ["narrative/zh/03-c.md"]
    assert again == anew(plant, monkeypatch)
