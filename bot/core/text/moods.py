"""How somebody feels, in a few words and no more: `estoy triste`, `qué aburrido`, `te odio`; pure."""

from __future__ import annotations

import re
from typing import Literal

from bot.core.safety.spelling import fold
from bot.core.text.wording import plain

Mood = Literal["sad", "unwell", "bored", "angry", "weary", "glad"]

_BEFORE = (
    "ay uy uf ah oh oye hola pucha es que la verdad hoy ya yo pues pe profe profa miss yachaski esto todo eso me "
    "siento estoy ando sigo muy bien bastante re mas tan un poco poquito demasiado super te tengo mucho mucha eres ere"
)
_BEHIND = (
    "hoy ya pues pe profe profa miss yachaski ahora ahorita mucho bastante la verdad xd ps tu contigo es esto tambien "
    "curso este"
)
_SAID: dict[Mood, str] = {
    "sad": "triste|trist[oa]n[ae]?|tristeza|deprimid[oa]|llorando|angustiad[oa]|desanimad[oa]|nadie me entiende"
    "|ganas de llorar|quiero llorar|(?:estoy|ando|sigo|me siento)(?: muy| tan| bien| re)? "
    "(?:sol[oa]|solit[oa]|mal|fatal|asustad[oa]|preocupad[oa])"
    "|(?:tengo|con|siento)(?: mucha| mucho)? (?:pena|miedo)|me da (?:pena|miedo)",
    "unwell": "enferm[oa]|mal de salud|fiebre|gripe|resfriad[oa]|dolor de \\w+|me duele (?:la|el|mi) \\w+",
    "bored": "aburrid[oa]s?|aburre|aburro|aburres|aburrimiento|fome|es aburrid[oa]",
    "angry": "te odio|odio (?:esto|todo|este curso)|no sirves?"
    "|no sirve(?: para nada)?|fe[oa]|mal[oa]|molest[oa]s?|asad[oa]|furios[oa]|colera"
    "|hart[oa]|caes mal|me caes mal|no me caes|pesad[oa]|tont[oa]",
    "weary": "no me gusta(?: esto| nada)?|no me gusto|no tengo ganas|sin ganas|flojera|pereza|vagancia|ganas de nada"
    "|no quiero (?:nada|estudiar|hacer nada|mas|seguir)",
    "glad": "feliz|content[oa]|alegre|emocionad[oa]|es mi cumpleanos|mi cumpleanos|feliz (?:navidad|ano nuevo|dia|ano)"
    "|feliz semana|feliz cumpleanos|aja|m+|aya|oe|ke ay de nuebo|ke mas|a ber|casate conmigo|mi crush",
}
_FACES: dict[Mood, str] = {
    "sad": "😢😭😞😔🥺💔😿☹🙁😟😰😥",
    "angry": "😡🤬😠👎",
    "bored": "🥱",
    "weary": "😴😪",
    "unwell": "🤒🤧🤢🤮",
}


def _any_of(listed: str) -> str:
    return "|".join(sorted({fold(word) for word in listed.split()}, key=len, reverse=True))


def _sounding(pattern: str) -> str:
    """The words of a pattern as they sound; its signs stay."""
    return re.sub(r"(?<!\\)[a-z]{2,}", lambda word: fold(word[0]), pattern)


_REASON = r"(?: (?:porke|por|xk) .{1,60})?"
_MOODS: dict[Mood, re.Pattern[str]] = {
    mood: re.compile(
        rf"(?:(?:{_any_of(_BEFORE)}) )*(?:{_sounding(said)})(?: (?:{_any_of(_BEHIND)}))*"
        + (_REASON if mood == "sad" else "")
    )
    for mood, said in _SAID.items()
}


def mood(text: str, words: str = "") -> Mood | None:
    """The mood, where the words tell of nothing else; None where they tell or ask something."""
    words = words or plain(text)
    if not words:
        return next((name for name, faces in _FACES.items() if any(face in text for face in faces)), None)
    if "?" in text:
        return None
    heard = " ".join(fold(word) for word in words.split())
    return next((name for name, said in _MOODS.items() if said.fullmatch(heard)), None)
