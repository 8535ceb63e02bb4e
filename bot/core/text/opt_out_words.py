"""Words by which somebody says that nothing is to be written to them any more, or that it may be again."""

from __future__ import annotations

import re

SHORT = frozenset({"baja", "stop"})
"""Said alone; while a question is open, they may be an answer: «el precio baja»."""
_AGAIN = frozenset({"alta", "darme de alta", "quiero darme de alta", "escribeme otra vez", "vuelve a escribirme"})
_KIND = r"(?:por favor|porfa|porfavor|gracias|pe|pues|ya|mejor|hola|yachaski|profe)"
_MESSAGES = r"(?:mas|tus|sus|estos|nada|nunca|ningun|mensajes?|lecciones|cosas|de|aqui|jamas)"
_ASKED = re.compile(
    rf"(?:{_KIND} )*(?:"
    rf"no me (?:vuelvas? a |vuelvan a )?(?:escrib|mand|envi)(?:as?|an|es?|en|ir|ar)(?: {_MESSAGES})*"
    rf"|no quiero(?: recibir)?(?: {_MESSAGES})* mensajes?(?: {_MESSAGES})*"
    rf"|no quiero que me (?:escriba|mande|envie)[sn]?(?: {_MESSAGES})*"
    rf"|deja(?:r|n)? de (?:escribirme|mandarme|enviarme)(?: {_MESSAGES})*"
    r"|(?:quiero )?(?:darme|dame|deme|denme) de baja"
    rf")(?: {_KIND})*"
)


def opts(words: str) -> str:
    """`opt_out` or `opt_in`, where the words (in their plain form) ask for that and for nothing else."""
    words = words.removeprefix("/")
    if words in _AGAIN:
        return "opt_in"
    return "opt_out" if words in SHORT or _ASKED.fullmatch(words) else ""
