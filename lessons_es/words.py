"""How what people write is read: folded, without the small words, by ear."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = """
    a ahi al algo alguien ante antes asi aun aunque bien cada como con cual cuales cuando cuanta
    cuantas cuanto cuantos d de del desde dia donde dos durante e el ella ellas ellos en entonces
    entre era eres es esa esas ese eso esos esta estan estas este esto estos estoy fue ha hace hacer
    hacia han hasta hay hola k ke la las le les lo los mas me mi mis mucho muy nada ni no nos o otra
    otro para pero poco por porfa porque pq profe puede puedo pues q que quien quienes quiero saber
    se sea ser si sin sobre solo son soy su sus tal tambien tan te tengo ti tiene tienes todo todos
    tu tus un una unas uno unos va voy x xq y ya yo cmo dnd cnd tb tmb pra xa qe
    hago haces hacen haga hizo haciendo quieres quiere quieren queria debo puedes pueden podria sirve sirven
    harto hartos cosa cosas ir vamos van dar doy da dan demas aqui aca ahora siempre nunca despues luego mejor bueno
    buena mismo misma varios varias estar estaba decir digo dime dice usted ustedes nosotros mio mia verdad
    toca pongo pone poner saco saca sacar empieza llego llega
"""
_STOP_WORDS = frozenset(_SMALL_WORDS.split())
WEAK_WORDS = """
    usar uso usa necesito necesita tener tenia pasa pasar manera forma ver veo mira hablar hablo escribir escribo
    persona personas gente casa mama papa familia hermano hermana hijo hija nuevo nueva cosa bonito grande
    comprar compro vender vendo trabajar trabajo negocio plata nombre ayer hoy manana semana mes ano hora tiempo
    colegio pueblo senor senora don vecino amigo amiga
    conseguir consigo consigue lograr logro calcular calculo aprender aprendo encontrar encuentro encuentra mejorar
    mejoro evitar evito organizar organizo elegir elijo explicar explico entender entiendo ayudar ayuda ayudas conocer
    conozco conosco reconocer reconozco crear creo crea armar armo llevar llevo lleva mandar mando manda recibir recibo
    dejar dejo deja seguir sigo sigue pedir pido piden crecer crezco aumentar aumento bajar bajo funcionar funciona
    significar significa importar importante facil rapido vez veces primero primera poca pocas mejores ultimo ultima
    digo diria gustar gusta gustaria venir viene vino volver vuelvo preguntar pregunto
"""
# What is said alike in Peru and so is confused in writing: the order matters. After folding, ñ is n.
_SAID_ALIKE = tuple(
    (re.compile(written), said)
    for written, said in (
        ("^hi(?=e)", "y"),
        ("(?<!c)h", ""),
        ("w", "u"),
        ("v", "b"),
        ("n(?=[pb])", "m"),
        ("ll", "y"),
        ("s?c(?=[ei])|z", "s"),
        ("g(?=[ei])", "j"),
        ("gu(?=[ei])", "g"),
        ("qu(?=[ei])|q|c(?!h)", "k"),
    )
)


def sound(word: str) -> str:
    """A folded word as it is said: words that differ only in b and v, c, s and z, ll and y, h ... come out equal."""
    for written, said in _SAID_ALIKE:
        word = written.sub(said, word)
    return word


SMALL_SOUNDS = frozenset(map(sound, _STOP_WORDS))


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def spaced(text: str) -> str:
    """The words with a space around each, to find several that stand together: the small ones too."""
    return f" {' '.join(every(text))} "


def telling(text: str) -> list[str]:
    """The words that tell lessons apart, folded: no accents, no small words."""
    return [word for word in every(text) if word not in _STOP_WORDS]


def every(text: str) -> list[str]:
    """All the words, folded: the small ones too."""
    return _WORD.findall(folded(text))
