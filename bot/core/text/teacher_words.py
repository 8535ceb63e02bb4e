"""Words that ask for the teacher: «tengo una pregunta para la profe», «quiero preguntar a mi profe si puedo faltar».

What the words leave to be told decides: with a matter of their own they are the question, without one it is still to
be written.
"""

from __future__ import annotations

import re

_TEACHER = (
    r"(?:(?:el|la|los|las|mi|mis|un|una|nuestro|nuestra|algun|alguna) )?"
    r"(?:profes?|profas?|profesor(?:a|es|as)?|miss|maestr[ao]s?|docente|tutora?)\b"
)
_BEFORE = r"(?:(?:hola|buen[oa]s|dias|tardes|noches|oye|oiga|yachaski|disculpa|una cosa|por favor|porfa|yo|y|pero) )*"
_WISHES = (
    r"(?:(?:quiero|kiero|quisiera|queria|necesito|deseo|puedo|podria|podrias|puedes|me gustaria|tengo que|voy a"
    r"|se puede|como puedo|como hago para|como le hago para|donde puedo|ayudame a|me ayudas a|puedo o no) )"
)
_TELLS = (
    r"(?:preguntar|consultar|decir|contar|avisar|escribir|comunicar|pedir|hablar|conversar)(?:le|les|me|nos|lo|selo)*"
)
_SENDS = (
    r"(?:hacer|mandar|enviar|dejar|pasar)(?:le|les)* (?:una|un|mi|esta|este)? ?"
    r"(?:pregunta|consulta|duda|mensaje|recado)"
)
_ASKS = rf"(?:{_TELLS}|{_SENDS})(?: (?:algo|una cosa|esto))?(?: (?:a|al|con|para))? "
_HAVE = r"(?:tengo|tenia|hay|traigo) (?:(?:una|un|unas|varias|muchas|otra|mi) )?(?:preguntit|pregunt|consult|dud)as? "
_ORDERS = (
    r"(?:pregunta|dile|dila|avisa|consulta|manda|escribe|cuenta|pasa|pide|comenta)(?:le|les|selo)?"
    r"(?: (?:esto|algo|un mensaje|una pregunta|mi pregunta))?(?: (?:a|al))? "
)
_WAYS = re.compile(
    rf"{_BEFORE}(?:{_WISHES}?{_ASKS}|(?:como|donde) (?:le )?(?:pregunto|escribo|hablo|consulto|digo) (?:a|con)?\s?"
    rf"|{_HAVE}(?:para|con|a|al|hacia|de)\s?|{_ORDERS}"
    rf"|(?:(?:una|mi|esta) )?(?:pregunta|consulta|duda|mensaje|recado) (?:para|a|al)\s?|para\s)\s?{_TEACHER}(.*)"
)
_LEADS = re.compile(
    r"(?:si|que|esto|es|sobre|de|por|favor|porfa|gracias|una|cosa|algo|y|le|ahora|hoy|aqui|puedo|se|:)*"
)
_MATTER = re.compile(r"\w{3,}")


def wished(words: str) -> bool:
    """Whether the words (as `plain` makes them) ask for the teacher."""
    return _WAYS.fullmatch(words) is not None


def matter(text: str, words: str) -> str:
    """The text (`words` in plain form) where it holds what the teacher is to be asked; `""` where that is to come."""
    found = _WAYS.fullmatch(words)
    told = [word for word in found[1].split() if not _LEADS.fullmatch(word)] if found else []
    return text.strip() if any(map(_MATTER.search, told)) else ""
