"""What a tap on the newest message brings: one row of the outbox, which is one call of the carrier."""

from bot.carriers import LIMITS
from bot.core.reply import Ask, Choice, Follow, Prompt, Quiz, Say
from bot.core.text.layout import lay_out, units
from tests.chat import MONDAY, Person, at

QUIZ = Quiz("q1", "hash", "B", ("Casi.", "¡Eso!"), "", review=False)
LETTERS = (Choice("A", "quiz.answer", "A", "Cinco"), Choice("B", "quiz.answer", "B", "Diez"))
NEXT = Ask("¡Eso! Diez.", (Choice("Siguiente", "lesson.step"),))


def after(asked: Ask, then: Ask | Say = NEXT) -> Follow:
    return Follow(Prompt("p1", "a1", "ana", asked, at(MONDAY, 19)), "B", then)


def test_a_verdict_is_written_under_its_question() -> None:
    """One call on a channel with edits: question, chosen option, explanation; the name of who is asked stays."""
    [only] = lay_out(after(Ask("¿Cuánto?\nA. Cinco\nB. Diez", LETTERS, QUIZ)), LIMITS["telegram"], "Para Luz:")
    assert only.above == "Para Luz:\n¿Cuánto?\nA. Cinco\nB. Diez\n\n✓ B"
    assert (only.text, only.follows, only.buttons) == ("¡Eso! Diez.", "p1", (("A", "Siguiente"),))


def test_what_does_not_fit_is_a_message_of_its_own() -> None:
    """A question so long that the verdict finds no room under it keeps its own message."""
    question = Ask(f"¿Cuánto? {'x' * 3_800}", LETTERS, QUIZ)
    then = Ask(f"¡Eso! {'y' * 300}", NEXT.choices)
    assert units(question.text) + units(then.text) > LIMITS["telegram"].text
    [only] = lay_out(after(question, then), LIMITS["telegram"])
    assert (only.follows, only.above, only.text) == ("", "", then.text)


def test_a_card_follows_a_card_as_a_message() -> None:
    """The chat is a notebook: nothing that was read is written over, and no call takes its button away."""
    [only] = lay_out(
        after(Ask("1 de 3", (Choice("Atrás", "x"), Choice("Siguiente", "lesson.step")))), LIMITS["telegram"]
    )
    assert (only.text, only.follows) == (NEXT.text, "")


def test_a_page_takes_the_button_away_with_the_next_row() -> None:
    """The stream's next row says what was chosen; a terminal, which cannot, just goes on."""
    step = after(Ask("1 de 3", (Choice("Atrás", "x"), Choice("Siguiente", "lesson.step"))))
    [row], [line] = lay_out(step, LIMITS["web"]), lay_out(step, LIMITS["console"])
    assert (row.text, row.follows, row.above) == (NEXT.text, "p1", "\n\n✓ Siguiente")
    assert (line.text, line.follows, line.above) == (NEXT.text, "", "")


def test_typed_answers_get_a_new_message(ana: Person) -> None:
    """Who writes the letter reads the verdict below it, not above."""
    ana.taps("Empezar")
    for label in ("Siguiente", "Siguiente", "Ir a las preguntas"):
        ana.taps(label)
    ana.says("B")
    assert len(ana.heard()) == 1
    assert ana.messages()[-1].follows == ""


def test_a_tapped_answer_is_one_row(ana: Person) -> None:
    """The verdict says itself which question it follows."""
    ana.taps("Empezar")
    for label in ("Siguiente", "Siguiente", "Ir a las preguntas"):
        ana.taps(label)
    question = ana.messages()[-1].prompt
    ana.taps("B")
    assert len(ana.heard()) == 1
    assert ana.messages()[-1].follows == question
