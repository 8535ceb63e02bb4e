"""How long the texts of a quiz item may be, in characters."""

QUESTION_CHARACTERS = 250
OPTION_CHARACTERS = 120
EXPLANATION_CHARACTERS = 200
HINT_CHARACTERS = 160
