"""Papers set by typst: a template of ours, and data that go in as JSON and never as code. Slow: not on the writer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

TEMPLATES = Path(__file__).parent / "templates"


def pdf(template: str, data: object) -> bytes:
    """The paper as PDF, with its own fonts. The template reads what it says from `sys.inputs.data`."""
    return _set(template, data, "pdf")


def png(template: str, data: object, *, dots_an_inch: int = 144) -> bytes:
    """The only page of a paper as a picture."""
    return _set(template, data, "png", dots_an_inch)


def _set(template: str, data: object, form: Literal["pdf", "png"], dots_an_inch: int | None = None) -> bytes:
    import typst  # noqa: PLC0415 - few papers are made, and every start would wait for it

    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format=form,
        ppi=dots_an_inch,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)  # noqa: S101 - one page is one value
    return made
