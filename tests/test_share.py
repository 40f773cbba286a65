import pytest

from esg_report import share


def test_the_fonts_of_the_checkout_are_found():
    assert (share.folder("fonts") / "SHA256SUMS").is_file()


def test_a_folder_that_was_not_shipped_is_named():
    with pytest.raises(FileNotFoundError, match="'melodies' is missing"):
        share.folder("melodies")


def test_the_installed_package_looks_at_its_own_share_alone(tmp_path, monkeypatch):
    (tmp_path / "_share" / "fonts").mkdir(parents=True)
    monkeypatch.setattr(share, "_PACKAGE", tmp_path)
    assert share.folder("fonts") == tmp_path / "_share" / "fonts"
    with pytest.raises(FileNotFoundError):
        share.folder("scripts")
