"""Pictures that are given out say nothing of where they were taken, and look as they did."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import IFD, Base

from intake.files.pictures import CLEANED, EXIF, Torn, without_details
from tests.support.pictures import MAKER, PLACE, SIDEWAYS, exif_of, picture

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def opened(content: bytes) -> Image.Image:
    found = Image.open(BytesIO(content))
    found.load()
    return found


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("orientation", [1, SIDEWAYS])
def test_place_and_camera_go_and_pixels_and_how_it_is_turned_stay(media_type: str, orientation: int) -> None:
    options = {"comment": "At home", "progressive": True} if media_type == "image/jpeg" else {}
    came = picture(FORMATS[media_type], orientation, **options)
    assert MAKER.encode() in came
    gone_out = without_details(media_type, came)
    before, after = opened(came), opened(gone_out)
    assert after.tobytes() == before.tobytes()
    assert dict(after.getexif().get_ifd(IFD.GPSInfo)) == {}
    assert after.getexif().get(Base.Orientation, 1) == orientation
    assert (MAKER.encode() in gone_out, b"At home" in gone_out) == (False, False)


def test_what_follows_a_picture_goes_too() -> None:
    for media_type, form in FORMATS.items():
        came = picture(form)
        assert without_details(media_type, came + picture("JPEG")) == without_details(media_type, came)


def test_colours_and_what_is_transparent_stay() -> None:
    made = BytesIO()
    Image.new("RGBA", (3, 3), (1, 2, 3, 40)).save(made, "PNG", icc_profile=b"colours", dpi=(300, 300))
    after = opened(without_details("image/png", made.getvalue()))
    assert (after.getpixel((1, 1)), after.info["icc_profile"]) == ((1, 2, 3, 40), b"colours")
    jpeg = picture("JPEG", icc_profile=b"colours")
    assert opened(without_details("image/jpeg", jpeg)).info["icc_profile"] == b"colours"


@pytest.mark.parametrize(
    ("media_type", "before", "after"),
    [("image/heic", b"\0\0\0\x18ftypheic" + bytes(12) + EXIF, b"pixels"), ("image/tiff", b"", b"pixels")],
)
def test_where_nothing_can_be_left_out_the_position_is_blanked(
    media_type: str, before: bytes, after: bytes
) -> None:
    came = before + exif_of().tobytes().removeprefix(EXIF) + after
    gone_out = without_details(media_type, came)
    said, says = Image.Exif(), Image.Exif()
    said.load(EXIF + came.removeprefix(before))
    says.load(EXIF + gone_out.removeprefix(before))
    assert dict(said.get_ifd(IFD.GPSInfo)) == PLACE
    assert (dict(says.get_ifd(IFD.GPSInfo)), says[Base.Orientation]) == ({}, SIDEWAYS)
    assert (gone_out.startswith(before), gone_out.endswith(after), len(gone_out)) == (True, True, len(came))


def test_a_scan_without_a_position_stays_as_it_is() -> None:
    scan = picture("TIFF")
    assert without_details("image/tiff", scan) == scan


def test_other_files_stay_as_they_are() -> None:
    assert without_details("application/pdf", b"%PDF-1.7 Exif\0\0") == b"%PDF-1.7 Exif\0\0"


@given(st.sampled_from(sorted(CLEANED)), st.binary(max_size=40), st.data())
def test_torn_pictures_are_refused_or_given_and_never_end_otherwise(
    media_type: str, noise: bytes, data: st.DataObject
) -> None:
    whole = picture(FORMATS.get(media_type, "TIFF"))
    at = data.draw(st.integers(0, len(whole)))
    for torn in (whole[:at], whole[:at] + noise + whole[at + len(noise) :], noise):
        try:
            without_details(media_type, torn)
        except Torn:
            continue
