"""How a quiz item is answered, and how long its texts may be, in characters."""

from typing import Literal

Shape = Literal["choice", "find", "number", "order"]
"""How an item is answered: an option; a sentence of a message, which stay in their order; a number that is written;
the steps, put in order."""
QUESTION_CHARACTERS = 250
OPTION_CHARACTERS = 120
EXPLANATION_CHARACTERS = 200
HINT_CHARACTERS = 160
