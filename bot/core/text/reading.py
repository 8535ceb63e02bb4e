"""What typed words mean: an answer to what was asked, or an everyday name of a command.

`text` is as it was typed, `words` are its plain form: who has that at hand already hands it in.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from bot.core.reply import LETTERS, Prompt
from bot.core.text.pick import picked
from bot.core.text.wording import as_code, plain, read_code

_NUMBER = re.compile(r"[0-9]{1,12}\Z")
_ASKS = re.compile(
    r"^(?:y )?(?:(?:a|de|para|por|con|en) )?"
    r"(?:que|como(?! a las?\b)|donde|cual(?:es)?|cuant[oa]s?|quien(?:es)?"
    r"|cuando (?:viene|llega|es|empieza|comienza|hay|sale|se|va|toca|vuelve|regresa|termina|acaba|me|nos|te|tengo)) "
)
_CALLS = re.compile(r"\b(?:profe|profa|profesora?|miss|maestr[oa]|pues|pe|ps|yachaski|amig[oa]|causa)\b")
"""Whom one talks to, and words that fill."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split(","))


_ONWARD = _words(
    "ya,listo,ok,okey,oki,si,sip,dale,siguiente,sigue,continuar,continua,seguir,sigamos,empezar,empecemos,comenzar,"
    "vamos,bueno,claro,ya lo hice,acepto,si acepto,enviar,manda,mandalo,esta bien"
)
_NO = _words("no,nop,no gracias,ahora no,no acepto,despues,luego,mas tarde,cancelar")

_COMMANDS = {
    "words": "palabras,las palabras,glosario,vocabulario,palabras dificiles,ver palabras",
    "did": "ya lo hice,lo hice,ya hice la tarea,hice la tarea",
    "summary": "guardar resumen,resumen,el resumen,mi resumen,resumen de la semana,resumen semanal,resumen de mi grupo",
    "drill": "simulacro,simulacros,practicar estafas,estafas",
    "certificate": "constancia,mi constancia,certificado,mi certificado,diploma,mi diploma",
    "papers": "constancias,las constancias,certificados,diplomas,imprimir constancias,constancias para imprimir",
    "exam": "examen,mi examen,prueba final,examen final,cuando es el examen,cuando es mi examen,"
    "cuando hay examen,hay examen,cuando doy el examen,cuando doy mi examen,"
    "dar el examen,termine el curso",
    "what_now": "y ahora,y ahora que,y ahora que hago,ahora que hago,que hago ahora,que hago,que sigue,ya termine,"
    "termine,ya acabe,acabe",
    "training": "guia,guias,para profes,curso de profes,capacitacion",
    "account": "mi cuenta,cuenta,cambiar nombre,cambiar mi nombre,cambia mi nombre,mi nombre,como me llamo",
    "leave": "salir del grupo,salir de mi grupo,ya no quiero estar en el grupo",
    "plan": "mi plan,plan,el plan,mi plan en una pagina,ver mi plan,mi minuto",
    "share": "compartir,recomendar,invitar a un amigo,invitar a una amiga",
    "menu": "menu,inicio,opciones,menu principal",
    "lesson": "leccion,lecciones,mi leccion,clase,empezar,comenzar,siguiente,otra leccion,la leccion,leccion de hoy,"
    "siguiente leccion,la siguiente leccion,proxima leccion,nueva leccion,mas lecciones,otra clase,siguiente clase,"
    "otra leccion mas,la leccion de hoy,hacer mi leccion",
    "later": "mas tarde,despues,luego,ahora no,no gracias,no quiero,ya no quiero,no puedo,ahora no puedo,"
    "no tengo tiempo,hacerlo manana,hacerlo despues,hacerlo luego,hacerlo mas tarde,hacerlo otro dia,lo hago manana,"
    "lo hago despues,lo hago luego,lo hago mas tarde,manana lo hago,despues lo hago,luego lo hago,puede ser manana,"
    "mas rato,mas luego,otro dia,manana sigo,sigo manana,estoy cansado,estoy cansada,tengo sueno",
    "review": "repaso,repasar,repasos,quiero repasar",
    "progress": "progreso,avance,mi avance,cuanto me falta,como voy,mis notas,nota,notas,mi progreso",
    "hour": "hora,cambiar hora,mi hora,cambiar la hora,otra hora",
    "days": "dias,mis dias,cambiar dias,cambiar mis dias,elegir dias,otros dias",
    "timetable": "horario,mi horario,cuando viene lo siguiente,cuando viene la siguiente,que viene,que viene ahora",
    "logbook": "mi negocio,negocio,mi cuaderno,cuaderno,ver mi cuaderno,mis ventas,cuanto vendi,cuanto he vendido,"
    "cuanto vendi esta semana",
    "logbook_off": "apaga mi cuaderno,apagar mi cuaderno,apaga el cuaderno,no quiero cuaderno,ya no quiero mi cuaderno",
    "logbook_undo": "borra lo ultimo,borrar lo ultimo,quita lo ultimo,borra la ultima venta",
    "pause": "pausa,pausar,parar,para,basta,descanso,descansar,un descanso,una pausa",
    "resume": "seguir,sigue,continuar,continua,reanudar,volver,sigamos,vamos,quiero seguir,otra vez,de nuevo,repite,"
    "repitelo,repetir,me equivoque",
    "language": "hablas quechua,puedes hablar en quechua,puedes hablar quechua,habla en quechua,"
    "sabes quechua,en quechua,hablas ingles,idioma,cambiar idioma,quechua,runasimi,castellano,english",
    "help": "ayuda,help,ayudame,que puedes hacer,que haces,como funciona,no entiendo",
    "data": "misdatos,mis datos,que sabes de mi,que guardas,ver mis datos,quiero ver mis datos,que datos tienes de mi",
    "erase": "borrar,borrame,borra todo,eliminar,borrar todo,borrar mis datos,borra mis datos,borrar mi cuenta,"
    "eliminar mi cuenta,quiero borrar todo,quiero borrar mis datos,quiero borrar mi cuenta,quiero eliminar mi cuenta,"
    "como borro mis datos,como borro todo",
    "keep": "no borrar,no borres,no borres nada,no quiero borrar,ya no quiero borrar,ya no borres",
    "key": "clave,mi clave,llave",
    "ask": "preguntar,pregunta,preguntar a mi profe,profe,mi profe,hacer una pregunta,tengo una pregunta",
    "questions": "preguntas,mis preguntas,las preguntas,hora de preguntas",
    "again": "lista,semanas,leer de nuevo,releer,indice,ver lecciones,todas las lecciones",
    "out": "salir,cerrar,cerrar sesion,terminar,chau,chao,adios,bye,ya me voy,me voy,nos vemos,hasta luego,"
    "hasta manana,hasta pronto,me voy a dormir,ya me voy a dormir,chaucito",
    "forgot": "olvide mi clave,no se mi clave,perdi mi clave,se me olvido mi clave,no recuerdo mi clave",
    "phone": "pasar a mi celular,pasar al celular,ya tengo celular,mi celular",
    "who": "soy otra persona,cambiar persona,otra persona,cambiar,quien soy,soy su hermano,soy su hermana",
    "scheduled": "programados,anuncios programados,mis anuncios,anuncios",
    "announce": "anuncio,aviso,anunciar,avisar,nuevo anuncio",
    "cohort": "cohorte,mi grupo,mis grupos,grupo,mis alumnos,mi salon,quien no responde,quienes no responden,"
    "sin responder,en silencio,quien esta en silencio,quien falta",
    "teacher": "soy profe,soy docente,docente,soy profesor,soy profesora,soy el profe,soy la profe,soy el profesor,"
    "soy la profesora,"
    "soy maestro,soy maestra,soy director,soy directora,soy el director,soy la directora",
    "student": "estudiante,soy estudiante,alumno,alumna,soy alumno,soy alumna",
    "desk": "panel,mi panel,el panel,escritorio",
    "report": "informe,mi informe,el informe,informes,reporte",
    "road": "ruta,la ruta,itinerario,visitas",
    "cases": "avisos,los avisos,ver avisos,mis avisos,ver los avisos",
    "operator": "programa,el programa,operador,operadora",
}
COMMANDS = {word: command for command, words in _COMMANDS.items() for word in _words(words)}
_HINT = _words(
    "pista,ayuda,no se,no lo se,dame una pista,una pista,ayudame,nose,no c,ni idea,no tengo idea,no me acuerdo,"
    "no recuerdo,no entiendo,no estoy seguro,no estoy segura,no se cual,no se cual es,quien sabe,no tengo ni idea,"
    "explicame,explicamelo,explica,explicame otra vez,explicame mejor,explicame de nuevo,no se que poner,"
    "no se que hacer,no se que responder,no se que marcar,no se que elegir,es dificil,esta dificil,muy dificil,"
    "es muy dificil,no c cual"
)
_ASKS_FOR_HELP = _words("ayuda,ayudame")
"""Said again under a hint, these ask for another kind of help."""
_NOT_UNDERSTOOD = re.compile(
    r"(?:(?:la verdad|es que|pero|yo|uy|ay|aun|todavia|oye|hola|disculpa) )*"
    r"(?:no|tampoco)(?: (?:lo|la|las|los|le|les|te|me|se))? "
    r"(?:entiendo|entendi|entiende|entender|comprendo|comprendi|comprende|capto)"
    r"(?: (?:nada|bien|mucho|muy|la|las|el|los|esta|esa|este|ese|esto|eso|lo|que|dice|pide|quiere|decir|significa"
    r"|pregunta|preguntas|leccion|tarjeta|parte|texto|historia|tema|hay|hacer|debo|tengo|por|favor|de|como|aqui|ahi))*"
)
_GREETING = _words(
    "hola,holi,ola,hey,buenas,buenos dias,buen dia,buenas tardes,buenas noches,hola yachaski,que tal,hola que tal,alo,"
    "hola buenas,hola buenos dias,hola buenas tardes,hola buenas noches,ola k ase,hola k ase,ola que ase,hola que hace,"
    "hola como estas,como estas"
)
_THANKS = _words(
    "gracias,muchas gracias,mil gracias,gracias yachaski,ok gracias,ya gracias,sulpayki,anay,chevere,genial"
)
_THANKS_WARMLY = re.compile(
    r"(?:ok|ya|ah|muchas|muchisimas|mil|bueno|listo|hola)?\s*(?:gracias|grax|sulpayki)"
    r"(?: (?:yachaski|profe|miss|amig[oa]|por|todo|toda|tu|la|las|el|los|esta|este|leccion|lecciones|clase|ayuda"
    r"|ayudarme|ayudar|ensenarme|ensenar|explicarme|explicar|responder|avisar|mensaje|eres|lo|el|mejor|maximo|maxima|muy|buen"
    r"|buena|bueno|genial|chevere|bacan|me|gusto|gusta|encanta|encanto|mucho|mucha|de|corazon|te|quiero|pasaste|informacion"
    r"|aprendi|aprendo|bendiciones|hasta|manana))*"
)


def number(argument: str, most: int) -> int | None:
    """The number from 0 to `most` that a button carries; None when it carries something else."""
    value = int(argument) if _NUMBER.match(argument) else -1
    return value if 0 <= value <= most else None


def day(argument: str) -> date | None:
    """The day that a button carries (ISO); None when it carries something else."""
    try:
        return date.fromisoformat(argument)
    except ValueError:
        return None


def something_else(text: str) -> bool:
    """Whether the words are clearly no answer to a question: the name of a command, a courtesy, a question."""
    words = plain(text)
    return command(text, words) is not None or greets(words) or thanks(words) or asks(text, words)


def asks(text: str, words: str = "") -> bool:
    """Whether the words are a question, with or without its marks."""
    return "?" in text or "¿" in text or _ASKS.match(f"{words or plain(text)} ") is not None


def command(text: str, words: str = "") -> tuple[str, str] | None:
    """The command and its argument in `/start CODE`, `/Leccion@bot`, `menú`, `cuánto me falta`; else None."""
    stripped = text.strip()
    if stripped.startswith("/"):
        word, _, argument = stripped[1:].partition(" ")
        name = plain(word.partition("@")[0])
        return ("start", argument.strip()) if name == "start" else (COMMANDS.get(name, "menu"), argument.strip())
    known = COMMANDS.get(words or plain(stripped))
    return (known, "") if known else None


_ANNOUNCED = re.compile(r"\s*/?(?:anuncio|aviso|anunciar|avisar)(?:\s*[:,.-]\s*|\s+)(\S.*)", re.IGNORECASE | re.DOTALL)


def announced(text: str) -> str:
    """The text in «anuncio: mañana no abre el camión»; `""` where there is none."""
    found = _ANNOUNCED.fullmatch(text)
    return found[1].strip() if found else ""


def chosen(prompt: Prompt, text: str, words: str = "") -> str | None:
    """The letter that the words choose among what the prompt asked; None when they are something else."""
    words, choices = words or plain(text), prompt.ask.choices
    labels = [n for n, choice in enumerate(choices) if words and words in {plain(choice.label), plain(choice.words)}]
    by_words = prompt.ask.quiz is not None or not asks(text, words)
    place = labels[0] if len(labels) == 1 else picked(prompt, words, by_words=by_words)
    return LETTERS[place] if place is not None else None


def goes_on(words: str) -> bool:
    """Whether the words say to go on: «ya», «listo», «sigue»."""
    return words in _ONWARD


_ASSENTS = _words("si,sip,sii,ya,ok,okey,oki,dale,claro,bueno,esta bien,ya pues,si quiero,si por favor,si gracias")


def assents(words: str) -> bool:
    """Whether the words say yes and no more."""
    return words in _ASSENTS


def says_no(words: str) -> bool:
    """Whether the words say no, or not now."""
    return words in _NO


_RETHINKS = re.compile(
    r"(?:(?:bueno|ya|mejor|pero|ok|entonces|ahora|oye|uy|pues|perdon|esta bien|me equivoque|no) )*"
    r"(?:si(?: (?:acepto|quiero|entro|pues|ya))*|acepto|ya acepto|quiero (?:entrar|aceptar|inscribirme|estudiar)"
    r"|cambie de (?:idea|opinion)|me equivoque|era si|quise decir si|lo pense mejor)"
)


def rethinks(words: str) -> bool:
    """Whether who said no says yes now: «mejor sí acepto», «me equivoqué»."""
    return _RETHINKS.fullmatch(words) is not None


_WHY = re.compile(
    r"(?:(?:y|pero|oye|a ver|disculpa|no|eso|esto) )*(?:para que|pa que|por que|porque|xq|x que|a que|que es eso)"
    r"(?: (?:es|sirve|me|te|lo|la|los|las|mi|mis|tu|eso|esto|quieres|quieren|preguntas|preguntan|pides|piden|saber"
    r"|necesitas|necesitan|guardas|guardan|edad|nombre|hora|datos|todo|eso|se|usa|usan|va|van|a|hacer|con))*"
)


def asks_why(words: str) -> bool:
    """Whether the words ask what a question of ours is for: «¿y eso para qué es?»."""
    return _WHY.fullmatch(words) is not None


_WHAT_THIS = re.compile(
    r"(?:(?:y|pero|oye|a ver|disculpa|hola|yachaski) )*(?:(?:de|para|pa) )?(?:que|q|k|ke)"
    r" (?:(?:se )?trata|es|era|sirve|hace|hacen|ensenan?)"
    r"(?: (?:todo|esto|este|eso|aqui|programa|curso|numero|yachaski|pues|pe))*"
)


def asks_what(words: str) -> bool:
    """Whether the words ask what this is: «q es esto», «¿de qué trata esto?»."""
    return _WHAT_THIS.fullmatch(words) is not None


_DROPS = re.compile(
    r"(?:(?:uy|ay|oh|ah|oye|no|ya|profe|mejor) )*"
    r"(?:mejor no|no|ya no|nada|cancela(?:r|lo)?|deja(?:lo)?|olvida(?:lo)?|borra(?:lo)?|para|espera"
    r"|no (?:lo |la )?(?:envi|mand|publi)\w*)"
    r"(?: (?:lo|la|el|mejor|todavia|aun|gracias|por favor|ya|envies|mandes|aviso|anuncio|asi|nada|ahora))*"
)


def drops(text: str) -> bool:
    """Whether who composes says that it is not to be sent: «cancelar», «uy mejor no», «no lo mandes todavía»."""
    return _DROPS.fullmatch(plain(text)) is not None


def wants_hint(words: str) -> bool:
    """Whether the words (as `plain` makes them) ask for help with what is asked or read."""
    words = " ".join(_CALLS.sub(" ", words).split())
    return words in _HINT or _NOT_UNDERSTOOD.fullmatch(words) is not None


def asks_for_help(words: str) -> bool:
    """Whether the words are «ayuda», which may be meant for more than a quiz item."""
    return " ".join(_CALLS.sub(" ", words).split()) in _ASKS_FOR_HELP


_ASKS_A_WORD = re.compile(
    r"^(?:(?:no (?:se|entiendo) )?(?:que|q|k|ke) (?:es|significa|quiere decir)(?: eso de)?|significado de|que sera"
    r"|no (?:se|entiendo|conozco)(?: (?:que es|eso de|la palabra))?)\s+(?:(?:un|una|el|la|los|las|lo)\s+)?"
)


def word_asked(words: str) -> str:
    """The word in «¿qué es una ganancia?», or the words themselves."""
    return _ASKS_A_WORD.sub("", words.strip("? "))


def greets(words: str) -> bool:
    """Whether the words are a greeting and nothing else."""
    return _uncalled(words) in _GREETING


def thanks(words: str) -> bool:
    """Whether the words are thanks and nothing else, however warm."""
    return _uncalled(words) in _THANKS or _THANKS_WARMLY.fullmatch(words) is not None


def _uncalled(words: str) -> str:
    """The words without whom they call; the words themselves where nothing else is said."""
    return " ".join(_CALLS.sub(" ", words).split()) or words


_WARM = _words(
    "te quiero,te quiero mucho,te amo,tkm,tqm,k,kk,ya,ah,ah ya,ok,oki,okey,okay,vale,bien,muy bien,que bien,bacan,xd,"
    "eres lo maximo,eres el mejor,eres la mejor,me gusta,me gusto,me encanta,buenazo,excelente,perfecto,de acuerdo,"
    "entendido,entendi,ya entendi,listo,dale,yes,sip,si,no importa,no pasa nada,ta bien,esta bien,asu,asuu,manya,wow,"
    "te extrano,te extrano mucho,eres chevere,eres bien chevere,que chevere,eres bacan,eres buena onda,eres genial,"
    "quiero ser tu amigo,quiero ser tu amiga,somos amigos"
)
_LAUGHTER = re.compile(r"^(?:(?:j+[aei]+)+j*|x+d+|l+o+l+|k{2,})(?: (?:(?:j+[aei]+)+j*|x+d+))*$")
_TEACHER_TOLD = re.compile(
    r"^(?:(?:hoy|manana|ya|hola|disculpe?) )*(?:no )?"
    r"(?:voy a|vamos a|puedo|podre|ire|fui|estoy|estaba|estuve|tengo que) .*"
    r"\b(?:profe|profa|profesora?|miss|maestr[oa])$"
)
_TEACHER_CALLED = re.compile(
    r"^(?:(?:hola|buenas?|buenos|dias|tardes|noches|disculpe?|oiga)\s+)*(?:mi )?"
    r"(?:profe|profa|profesora?|prof|miss|maestra|maestro)\b.*\w{3}"
)


def warm(text: str, words: str) -> bool:
    """Whether the words are a sign of life and nothing else: a thumb, a laugh, `te quiero`."""
    told = _uncalled(words)
    return words in _WARM or told in _WARM or _LAUGHTER.match(told) is not None or (not words and text.strip() != "")


def calls_teacher(words: str) -> bool:
    """Whether somebody speaks to the teacher: `profe, puedo faltar mañana?`."""
    return _TEACHER_CALLED.match(words) is not None or _TEACHER_TOLD.match(words) is not None


def code_in(text: str, words: str = "") -> str:
    """What may be a join code or a key in the words: one token, or more with a digit; `""` when nothing may."""
    tokens, words = text.split(), words or plain(text)
    if not tokens or asks(text, words) or (len(tokens) > 1 and not any(letter.isdigit() for letter in text)):
        return ""
    return "" if words in COMMANDS or greets(words) or thanks(words) or _chats(words) else as_code(words)


def _chats(words: str) -> bool:
    """Whether the words are a laugh, a yes or a no, which nobody types for a code."""
    return warm(words, words) or words in _ONWARD or words in _NO


def taken_for_words(code: str) -> bool:
    """Whether who types the code would be heard as if it were words: `CLASE`, `HOLA`, `VAMOS`."""
    words = plain(code)
    return code_in(code) != read_code(code) or words in _ONWARD | _NO | _HINT


CODES_MOST = 3
"""Codes that one message may be looked up for: whoever guesses writes no list of them."""
_CODE_COMES = re.compile(r"\b(?:codigo|clave|llave)\b")
_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


def codes_in(text: str, words: str = "") -> tuple[str, ...]:
    """What may be a join code or a key in the words: the whole of them, or one that looks like a code among others."""
    words = words or plain(text)
    whole, inside = code_in(text, words), [read_code(token) for token in _codelike(text, words)]
    return tuple(dict.fromkeys(filter(None, (whole, *inside))))[:CODES_MOST]


def _codelike(text: str, words: str) -> list[str]:
    """The words with letters and digits, or in capitals where a code is spoken of, and pairs that give one."""
    tokens = _TOKEN.findall(text)
    announced = not text.isupper() and _CODE_COMES.search(words)
    if not announced and not any(letter.isdigit() for letter in words):
        return []
    told = [token for token in tokens if _mixed(token) or (announced and token.isupper())]
    pairs = [one + other for one, other in pairwise(tokens) if _mixed(other) and len(other) in _HALVES]
    return [*told, *pairs]


def _mixed(token: str) -> bool:
    letters = plain(token)
    return any(letter.isdigit() for letter in letters) and any(letter.isalpha() for letter in letters)


def code_tried(text: str, words: str = "") -> bool:
    """Whether somebody unknown tries a code: a word alone, or one that looks like a code."""
    words = words or plain(text)
    alone = len(text.split()) < _WORDS_OF_A_TRY and code_in(text, words)
    return bool(alone) or any(map(read_code, _codelike(text, words)))


def code_meant(text: str) -> bool:
    """Whether the words look like a code, and not like a name or a word of a chat."""
    letters = plain(text)
    return text.isupper() or any(letter.isdigit() for letter in letters) or _CODE_COMES.search(letters) is not None


_WORDS_OF_A_TRY = 3
_HALVES = (4, 5)
"""How long the two halves of a key are, as it is written down: of one from before, and of today's."""
_KEY = re.compile(r"\w{4}[-\s.]?\w{4}|\w{5}[-\s.]?\w{5}")


def keylike(codes: tuple[str, ...]) -> bool:
    """Whether one of what may be codes may be a try at somebody's key: in the right length.

    A word of ten letters is one that was said; hardly a key has no digit.
    """
    short, long = (2 * half for half in _HALVES)
    return any(len(code) == short or (len(code) == long and not code.isalpha()) for code in codes)


def key_meant(text: str) -> bool:
    """Whether the words can hardly be anything but a key or a code."""
    return _KEY.fullmatch(text.strip()) is not None and any(letter.isdigit() for letter in text)


CODE_LONGEST = 12


def start_payload(argument: str) -> tuple[str, str]:
    """A deep link's payload as (code, token): one of them is empty."""
    if len(argument) > CODE_LONGEST and not read_code(argument):
        return "", argument
    return read_code(argument), ""
