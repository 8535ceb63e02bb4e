"""What people agree to says who is responsible, and whoever agreed to an older form is told of the newer one."""

from __future__ import annotations

import json

from msgspec.structs import replace

from bot.core import consent
from tests.chat import Person, Town


def agreed_to(town: Town, person: Person, version: str) -> None:
    """The learner's document as an older release left it."""
    id = person.id()

    def older(book):
        row = book.learner(id)
        document = json.loads(row.progress) | {"consent": version}
        book.save_progress(
            id, json.dumps(document), row.next_due_at, heard_at=None, lessons_done=0, paused=False, graduated=False
        )

    town.book(older)


def test_more_says_who_is_responsible_and_where_it_passes(town: Town, luz: Person) -> None:
    """By name where the programme gave one; through whom only where it is so."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.taps("Leer más")
    luz.hears("Responde por tus datos: el programa de tu colegio.")
    assert "Telegram" not in luz.heard()[0]
    inbox = town.house.inbox
    inbox.world = replace(inbox.world, responsible="UGEL Huanta", abroad=("Telegram",), at_home=("SMS",))
    luz.taps("Leer más")
    luz.hears("Responde por tus datos: UGEL Huanta.")
    assert "pasan por Telegram, que está fuera del Perú" in luz.heard()[0]
    assert "Por SMS los lleva tu operadora" in luz.heard()[0]
    luz.taps("Sí, acepto")
    luz.hears("¿Con qué nombre te escribo?")


def test_who_agreed_to_an_older_form_is_told_once(town: Town, ana: Person) -> None:
    """On a day of its own, at her hour; the day after has its lesson again."""
    agreed_to(town, ana, consent.BEFORE)
    ana.says("hola")
    ana.waits(days=1)
    (told,) = ana.heard()
    assert told.startswith("Ana, cambió la hoja de lo que guardo de ti")
    ana.taps("Leer más")
    ana.hears("Responde por tus datos:")
    ana.waits(days=1)
    assert not any("cambió la hoja" in text for text in ana.heard())
    assert ana.heard()


def test_who_asked_not_to_be_written_to_is_not(town: Town, ana: Person) -> None:
    """«no me escribas» holds, until she says so."""
    ana.says("no me escribas")
    agreed_to(town, ana, consent.BEFORE)
    ana.waits(days=20)
    ana.hears_nothing()


def test_who_enrols_now_is_told_nothing_new(town: Town, ana: Person) -> None:
    """It is what she agreed to."""
    ana.waits(days=3)
    assert not any("cambió la hoja" in text for text in ana.heard())
