"""All that is true of a button, of a question answered by typing, and of a command: each in one row."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from bot.core.scene import Context, Scene, Turn

Action = Callable[[Scene, str, Context], Turn | None]
"""What answers: the scene, the button's argument or the words, the world; None when it does not fit."""
Who = Callable[[Scene], bool]


class Needs(Struct, frozen=True):
    """What must be looked up before an event can be answered, beside what is always loaded; `""` is nothing.

    `care` is who would be told of the speaker.
    """

    codes: tuple[str, ...] = ()
    token: str = ""
    cohort: str = ""
    person: str = ""
    announcement: str = ""
    visit: str = ""
    case: str = ""
    care: bool = False
    question: str = ""
    spoken: str = ""
    code_of: str = ""
    devices: bool = False
    newly_here: bool = False
    signer: bool = False
    papers: bool = False
    desk: bool = False
    sheet: str = ""
    logbook: bool = False
    digest: bool = False


class Route(Struct, frozen=True):
    """A button, by the `action` that its prompt remembers, which `act` answers. Eight facts are told of it:

    - `who` may use it; for everybody else it is no button of theirs, and earns the next step.
    - `needs`: what its argument names, to be looked up; None where it names nothing, and then the cohort that the
      conversation is about anyway is.
    - `onward`: as the first button of a message, «ya», «listo» or «sigue» are it too.
    - `refuses`: «no» or «después» are it too; `rethinks`: after a no, «mejor sí acepto» is.
    - `leaves`: it leaves the question that typed words would have answered, so they answer only what it asks itself.
    - `menu_words`: the commands that open the same.

    - `reads`: as the first button of a message, it stands under something to be read.

    Of very few it is told besides that one's tap leaves the button for the others (`of_several`), and that it is the
    answer to who has the phone (`tells_who`), and of a lesson's steps that they are `on_the_way`: what was passed keeps
    its buttons rather than cost a call.
    """

    action: str
    act: Action
    who: Who
    needs: Callable[[str], Needs] | None = None
    onward: bool = False
    refuses: bool = False
    rethinks: bool = False
    reads: bool = False
    leaves: bool = True
    menu_words: tuple[str, ...] = ()
    of_several: bool = False
    tells_who: bool = False
    on_the_way: bool = False


class Expectation(Struct, frozen=True):
    """A question answered by typing, by the `name` that the conversation remembers, and what `answer`s it.

    `needs` is given what the words need by themselves and what the question is about, and says what to look up
    whatever the words are; None where a button that the words name goes first. Where a command `interrupts`, its name
    is no answer. `meanwhile` the programme can be asked what it knows, and the question stays. `of_key`: a key shown
    here answers it, and opens nothing. `only_text`: a picture or a voice is sent back with that word.
    """

    name: str
    answer: Action
    who: Who
    needs: Callable[[Needs, str], Needs] | None = None
    interrupts: bool = False
    meanwhile: bool = False
    of_key: bool = False
    only_text: bool = False


class Command(Struct, frozen=True):
    """What a command's everyday names open for `who`; `needs` is looked up for it instead of what its words hold."""

    name: str
    answer: Action
    who: Who
    needs: Needs | None = None
