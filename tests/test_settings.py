"""Settings: where the page is for others, which screens are shared, and what is said when one cannot be used."""

from __future__ import annotations

import pytest

from bot.box import check
from bot.papers import poster
from bot.settings import Settings, SettingsError, load
from tests.test_poster import COHORT


def settings(**given: object) -> Settings:
    return Settings(_env_file=None, YACHASKI_PORT=8080, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ({}, "http://127.0.0.1:8080"),
        ({"host": "192.168.1.10"}, "http://192.168.1.10:8080"),
        ({"host": "fe80::1"}, "http://[fe80::1]:8080"),
        ({"host": "0.0.0.0", "page_url": "http://192.168.1.10:8080/"}, "http://192.168.1.10:8080"),
        ({"page_url": "https://chat.example.org"}, "https://chat.example.org"),
    ],
)
def test_phones_reach_the_page_where_the_operator_says(given, page):
    """`PAGE_URL`, and without it the host on which the page listens."""
    assert settings(**given).page == page
    assert poster.of_cohort(COHORT, "", settings(**given)).link == f"{page}/s/yo/?start=HUAYTAR3"


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_the_doctor_is_red_where_links_lead_nowhere(host):
    """Every network is no address that a phone could open; the mend is the setting."""
    found = check.of_page(settings(host=host))
    assert not found.well
    assert "Pon en .env la de la caja, así: YACHASKI_PAGE_URL=http://192.168.1.10:8080." in found.line()
    assert check.of_page(settings(host=host, page_url="http://192.168.1.10:8080")).well
    assert check.of_page(settings()).well


def test_what_cannot_be_used_is_said_all_at_once(monkeypatch):
    """Each with the words that could stand there."""
    monkeypatch.setenv("YACHASKI_SHARED_SCREENS", "quizá")
    monkeypatch.setenv("YACHASKI_PAGE_URL", "192.168.1.10")
    monkeypatch.setenv("YACHASKI_LOG_FORMAT", "xml")
    monkeypatch.setenv("YACHASKI_PORT", "ocho")
    with pytest.raises(SettingsError) as wrong:
        load(_env_file=None)
    assert wrong.value.problems == [
        "YACHASKI_PORT: escribe un número.",
        "YACHASKI_PAGE_URL: escribe la dirección completa, con http:// o https://.",
        "YACHASKI_SHARED_SCREENS: escribe yes o no.",
        "YACHASKI_LOG_FORMAT: escribe text o json.",
    ]
