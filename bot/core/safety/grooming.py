"""What an adult does not write to a child: a secret, alone, her body, a courtship, a trade, a threat; pure.

The listener for grave words learns from children's sentences; these are an adult's, and mostly sound kind. What is
heard is read by a person before it leaves. A list that a child-protection professional reviews: docs/es/proteccion.md.
"""

from __future__ import annotations

import re

from bot.core.text.letters import seen

_SHORT = ((r"\b(?:q|k|ke)\b", "que"), (r"\bx\b", "por"), (r"[^\w\s]", " "), (r"\s+", " "))
_SECRET = (
    (
        r"no (?:se )?(?:l[oae]s? )?(?:digas?|cuentes?|cuenten|digan|avises?|comentes?|muestres?)\b.{0,30}\b(?:nadie"
        r"|tus? \w+|sus? (?:mama|papa)s?)"
    ),
    (
        r"nuestro secreto|(?:es|guarda\w*|ten\w*|como) (?:un|el|este) secreto|secreto (?:nuestro|entre)"
        r"|entre (?:tu y yo|nosotros dos|los dos)"
    ),
    r"que (?:nadie|tu (?:mama|papa|familia|hermana|amiga)) (?:no )?(?:(?:lo|la|se|te|nos) )*(?:sepa|vea|entere|lea)",
    r"(?:borra|elimina)(?:l[oa]s?)? (?:es[et][aeo]s?|(?:el|los|la|nuestr\w+) (?:mensajes?|chat|conversacion))",
    r"(?:borra|elimina)l[oa]s? (?:\w+ )?(?:despues|luego|apenas|ya)",
    r"a escondidas|sin que (?:nadie|te vean|nos vean|tu (?:mama|papa|familia))",
)
_ALONE = (
    (
        r"(?:ven|vente|vienes|anda|quedate|espero|espera(?:me|s)?|ve(?:a|r)(?:mo)?nos|encontr(?:emo|ar)nos"
        r"|vern?os)\b.{0,30}\b(?:sol[oa]|solit[oa]s?|a solas)\b"
    ),
    r"(?:estar|estemos|hablar|conversar|vernos) (?:\w+ )?(?:a solas|solit[oa]s|solos los dos)",
    (
        r"(?:ven|vente|vienes|vamos|anda|quedate|espero|dormir|pasa)\b.{0,20}\bmi (?:casa|cuarto|habitacion|cama"
        r"|carpa)\b|hostal|vamos a un hotel"
    ),
)
_BODY = (
    (
        r"(?:mand|envi|pas|tom|quiero|dame|regala)\w*\b.{0,20}\b(?:fot|video|selfi)\w*\b.{0,12}\b(?:tuy|de ti\b"
        r"|tu cuerp|de tu cuerp|tu carit)\w*"
    ),
    (
        r"(?:sin|sacate|quitate) (?:la |tu )?(?:ropa|polo|blusa|falda)|desnud[oa]s?|calat[oa]s?|en (?:ropa interior"
        r"|calzon\w*|brasier|bikini|ropa de bano|trusa)"
    ),
    (
        r"tu (?:cuerp|cuerpit|piernas|pechos?|senos|potit|poto|boquit|cinturit)\w*|tocarte|acariciarte|abrazarte"
        r"|besarte|un besit\w+|besos en"
    ),
)
_COURTING = (
    (
        r"me gustas|te deseo|te amo|quiero que seas mi\w*|quieres (?:ser|estar con) m(?:i|igo)\b|se(?:r"
        r"|as) mi (?:enamorad|novi|chic)\w*"
    ),
    (
        r"eres (?:muy |tan |la (?:mas )?|bien )?(?:lind|bonit|hermos|guap|ric|sexy|precios|mamacit)\w*|que (?:lind"
        r"|bonit|guap|ric|hermos)\w* (?:estas|eres|te ves)"
    ),
    r"mi amor(?:cito)?|mi reina|princesa|bebita|mamacita|enamorad[oa] de ti|pienso en ti|te extrano (?:mucho|tanto)",
    (
        r"ya no eres (?:una |un )?(?:nin|chiquit)\w*|pareces (?:mayor|mas grande|una mujer)|tienes (?:enamorad"
        r"|novi)\w*|sales con alguien"
    ),
)
_TRADE = (
    (
        r"te (?:doy|dare|voy a dar|pago|pagare|regalo|compro|comprare|recargo|apruebo|pongo)\b.{0,40}\bsi (?:vienes"
        r"|me|te|sales|mandas|aceptas)"
    ),
    (
        r"si (?:vienes|me mandas|me envias|me das|sales conmigo|te portas bien conmigo|aceptas)\b.{0,40}\bte (?:doy"
        r"|dare|pago|regalo|compro|recargo|apruebo|pongo)"
    ),
    r"(?:un )?regal(?:o|ito) (?:solo |nomas )?para ti (?:sola|solo|nomas)|algo (?:solo|nomas) para ti",
)
_THREAT = (
    r"si (?:cuentas|hablas|avisas)(?: (?:algo|de esto|esto|con (?:tu|tus|la|el|alguien)\b|te|le|nadie)|$)",
    r"si (?:le dices|dices algo|le cuentas|se enteran|me acusas)",
    r"nadie te (?:va a creer|creera)|te va a ir mal|te vas a arrepentir|por tu culpa me (?:botan|bota)",
)
_HEARD = re.compile(r"\b(?:" + "|".join((*_SECRET, *_ALONE, *_BODY, *_COURTING, *_TRADE, *_THREAT)) + r")")


def heard(text: str) -> bool:
    """Whether an adult's words to a child are to be read by somebody before they leave."""
    words = seen(text)
    for short, whole in _SHORT:
        words = re.sub(short, whole, words)
    return _HEARD.search(words) is not None
