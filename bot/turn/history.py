"""What a turn leaves as rows that do not move: a day with a word of the learner's, and what was done to its end."""

from __future__ import annotations

from bot.core.effect import Enrolled
from bot.core.finish import Finish, finished
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Progress
from bot.ports.books.learners import LearnerBook
from bot.ports.rows import Address


def kept(
    book: LearnerBook, address: Address | None, scene: Scene, turn: Turn, context: Context, learner: str, *, heard: bool
) -> None:
    """Writes the rows; a day counts where the learner said something, in the cohort that it was said in."""
    if turn.progress is None:
        return
    enrolled = next((write.cohort for write in turn.writes if isinstance(write, Enrolled)), None)
    cohort = enrolled or (scene.cohort.id if scene.cohort else None)
    today = context.today(scene.found if enrolled else scene.cohort)
    if heard and address and turn.progress.active[-1:] == (today.isoformat(),):
        book.add_active_day(learner, cohort, today, address.channel)
    before = scene.learner.progress if scene.learner else Progress()
    for name, kind in finished(before, turn.progress, context.course):
        book.add_finish(Finish(learner, name, kind, cohort, today), context.now)
