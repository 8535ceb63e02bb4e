"""Shared screens: one person at a time, a key that opens the place, and the way to a phone of one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.engine import respond
from bot.core.event import Said, Tapped, to_json
from bot.core.talk.visits import departure_near
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.turn.commit import save
from bot.turn.scene_loader import scene_of_words
from tests.chat import MONDAY, Person, Town, at, key_of

LAST_FRIDAY = MONDAY + timedelta(days=28)  # the truck leaves on the Friday after it
HELLO = "¿Quién eres? Escribe tu clave o el código de tu afiche."


def town_knows(person: Person, key: str) -> str:
    """Whose key that is."""
    return str(person.town.book(lambda book: book.learner_by_key(key.replace("-", ""))))


def enrols(screen: Person, name: str, code: str = "HUAYTAR3") -> str:
    """Enrols at the screen, as far as the key, which is handed back."""
    screen.says(code)
    screen.taps("De 14 a 17")
    screen.taps("Sí, acepto")
    screen.says(name)
    return screen.messages()[-1].text.split("Tu clave es ")[1].split(".")[0]


def link_of(screen: Person) -> str:
    """The token of the link that the screen shows."""
    return screen.messages()[-1].text.split("start=")[1].split("\n")[0]


@pytest.fixture
def screen(town: Town) -> Person:
    """Somebody who sits down at a shared screen."""
    return town.screen()


@pytest.fixture
def yeni(town: Town) -> Person:
    """A learner who enrolled at a screen a moment ago, accepted, and has no phone."""
    person = town.screen()
    enrols(person, "Yeni P.")
    learner = person.id()
    town.book(lambda book: book.accept(learner, town.clock.now()))
    return person


# --- «¿Quién eres?» ----------------------------------------------------------------------------------------


def test_a_screen_asks_who_it_is(screen: Person) -> None:
    """The key or the code; who has neither can ask for one, or try a lesson."""
    screen.says("hola")
    screen.hears(f"Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. {HELLO}")
    screen.sees("Olvidé mi clave", "No tengo código", "Probar una lección")
    screen.taps("Olvidé mi clave")
    screen.hears("Pídele un código a tu profe.")


def test_a_key_opens_the_place_on_any_screen(ana: Person, screen: Person) -> None:
    """In the middle of a lesson, as it was left on the phone."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    screen.says(key_of(ana).lower())
    screen.hears("Hola, Ana. Sigues donde estabas. Cuando termines, toca [Salir].")
    assert "2 de 3" in screen.heard()[0]


def test_tries_at_keys_are_limited(screen: Person, ana: Person) -> None:
    """Five wrong ones, and for an hour even the right one opens nothing."""
    for _ in range(4):
        screen.says("K7QM-4T2D")
        screen.hears("No encuentro esa clave ni ese código.")
    screen.says("K7QM-4T2D")
    screen.hears("Probaste varios códigos. Espera una hora")
    screen.says(key_of(ana))
    screen.hears("Probaste varios códigos.")
    screen.waits(hours=1.1)
    screen.says(key_of(ana))
    screen.hears("Hola, Ana.")


def test_ones_own_key_opens_no_way_to_try_others(ana: Person, screen: Person) -> None:
    """Whoever is in has five wrong tries too, and they count beyond whatever is done between them."""
    screen.says(key_of(ana))
    for wrong in ("K7QM-4T2D", "k7qm 4t2d", "K7QM4T2E"):
        screen.says(wrong)
        screen.hears("No encuentro esa clave ni ese código.")
    screen.says(key_of(ana))
    screen.says("K7QM-4T2F")
    screen.says("K7QM-4T2G")
    screen.hears("Probaste varios códigos.")


# --- one person at a time ----------------------------------------------------------------------------------


def test_after_leaving_the_next_one_is_asked_who_they_are(town: Town, yeni: Person) -> None:
    """Who went away is nowhere on the screen: not by name, not by what was said, not by an old button."""
    learner, last = yeni.id(), yeni.messages()[-1]
    yeni.leaves()
    yeni.hears_nothing()
    assert yeni.messages() == []
    assert town.book(lambda book: book.address_of(learner)) is None
    yeni.says("hola")
    yeni.hears(HELLO)
    town.hears(yeni.carrier_id, Tapped(last.prompt, "A"), yeni.channel)
    assert not any("Yeni" in message.text for message in yeni.messages())


def test_a_sitting_that_is_over_is_forgotten_with_all_that_was_said(town: Town, yeni: Person) -> None:
    """At once after [Salir], and a day later where nobody said that they went."""
    other = town.screen()
    enrols(other, "Mateo C.")
    yeni.leaves()
    town.book(lambda book: book.housekeeping(town.clock.now()))
    assert town.book(lambda book: book.address(yeni.channel, yeni.carrier_id)) is None
    assert town.book(lambda book: book.address(other.channel, other.carrier_id)) is not None
    town.waits(days=1.1)
    town.book(lambda book: book.housekeeping(town.clock.now()))
    assert town.book(lambda book: book.address(other.channel, other.carrier_id)) is None


def test_leaving_a_screen_where_nobody_sat_is_nothing(town: Town, screen: Person) -> None:
    """No address is made of it."""
    screen.leaves()
    assert town.book(lambda book: book.address(screen.channel, screen.carrier_id)) is None


def test_the_next_key_makes_its_owner_the_only_one(town: Town, ana: Person, yeni: Person) -> None:
    """Who forgot to leave is gone in the same turn, with all that stood there; no «Para Ana:»."""
    yeni.says(key_of(ana))
    yeni.hears("Hola, Ana. Sigues donde estabas.")
    assert not any("Yeni" in message.text for message in yeni.messages())
    assert yeni.messages()[-1].fresh
    people = town.book(lambda book: book.people_at(book.address(yeni.channel, yeni.carrier_id).id))
    assert [someone.name for someone in people] == ["Ana R."]


def test_a_key_opens_the_place_whatever_was_going_on(ana: Person, screen: Person, yeni: Person) -> None:
    """In the middle of somebody's enrolment, of a name, of a question."""
    screen.says("HUAYTAR3")
    screen.taps("De 14 a 17")
    screen.taps("Sí, acepto")
    screen.says(key_of(ana))
    screen.hears("Hola, Ana.")
    yeni.says("cambiar nombre")
    yeni.taps("Cambiar nombre")
    yeni.says(key_of(ana))
    yeni.hears("Hola, Ana.")


def test_a_code_asks_who_it_is_before_somebody_else_enrols(town: Town, yeni: Person) -> None:
    """The one who is there may be passing to another class; whoever else it is has the screen alone."""
    town.visit(site="colegio Dos", groups=(("4.º A", "SEGUND44", "Rosa"),))
    yeni.says("SEGUND44")
    yeni.hears("Aquí está Yeni. ¿Quién eres?")
    yeni.taps("Soy otra persona")
    yeni.hears("¿Cuántos años tienes?")
    assert not any("Yeni" in message.text for message in yeni.messages())
    assert town.book(lambda book: book.people_at(book.address(yeni.channel, yeni.carrier_id).id)) == []


def test_saying_that_one_goes_is_going(yeni: Person) -> None:
    """«salir», or «soy otra persona»: the question stands there alone."""
    yeni.says("salir")
    yeni.hears(HELLO)
    assert len(yeni.messages()) == 1


def test_a_screen_opens_no_role_and_no_link(town: Town, screen: Person) -> None:
    """They belong on a phone of one's own; the link stays good."""
    token, now = "a-link-of-one-teacher", town.clock.now()

    def invite(book):
        book.add_invite(token, "teacher", book.cohort_by_code("HUAYTAR3").id, now, now + timedelta(days=1))

    town.book(invite)
    screen.says(f"/start {token}")
    screen.hears("Ese enlace se abre en tu propio celular, no en una pantalla de todos. Todavía sirve.")
    phone = town.person()
    phone.says(f"/start {token}")
    phone.hears("Con este enlace llevas 3.º B")


# --- enrolling ---------------------------------------------------------------------------------------------


def test_enrolment_on_a_screen_ends_with_the_key(screen: Person) -> None:
    """Five messages but for the hour: instead of it, what brings the learner back."""
    screen.says("HUAYTAR3")
    screen.hears("¿Cuántos años tienes?")
    screen.taps("De 14 a 17")
    screen.taps("Sí, acepto")
    screen.says("yeni p")
    screen.hears("Anótala ahora en tu cuaderno: no la muestro otra vez. Con ella entras en cualquier pantalla.")
    key = screen.heard()[-1].partition("Tu clave es ")[2][:11]
    assert town_knows(screen, key) == screen.id()
    screen.sees("Empezar", "Pasar a mi celular")
    screen.taps("Empezar")
    screen.hears("1 de 3")


def test_who_comes_late_has_the_key_first(town: Town, screen: Person) -> None:
    """From where to begin is asked under it, and leads on at once."""
    town.walks_to(at(MONDAY + timedelta(days=8), 10))
    enrols(screen, "Yeni P.")
    screen.hears("Tu grupo ya va en la semana 2. ¿Desde dónde empiezas?")
    screen.sees("Desde el inicio", "Con mi grupo", "Pasar a mi celular")
    screen.taps("Con mi grupo")
    screen.hears("1 de 3")


def test_the_youngest_are_enrolled_by_their_teacher(town: Town, screen: Person) -> None:
    """No number is kept for a screen that is somebody else's tomorrow."""
    elena = town.teacher("Elena")
    screen.says("HUAYTAR3")
    screen.taps("Menos de 14")
    screen.hears("Cuando la entregues, tu profe te inscribe y te da un código.")
    screen.taps("Probar una lección")
    screen.hears("1 de 3")
    elena.says("/cohorte")
    assert "hoja" not in elena.heard()[0]


# --- from a screen to a phone ------------------------------------------------------------------------------


def opens(phone: Person, yeni: Person) -> None:
    """Opens the link that the screen shows, and taps the word beside it."""
    word = yeni.heard()[0].partition("«")[2].partition("»")[0]
    phone.says(f"/start {link_of(yeni)}")
    phone.hears("¿Qué palabra ves en la pantalla? Tócala aquí.")
    phone.taps(word)


def test_who_does_not_see_the_screen_is_let_in_nowhere(town: Town, yeni: Person) -> None:
    """Whoever has the link alone learns no name, and one wrong word spends it."""
    yeni.taps("Pasar a mi celular")
    word = yeni.heard()[0].partition("«")[2].partition("»")[0]
    thief, phone = town.person(), town.person()
    thief.says(f"/start {link_of(yeni)}")
    thief.hears("¿Qué palabra ves en la pantalla? Tócala aquí.")
    assert word in thief.buttons()
    assert len(thief.buttons()) == 4
    thief.taps(next(other for other in thief.buttons() if other != word))
    thief.hears("Esa no es la palabra, y el enlace ya no sirve. Pide otro en la pantalla.")
    thief.taps(word)
    assert not any("Yeni" in text for text in thief.heard())
    phone.says(f"/start {link_of(yeni)}")
    phone.hears("Ese enlace ya se usó o venció.")


def test_a_one_time_link_adds_the_phone(town: Town, yeni: Person) -> None:
    """Shown as a picture too; from then on the offers come there, at the learner's hour."""
    yeni.taps("Pasar a mi celular")
    yeni.hears("Escanea esto con tu celular, o abre: http")
    assert "Sirve una vez, durante 3 minutos." in yeni.heard()[0]
    assert yeni.messages()[-1].document == f"qr:{link_of(yeni)}"
    phone = town.person()
    opens(phone, yeni)
    phone.hears("Hola, Yeni. Desde ahora te escribo aquí, de lunes a viernes a las 6 p. m.")
    phone.sees("Seguir", "Cambiar hora")
    yeni.listens()
    phone.waits(hours=10)
    phone.hears("Hola, Yeni. Hoy: ")
    yeni.hears_nothing()


def test_the_link_works_once(town: Town, yeni: Person) -> None:
    """Another person's phone comes too late, and learns nothing of whom it was for."""
    yeni.taps("Pasar a mi celular")
    phone, other = town.person(), town.person()
    opens(phone, yeni)
    other.says(f"/start {link_of(yeni)}")
    other.hears("Ese enlace ya se usó o venció. Pide otro en la pantalla, con tu clave.")
    assert "Yeni" not in other.heard()[0]
    phone.says(f"/start {link_of(yeni)}")
    phone.hears("Hola otra vez, Yeni.")


def test_of_two_phones_that_open_the_link_in_one_moment_one_gets_nothing(town: Town, yeni: Person) -> None:
    """Its turn found the link good and lost it before the end: nothing of it stands, least of all the name."""
    yeni.taps("Pasar a mi celular")
    token, now, learner = link_of(yeni), town.clock.now(), yeni.id()
    word = yeni.heard()[0].partition("«")[2].partition("»")[0]
    slow = town.person()
    slow.says(f"/start {token}")
    asked = slow.messages()[-1]
    tapped = Tapped(asked.prompt, next(letter for letter, label in asked.buttons if label == word))

    def race(book: Book) -> None:
        address = book.address(slow.channel, slow.carrier_id)
        assert address is not None
        scene, context = scene_of_words(town.house.inbox.world, book, address, tapped, now)
        assert book.spend_invite(token, learner, now)
        save(book, address, scene, respond(scene, tapped, context), context)

    with pytest.raises(LookupError, match="another phone"):
        town.book(race)
    assert town.book(lambda book: book.address_of(learner)) is None


def test_an_old_link_is_met_kindly(town: Town, yeni: Person, ana: Person) -> None:
    """After three minutes; a learner who opens it goes on as before."""
    yeni.taps("Pasar a mi celular")
    token = link_of(yeni)
    town.waits(hours=0.3)
    ana.says(f"/start {token}")
    ana.hears("Ese enlace ya se usó o venció. Pide otro en la pantalla, con tu clave.")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")


def test_a_siblings_phone_becomes_a_shared_one(town: Town, yeni: Person, ana: Person) -> None:
    """As with a key: both are reached there, each under their name."""
    yeni.taps("Pasar a mi celular")
    opens(ana, yeni)
    ana.hears("Hola, Yeni. Desde ahora te escribo aquí")
    ana.taps("Seguir")
    ana.hears("Para Yeni:")


def test_on_a_phone_the_word_gives_the_key(ana: Person) -> None:
    """There is nothing to pass."""
    ana.says("pasar a mi celular")
    ana.hears("Tu celular ya está aquí.\n\n¿Tienes tu clave anotada?")


def test_my_account_on_a_screen_leads_to_the_phone(yeni: Person) -> None:
    """The hour is for a phone, and so it is said."""
    yeni.says("mi cuenta")
    yeni.sees("Cambiar nombre", "Pasar a mi celular", "Salir del grupo")
    yeni.says("/hora")
    yeni.hears("En esta pantalla no te escribo")
    yeni.sees("Seguir", "Pasar a mi celular")


# --- nothing comes by itself -------------------------------------------------------------------------------


def test_nothing_proactive_goes_to_a_screen(town: Town, yeni: Person) -> None:
    """No offer, no announcement, no farewell, in five weeks, though nobody said that they went away."""
    elena = town.teacher("Elena")
    elena.says("/anuncio")
    elena.says("Mañana no hay clase.")
    elena.hears("Les llegará a 0 de 1. Yeni P. no tiene celular: avísale en persona.")
    yeni.listens()
    yeni.waits(days=35)
    yeni.hears_nothing()


def test_an_answer_waits_for_who_has_no_phone(town: Town, yeni: Person) -> None:
    """It is the first thing at the next sitting, once, and can be reported there."""
    key = key_of(yeni)
    elena = town.teacher("Elena")
    yeni.says("/pregunta")
    yeni.says("¿Cuánto cobro por el queso?")
    yeni.taps("Sí, enviar")
    yeni.hears("Cuando responda, lo lees al entrar.")
    yeni.listens()
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("Mira cuánto te costó la leche.")
    yeni.hears_nothing()
    next_day = town.screen()
    next_day.says(key)
    next_day.hears("Hola, Yeni.")
    assert "Tu profe Elena responde a «¿Cuánto cobro por el queso?»:\nMira cuánto" in next_day.heard()[0]
    next_day.sees("Seguir", "Preguntar a mi profe", "Reportar")
    later = town.screen()
    later.says(key)
    later.hears("Hola, Yeni.")
    assert "Tu profe Elena responde" not in later.heard()[0]


def test_an_answer_that_a_phone_got_is_not_told_again(town: Town, ana: Person, screen: Person) -> None:
    """It was read where the learner is written to."""
    elena = town.teacher("Elena")
    ana.says("/pregunta")
    ana.says("¿Cuánto cobro por el queso?")
    ana.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("Mira cuánto te costó la leche.")
    ana.hears_later("Tu profe Elena responde")
    screen.says(key_of(ana))
    assert "Tu profe Elena responde" not in screen.heard()[0]


# --- the last week -----------------------------------------------------------------------------------------


def test_in_the_last_week_the_learner_reads_that_the_phone_is_missed(town: Town, yeni: Person) -> None:
    """At every menu of a screen, with the button; not before, and not for who has a phone."""
    key = key_of(yeni)
    yeni.says("menú")
    assert "El camión se va" not in yeni.heard()[0]
    town.walks_to(at(LAST_FRIDAY, 10))
    late = town.screen()
    late.says(key)
    late.hears("El camión se va el viernes 3 de abril. Tu celular todavía no está aquí: toca [Pasar a mi celular]")
    late.sees("Mi lección", "Mi avance", "Pasar a mi celular")
    late.taps("Pasar a mi celular")
    phone = town.person()
    opens(phone, late)
    late.says("menú")
    assert "El camión se va" not in late.heard()[0]


def test_in_the_last_week_the_teacher_sees_who_has_no_phone(town: Town, yeni: Person, ana: Person) -> None:
    """By name, with what to do; in the class, and on the evening before the departure."""
    elena = town.teacher("Elena")
    elena.says("/cohorte")
    assert "Sin celular: Yeni P." in elena.heard()[0]
    town.walks_to(at(LAST_FRIDAY, 10))
    elena.says("/cohorte")
    assert "Sin celular todavía: Yeni P. El camión se va el viernes 3 de abril: ayúdales" in elena.heard()[0]
    assert "Ana" not in elena.heard()[0].split("Sin celular todavía")[1]
    visit = town.book(lambda book: book.itinerary()[0])
    _, near = departure_near(visit.visit, visit.departs, town.house.settings.zone)
    town.book(lambda book: book.cause(near.key, visit.visit, to_json(near.event), town.clock.now(), near.at))
    elena.listens()
    town.walks_to(at(visit.departs - timedelta(days=1), 18, 5))
    elena.hears_later("mañana se va el camión. ¿Sigue igual? Si no respondes, sigue igual.\nSin celular todavía en")


# --- what is personal, what cannot be undone ---------------------------------------------------------------


def test_my_data_and_erasure_ask_for_the_key_on_a_screen(town: Town, yeni: Person, ana: Person) -> None:
    """Whoever finds an open screen gets neither; another learner's key opens that one's place instead."""
    key = key_of(yeni)
    yeni.says("/misdatos")
    yeni.hears("Esta pantalla es de todos. Escribe otra vez tu clave, Yeni, para seguir.")
    yeni.says(key)
    yeni.hears("Aquí está todo lo que guardo de ti.")
    yeni.says("/borrar")
    yeni.hears("Escribe otra vez tu clave, Yeni")
    yeni.says(key_of(ana))
    yeni.hears("Hola, Ana.")
    assert town.book(lambda book: book.learner_by_key(key.replace("-", "")))


def test_an_erasure_waits_a_day_and_can_be_taken_back_at_another_screen(town: Town, yeni: Person) -> None:
    """The button stands at the next sitting; without it everything goes."""
    key = key_of(yeni)
    yeni.says("/borrar")
    yeni.says(key)
    yeni.hears("Mañana a esta hora borro todo lo tuyo.")
    town.waits(hours=12)
    second = town.screen()
    second.says(key)
    second.hears("Pediste borrar todo lo tuyo y ya falta poco. ¿Cambiaste de idea?")
    second.taps("No borrar")
    second.hears("Está bien, no borré nada.")
    second.says("/borrar")
    second.says(key)
    town.waits(days=2)
    last = town.screen()
    last.says(key)
    last.hears("No encuentro esa clave ni ese código.")


def test_a_screen_does_not_show_the_key(yeni: Person) -> None:
    """Whoever finds it open learns nothing that opens it again."""
    key = key_of(yeni)
    yeni.says("clave")
    yeni.hears("En esta pantalla no muestro claves")
    assert key not in yeni.heard()[0]


def test_what_was_said_as_a_screen_closed_finds_nobody(town: Town, yeni: Person) -> None:
    """A word that comes after [Salir] is a stranger's."""
    yeni.leaves()
    late = Raw("screen", "late", yeni.carrier_id, to_json(Said("mi avance")))
    town.book(lambda book: book.hear([late], town.clock.now()))
    town.run(town.house.settle())
    yeni.hears(HELLO)
