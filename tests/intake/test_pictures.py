from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from esg_report.intake import pictures
from esg_report.intake.pictures import read_pictures


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    return folder


def opened(asset):
    return Image.open(BytesIO(asset.data))


def codes(folder):
    return [(found.code, found.where.file) for found in read_pictures(folder)[1]]


def test_a_folder_without_pictures_is_no_trouble(tmp_path):
    assert read_pictures(tmp_path) == ((), (), ())


def test_a_photo_loses_its_metadata_and_keeps_its_size(tmp_path, images):
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (40, 20), "red").save(images / "a.jpg", exif=exif, comment=b"secret")
    (asset,), findings, files = read_pictures(tmp_path)
    assert (asset.id, asset.media_type, asset.width, asset.height) == ("images/a.jpg", "image/jpeg", 40, 20)
    assert b"secret" not in asset.data
    assert not opened(asset).getexif()
    assert findings == ()
    assert files == (Path("images/a.jpg"),)


def test_a_photo_is_turned_upright(tmp_path, images):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(images / "a.jpg", exif=exif)
    (asset,), _, _ = read_pictures(tmp_path)
    assert (asset.width, asset.height) == (20, 40)


def test_a_large_picture_is_scaled_down(tmp_path, images):
    Image.new("L", (3000, 1500)).save(images / "a.jpg")
    (asset,), _, _ = read_pictures(tmp_path)
    assert (asset.width, asset.height) == (2400, 1200)


def test_a_logo_stays_transparent(tmp_path, images):
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(images / "a.png")
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    palette.save(images / "b.png", transparency=1)
    assets, _, _ = read_pictures(tmp_path)
    assert [opened(asset).mode for asset in assets] == ["RGBA", "RGBA"]
    assert [opened(asset).convert("RGBA").getpixel((0, 0))[3] for asset in assets] == [0, 0]


def test_a_png_that_shows_all_of_itself_needs_no_transparency(tmp_path, images):
    Image.new("RGBA", (4, 4), (1, 2, 3, 255)).save(images / "a.png")
    (asset,), _, _ = read_pictures(tmp_path)
    assert opened(asset).mode == "RGB"


def test_a_photograph_lies_on_white(tmp_path, images):
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(images / "a.webp", lossless=True)
    (asset,), _, _ = read_pictures(tmp_path)
    assert opened(asset).mode == "RGB"
    assert opened(asset).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.jpg"])
def test_the_same_file_gives_the_same_bytes(tmp_path, images, name):
    Image.linear_gradient("L").save(images / name)
    assert read_pictures(tmp_path) == read_pictures(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "N131"),
        ("a.jpg", b"<?xml version='1.0'?><svg/>", "N131"),
        ("a.gif", b"GIF89a", "N131"),
        ("a.jpg", b"no picture", "N131"),
        ("a.jpg", b"", "F105"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path, images, name, data, code):
    (images / name).write_bytes(data)
    assert codes(tmp_path) == [(code, f"images/{name}")]


def test_a_broken_picture_is_told(tmp_path, images):
    Image.linear_gradient("L").save(images / "a.png")
    whole = (images / "a.png").read_bytes()
    (images / "a.png").write_bytes(whole[: len(whole) // 2])
    assert codes(tmp_path) == [("N132", "images/a.png")]


def test_a_bomb_is_told_before_it_is_unpacked(tmp_path, images, monkeypatch):
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 100)
    Image.new("L", (11, 10)).save(images / "a.png")
    assert codes(tmp_path) == [("N133", "images/a.png")]


def test_a_link_that_leads_out_is_not_read(tmp_path, images):
    project = tmp_path / "project"
    (project / "images").mkdir(parents=True)
    Image.new("L", (4, 4)).save(images / "a.png")
    (project / "images" / "b.png").symlink_to(images / "a.png")
    assets, findings, _ = read_pictures(project)
    assert assets == ()
    assert [found.code for found in findings] == ["F101"]


def test_notes_and_hidden_files_are_passed_over(tmp_path, images):
    (images / "README.md").write_text("notes", encoding="utf-8")
    (images / ".DS_Store").write_bytes(b"x")
    (images / "Thumbs.db").write_bytes(b"x")
    assert read_pictures(tmp_path) == ((), (), ())
