"""Every sentence that a person reads, in Spanish, through gettext (`bot/locale` holds the other languages).

Peru, «tú», short, warm, never childish, never «incorrecto». A pair is singular and plural. Labels of buttons
have at most 20 characters. What is in braces is filled in by the talk that uses the phrase.
"""

from __future__ import annotations


def _(text: str) -> str:
    """Marks a sentence for extraction; translation happens where it is said."""
    return text


def _n(one: str, many: str) -> tuple[str, str]:
    return one, many


# --- buttons that many talks share
START = _("Empezar")
NEXT = _("Siguiente")
LATER = _("Más tarde")
YES = _("Sí")
NO = _("No")
VIEW = _("Ver")
MY_LESSON = _("Mi lección")
MY_PROGRESS = _("Mi avance")
REVIEW = _("Repasar")
ASK_TEACHER = _("Preguntar a mi profe")
TRY_LESSON = _("Probar una lección")
CONTINUE = _("Seguir")
MORE = _("Ver más")
LONG_AGO = _("Eso fue hace mucho.")

# --- days
DAY_OF_YEAR = _("{day} de {year}")
AND_ON = _("{first} y el {second}")

# --- enrolment
HELLO = _(
    "Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al "
    "día para armar tu negocio. Es gratis; gasta pocos megas."
)
THIS_GROUP = _("Este código es de {group}, {site}, profe {teacher}. ¿No es tu salón? Escribe el código de tu afiche.")
THIS_GROUP_NO_TEACHER = _("Este código es de {group}, {site}. ¿No es tu salón? Escribe el código de tu afiche.")
HOW_OLD = _("¿Cuántos años tienes?")
UNDER_14 = _("Menos de 14")
FROM_14_TO_17 = _("De 14 a 17")
ADULT = _("18 o más")
CONSENT = _(
    "Antes de empezar, mira qué guardo: el nombre que elijas, tu grupo de edad, tu hora, tus respuestas, lo que "
    "preguntas a tu profe y la clave de este chat.\n"
    "No pido DNI, apellido ni número. Tu profe ve tu avance y si no escribes. Lo que le preguntes también lo "
    "puede leer una persona del programa. Si me cuentas algo grave, aviso a quien cuida a los estudiantes.\n"
    "Lo guardo dos años. Escribe «borrar» y lo borro antes.\n"
    "¿Aceptas?"
)
ACCEPT = _("Sí, acepto")
READ_MORE = _("Leer más")
DECLINE = _("No acepto")
CONSENT_MORE = _(
    "Responde por tus datos: {responsible}. Sirven para enseñarte y para contar, sin nombres, cuántos aprendieron. No "
    "los vendo ni los presto.{abroad}\n"
    "Además de lo dicho guardo el número de este chat; después del camión, si vendes y qué recuerdas; y si tú lo "
    "pides, un cuaderno de tus ventas, que no muestro a tu profe. Los mensajes, 30 días. Lo que no supe contestar, 90 "
    "días. Un aviso de algo grave, lo que el programa deba.\n"
    "«mis datos»: te lo muestro. «borrar»: lo borro. «no me escribas»: no te escribo más "
    "hasta que digas «alta», y a los dos años lo tuyo se borra sin preguntarte. "
    "¿Una queja? A quien responde, o a la Autoridad Nacional de Protección de Datos Personales."
)
DO_YOU_ACCEPT = _("¿Aceptas?")
RESPONSIBLE_UNNAMED = _("el programa de tu colegio")
PASSES_ABROAD = _("Los mensajes pasan por {carriers}, que está fuera del Perú y tiene sus propias reglas.")
PASSES_AT_HOME = _("Por {carriers} los lleva tu operadora, y se quedan escritos en el celular: lo lee quien lo tenga.")
CONSENT_NEWER = _(
    "{name}, cambió la hoja de lo que guardo de ti: ahora dice que tu profe ve tu avance, quién responde por tus "
    "datos, por dónde pasan y cuánto duran. Si no quieres que siga, escribe «borrar» o «no me escribas»."
)
CONSENT_IN_SHORT = _(
    "En corto: guardo lo que escribes aquí para enseñarte, y tu profe ve cómo vas. Si dices que no, no guardo nada."
)
CONSENT_AGAIN = _("Me falta tu respuesta a lo que guardo. ¿Aceptas?")
ASK_AFTERWARDS = _("Eso lo vemos apenas entres.")
CALL_YOU = _("¿Te llamo {name}.?")
CALL_ME_SO = _("Sí, así")
ANOTHER_NAME = _("Otro nombre")
RETHINK = _("Cambié de idea")
WHY_AGE = _(
    "Pregunto para saber si alguien de tu casa firma primero una hoja. Si no sabes, averígualo y aquí te espero."
)
WHY_NAME = _("Es para saludarte, y para que tu profe sepa quién eres.")
WHY_HOUR = _("Es para avisarte cuando tengas el celular a la mano. ¿A qué hora? Si es otra, escríbela.")
DECLINED = _("Está bien. De lo que dijiste no guardo nada. Igual puedes probar.")
WHAT_NAME = _(
    "Gracias. ¿Con qué nombre te escribo? Uno que tu profe reconozca, sin tu apellido completo. Ejemplo: Rosa M."
)
NAME_ONLY = _("¿Con qué nombre te escribo? Uno que tu profe reconozca, sin tu apellido completo. Ejemplo: Rosa M.")
NAME_AGAIN = _("Escríbeme solo tu nombre y, si quieres, una letra de tu apellido. Ejemplo: Rosa M.")
WHAT_HOUR = _("Mucho gusto, {name}. ¿A qué hora tienes el celular? Si es otra, escríbela.")
HOUR_AGAIN = _("Escríbeme la hora así: 5 p. m. Puede ser desde las 7 a. m. hasta las 8 p. m.")
HOUR_OF_TWO = _("¿A las {first} o a las {second}?")
HOUR_PROPOSED = _("Entonces te propongo las {hour}. Tócala, o escoge otra.")
HOUR_WHICH = _("¿Y a qué hora es eso, más o menos? Escríbela así: 5 p. m.")
ENROLLED = _(
    "Listo, {name}. {days}, a las {hour}, te aviso que hay lección. Si un día no puedes, te espero.\n"
    "¿Hacemos la primera? Son {minutes} minutos."
)
TODAY_AT = _("Hoy a las {hour}")
TOMORROW_AT = _("Mañana, {hour}")
ON_DAY_AT = _("{day}, {hour}")
SEE_YOU = _("Listo, {name}. Te escribo a esa hora. Si quieres empezar antes, aquí estoy.")
WEEKDAYS_ALL = _("De lunes a viernes")
WEEKDAYS_SOME = _("Los {days}")
LATE_JOIN = _("Tu grupo ya va en la semana {week}. ¿Desde dónde empiezas?")
FROM_START = _("Desde el inicio")
WITH_GROUP = _("Con mi grupo")
UNDER_14_TRIAL = _(
    "A tu edad, alguien de tu casa firma primero una hoja: pídesela a tu profe {teacher}. Cuando la entregues, dile "
    "este número: {ticket}. Mientras tanto puedes probar; tus respuestas no se guardan."
)
PAPERS_ARE_SIGNED = _("¡Buena noticia! Tu profe ya tiene tu hoja firmada.")
CODE_CLOSED = _("Hola. Soy Yachaski. Ese grupo ya terminó su curso.")
UNKNOWN_CODE = _("No encuentro ese código. Mira tu afiche: son letras y números juntos, como {example}.")
NEED_A_CODE = _("Para entrar necesito el código de tu afiche: son letras y números juntos, como {example}.")
TOO_MANY_CODES = _("Probaste varios códigos. Espera una hora y pídele a tu profe que lo lea contigo.")
NO_CODE_HELLO = _("Si tienes un afiche del camión, escribe su código. Si no, prueba una lección.")
NO_CODE = _("No tengo código")
NO_CODE_ANSWER = _(
    "El código está en el afiche del salón o lo tiene tu profe. Pregúntale en la próxima clase. Mientras tanto "
    "puedes probar."
)
TRIAL_DONE = _(
    "Así son las lecciones. Para guardar tu avance y recibir una cada día, escribe el código de tu afiche. "
    "Si no lo tienes, pídelo a tu profe."
)
TRIAL_DONE_PAPERS = _(
    "¡Terminaste! Cuando tu profe {teacher} tenga tu hoja firmada (tu número: {ticket}), guardo tu avance."
)
ANOTHER_TRIAL = _("Probar otra")
WHO_ARE_YOU = _("En este celular ya está {names}. ¿Quién eres?")
I_AM = _("Soy {name}")
I_AM_NEW = _("Soy otra persona")
WELCOME_BACK = _("Hola otra vez, {name}.")
NOW_TALKING = _("Listo, ahora hablo con {name}.")
CHANGE_GROUP = _("¿Pasas de {old} a {new}? Tu avance va contigo.")
CHANGE_GROUP_YES = _("Sí, paso")
CHANGED_GROUP = _("Listo, ahora estás en {group}. Tu avance vino contigo.")
STAYING = _("Está bien, sigues en {group}.")

# --- lessons and quiz items
IT_WAS_THE = _("{explanation} Era la {right}.")
THE_ANSWER = _("{explanation} Respuesta: {right}.")
THE_ORDER = _("{explanation} El orden: {right}.")
THERE_IS_DANGER = _("Ahí hay peligro")
OFFER = _("Hola, {name}. Hoy: {what}.")
OFFERS_AGAIN = (
    _("Hola, {name}. Hoy: {what}. Cuando puedas, sin apuro."),
    _("Hola, {name}. Hoy: {what}. Sigue aquí para ti."),
)
OFFER_TOGETHER = _("Hola, {names}. Hoy:\n{lines}\n¿Quién empieza?")
OFFERS_TOGETHER_AGAIN = (
    _("{names}, cuando puedan:\n{lines}\n¿Quién empieza?"),
    _("Hola, {names}. Aquí sigue lo suyo:\n{lines}\n¿Quién empieza?"),
)
OFFER_LINE = _("{name}: {what}.")
OFFER_LESSON = _("«{title}». {cards}, {items}, {minutes}")
OFFER_BOTH = _("{reviews} y «{title}». {minutes}")
OFFER_REVIEWS = _("{reviews}. {minutes}")
CARDS = _n("{n} tarjeta", "{n} tarjetas")
ITEMS = _n("{n} pregunta", "{n} preguntas")
MINUTES = _n("{n} minuto", "{n} minutos")
REVIEWS = _n("{n} repaso", "{n} repasos")
ONLY_REVIEW = _("Solo el repaso")
CARD = _("{n} de {total} · {title}\n{text}")
TO_QUESTIONS = _("Ir a las preguntas")
TO_TASK = _("Terminar")
QUESTION_N = _("Pregunta {n} de {total}. {question}")
REVIEW_QUESTION = _("Repaso. {question}")
CHOOSE_LETTER = _("Respóndeme con una letra: {letters}.")
ONE_OR_OTHER = _("{first} o {last}")
HINT = _("Pista: {hint}")
GUESS = _("Elige la que más te parezca. Si no es esa, te explico por qué y la vemos otro día.")
GUESS_WRITTEN = _("Responde lo que más te parezca. Si no es eso, te explico por qué y la vemos otro día.")
WRITE_NUMBER = _("Escribe el número.")
WRITE_NUMBER_SO = _("Respóndeme con un número, así: 12 o 12.50.")
WRITE_ORDER = _("Toca en orden, o escribe las letras así: {example}.")
ORDER_SO_FAR = _("Llevas: {letters}. ¿Cuál sigue? Si quieres quitar una, tócala otra vez.")
DO_NOT_KNOW = _("No lo sé")
READ_SLOWLY = _("Léelo otra vez con calma. Si hay una palabra que no conoces, escríbemela y te digo qué es.")
NO_HARD_WORDS = _("Escríbeme la palabra que no conoces y te digo qué es.")
GOODBYE = _("Chau, {name}. Aquí queda todo, para cuando vuelvas.")
WHICH_LETTER = _("¿Cuál de ellas? Respóndeme con una letra: {letters}.")
NOT_QUITE = _("Casi. {explanation} Te la pregunto otro día.")
NOT_QUITE_TRIED = _("Casi. {explanation}")
REVIEW_RIGHT_AGAIN = _("¡Bien! El {day} dudaste y hoy lo sabías. Más adelante te la pregunto otra vez.")
REVIEW_RIGHT_AFTER_LONG = _("{explanation} La otra vez dudaste, y hoy lo sabías.")
REVIEW_WRONG = _("Todavía no, y está bien. {explanation} {when} la vemos de nuevo.")
ANOTHER_TIME = _("otro día")
ON_DAY = _("el {day}")
ON_DATE = _("el {date}")
TO_LESSON = _("Ir a la lección")
FINISHED = _("Terminaste. Para hoy: {task}\nSemana {week} · {done} de {total}")
FINISHED_WEEK = _("Terminaste, y con esto la semana {week} completa. Para hoy: {task}")
FINISHED_PIECE = _("Terminaste. Para esta semana: {task}")
DID_IT = _("Ya lo hice")
DO_IT_TOMORROW = _("Lo hago mañana")
DONE_TOLD = _("¡Qué bien! Lo que se prueba se aprende. ¿Seguimos?")
DONE_TOMORROW = _("Está bien. Anótalo para mañana y me cuentas.")
ANOTHER_LESSON = _("Otra lección")
NOTHING_TO_REVIEW = _("Hoy no tienes repasos.")
ALL_LESSONS_DONE = _("Ya hiciste todas las lecciones. Puedes repasar o leer de nuevo la que quieras.")
LATER_ANSWER = _("Está bien. Aquí queda, cuando puedas.")
NUDGE = _(
    "Hola, {name}. Hace unos días no te leo, y está bien: todos tenemos semanas llenas. «{title}» sigue aquí, son "
    "{minutes}. ¿La hacemos?"
)
NUDGE_REVIEWS = _("Hola, {name}. Hace unos días no te leo, y está bien. ¿Hacemos un repaso corto?")
READ_AGAIN = _("Leer de nuevo")
WEEKS = _("¿Qué semana quieres leer de nuevo? Esto no cambia tus respuestas.")
WEEK_LABEL = _("Semana {n}")
LESSONS_OF = _("{title}. Elige una lección:")
READING_DONE = _("Eso es todo. ¿Seguimos?")

# --- next step and menu
FOR = _("Para {name}:")
OUR_FAULT = _("Algo falló de mi lado y no de tu lado. Escríbeme otra vez en un ratito, por favor.")
MENU = _("¿Qué hacemos?")
GREETING = _("Hola, {name}. ¿Qué hacemos?")
THANKS = _("¡De nada, {name}! ¿Seguimos?")
WARM = _("Gracias por escribirme, {name}. ¿Seguimos?")
STILL_HERE = _("Aquí sigo. ¿Seguimos?")
NO_VOICE = _("Todavía no entiendo audios. Escríbeme en pocas palabras.")
NICE_PICTURE = _("¡Qué bien! Guárdala en tu celular; yo no guardo fotos.")
ONLY_TEXT = _("Eso todavía no lo entiendo. Escríbeme en pocas palabras.")

# --- questions
THESE_LESSONS = _("Quizá te sirve una de estas lecciones:")
NOTHING_FOUND = _("No sé de eso. ¿Se lo pregunto a tu profe?")
NOTHING_FOUND_ALONE = _("No sé de eso.")
WRITE_QUESTION = _("Escribe tu pregunta para tu profe {teacher}. La ves antes de que salga.")
SEND_THIS = _("¿Se lo mando así a tu profe {teacher}? Suele responder de lunes a viernes, desde las {hour}.\n«{text}»")
SEND_YES = _("Sí, enviar")
CHANGE = _("Cambiar")
QUESTION_SENT = _("Listo, ya salió. Le llega {day} a las {hour}. Te aviso cuando responda.")
QUESTION_DROPPED = _("Está bien, no la mandé.")
NOT_YET_ACCEPTED = _("Tu profe todavía no te reconoce en su lista. Cuando lo haga, podrás preguntarle por aquí.")
NO_TEACHER = _("Ahora no hay un profe a quien mandarle tu pregunta. Guárdala en tu cuaderno.")
TEACHER_ANSWERS = _("Tu profe {teacher} responde a «{question}»:\n{answer}")
SOMEBODY_ANSWERS = _("{teacher} responde a «{question}»:\n{answer}")

# --- what the programme knows by itself
KNOWN_TRUCK_COMES = _("El camión llega {day} ({site}) y se queda hasta {until}.")
KNOWN_TRUCK_HERE = _("El camión se queda hasta {until} ({site}).")
KNOWN_TRUCK_NEXT = _("Después va a otro lugar: {site}.")
KNOWN_TRUCK_GONE = _("El camión se fue {day} ({site}). Yo sigo contigo por aquí.")
KNOWN_MESSAGE = _("Mi próximo mensaje te llega {day}, a las {hour}. Si quieres, seguimos ahora.")
COMES = _("Esto viene:")
COMES_LINE = _("{day}, a las {hour}: {what}.")
COMES_LESSON = _("tu lección")
COMES_PIECE = _("un paso para tu negocio")
COMES_QUESTION = _("una pregunta corta")
COMES_FAREWELL = _("el camión se va, y te digo cómo seguimos")
COMES_DATES = _("las fechas del camión")
KNOWN_MESSAGE_LATER = _("Te escribo cuando haya algo que repasar, a las {hour}. Si quieres, seguimos ahora.")
KNOWN_MESSAGE_NO_GROUP = _("Ahora no estás en un grupo y por eso no te escribo primero. Cuando quieras, seguimos.")
KNOWN_MESSAGE_REST = _("Estás descansando: te escribo desde {day}. ¿Seguimos antes?")
TODAY_IS = _("Hoy, {day}")
TOMORROW_IS = _("Mañana, {day}")
THAT_DAY = _("El {day}")
KNOWN_NEXT_HOLIDAY = _("El próximo feriado, según mi calendario, es {day}.")
KNOWN_CLASS = _("{day}, sí hay clase, según mi calendario.")
KNOWN_NO_CLASS_WEEKEND = _("{day}, no hay clase: es fin de semana.")
KNOWN_NO_CLASS_HOLIDAY = _("{day}, no hay clase: es feriado.")
KNOWN_NO_CLASS_PAUSE = _("{day}, no hay clase: tu grupo descansa y vuelve {until}.")
KNOWN_NO_CLASS_BEFORE = _("{day}, todavía no: el camión llega {until}.")
KNOWN_NO_CLASS_AFTER = _("{day}, ya no hay clase con el camión: se fue {until}. Yo sigo contigo por aquí.")
KNOWN_TEACHER = _n("Tu profe es {teacher}.", "Tus profes son {teacher}.")
KNOWN_NO_TEACHER = _("Tu grupo todavía no tiene profe en mi lista. Pregunta en tu colegio.")
KNOWN_ROBOT = _("Soy Yachaski, un programa que enseña por mensajes; no soy una persona.")
KNOWN_WHAT = _(
    "Soy Yachaski, un programa que enseña por mensajes: una lección corta al día, gratis, para armar tu negocio."
)
KNOWN_ROBOT_TEACHER = _("Si quieres hablar con alguien, le llevo tu pregunta a tu profe {teacher}.")
KNOWN_COST = _("Es gratis: aquí nadie te cobra. Los mensajes de un día gastan menos megas que una foto.")
KNOWN_CREDIT = _("No te preocupes, tu avance está guardado. Cuando tengas saldo o señal, seguimos donde te quedaste.")
KNOWN_ANOTHER = _(
    "Que entre con el código de su afiche: en su celular, o aquí mismo. Cada quien lleva su avance y su clave."
)
KNOWN_LENGTH = _n(
    "Una lección son 5 minutos: unas tarjetas y unas preguntas. El curso tiene {n} lección.",
    "Una lección son 5 minutos: unas tarjetas y unas preguntas. El curso tiene {n} lecciones.",
)
KNOWN_MEDIUM = _("Mis lecciones son de texto: así gastan pocos megas y se leen sin señal.")
KNOWN_MOVED = _("Tu avance va contigo: donde estés, seguimos por este chat.")
KNOWN_NUMBER = _("Tu avance no se pierde. En tu otro celular, abre Yachaski y escribe tu clave.")
KNOWN_NUMBER_STRANGER = _("Si ya estudiabas conmigo, escribe aquí tu clave. Si no la tienes, tu profe te da un código.")
SEE_MY_KEY = _("Mi clave")
KNOWN_SCAM = _("Haces bien en preguntar. No pido plata, ni claves de banco, ni DNI, y no vendo nada.")
PRACTISE_SCAMS = _("Practicar engaños")
KNOWN_DATE = _("Hoy es {day}, {hour}.")

# --- account
PROGRESS = _("{name}, hiciste {done} de {total} lecciones y recuerdas bien {kept} de {asked} preguntas.")
PROGRESS_BEGUN = _("{name}, ya empezaste: vas en «{title}».")
PROGRESS_NEW = _("{name}, todavía no empiezas. La primera lección dura {minutes}.")
MASTERED = _n("{n} ya la sabes de memoria.", "{n} ya las sabes de memoria.")
STREAK = _("Esta semana: {days}. Te queda un descanso libre.")
STREAK_REST_USED = _("Esta semana: {days}.")
STREAK_WEEKS = _n("Llevas {n} semana seguida.", "Llevas {n} semanas seguidas.")
DAYS = _n("{n} día", "{n} días")
NEXT_REVIEW = _("Tu próximo repaso: {when}.")
CHANGE_HOUR = _("Te escribo a las {hour}, {days}. ¿A qué hora quieres? Puedes escribir otra.")
CHANGE_DAYS = _("Elegir días")
WHICH_DAYS = _("¿Qué días? Escríbelos, por ejemplo: lunes, miércoles y viernes.")
DAYS_OF_SCHOOL = _("Las lecciones van de lunes a viernes. ¿Qué días de esos? Por ejemplo: lunes y jueves.")
DAYS_AGAIN = _("No entendí los días. Escríbelos así: lunes, miércoles y viernes.")
HOUR_CHANGED = _("Listo. {days}, a las {hour}.")
PAUSE = _("¿Hasta cuándo descansas? Mientras tanto no te mando lecciones. Los avisos de tu profe sí te llegan.")
PAUSE_WEEK = _("Una semana")
PAUSE_MONTH = _("Un mes")
PAUSE_OPEN = _("Hasta que avise")
PAUSED_UNTIL = _("Listo. Vuelvo a escribirte {day}. Si quieres seguir antes, escribe «seguir».")
RESTING_UNTIL = _("Listo. Descansas hasta {day}. Si quieres seguir antes, escribe «seguir».")
PAUSED = _("Listo. No te mando lecciones hasta que me digas «seguir».")
RESUME = _("Seguir ahora")
RESUMED = _("¡Qué bueno leerte, {name}! Seguimos.")
ALREADY_PAUSED = _("Estás descansando. ¿Seguimos?")
LANGUAGE = _("¿En qué idioma te hablo? Idioma de las lecciones: {lessons}.")
DRAFT_LESSON = _("Esta traducción es un borrador: todavía no la leyó nadie más.")
LANGUAGE_CHANGED = _("Listo.")
HELP = _(
    "Puedo darte tu lección, repasar contigo, mostrarte tu avance y llevar una pregunta a tu profe. También puedes "
    "escribir «hora», «pausa», «mis datos» o «borrar». Quien usa este celular puede leer este chat."
)
HELP_STRANGER = _(
    "Soy Yachaski, el programa de mensajes del camión. Enseño con lecciones cortas. Para entrar necesitas el código "
    "de tu afiche."
)
MY_DATA = _("Aquí está todo lo que guardo de ti. Ábrelo con calma.")
MY_DEVICES = _("Dónde está abierto")
DEVICES = _("Además de aquí, tu lugar está abierto en:")
DEVICE_LINE = _("{n}. {where}, usado {when}")
DEVICE_PAGE = _("Una página")
CLOSE_DEVICE = _("Cerrar el {n}")
DEVICE_CLOSED = _("Listo, lo cerré. Ahí se entra de nuevo solo con tu clave.")
DEVICES_ONE = _("Tu lugar está abierto solo aquí.")
MY_DATA_NONE = _("De ti no guardo nombre ni respuestas; solo este chat, y se borra solo en 14 días.")
ADULT_DATA = _(
    "De usted guardo: el nombre que eligió, desde cuándo es {roles}, este chat y lo que escribió aquí: anuncios, "
    "respuestas y lo que confirmó. Los mensajes se borran a los 30 días. "
    "Para irse y que se borre todo, escriba «borrar»."
)
ADULT_LEAVES = _("Borrar todo")
ADULT_DATA_RAW = _("Aquí está tal como lo guarda la computadora, sin lo que escribieron otros.")
ADULT_ERASE = _(
    "¿Borro todo lo suyo? Deja de ser {roles}, y su nombre y sus anuncios se borran. "
    "Se enteran las otras personas que llevan el programa."
)
ADULT_ERASED_TOMORROW = _(
    "Mañana a esta hora borro todo lo suyo. Las otras personas que llevan el programa lo leen hoy. "
    "Hasta entonces puede arrepentirse."
)
ADULT_LEAVES_TOLD = _("{name}, {what}, pidió que se borre todo lo suyo. Mañana a esta hora se borra.")
ADULT_ERASED = _("Listo. Borré todo lo suyo. Para volver hace falta una invitación nueva.")
AS_TEACHER = _("profe de {groups}")
AS_OPERATOR = _("quien lleva el programa")
AS_CONTACT = _("contacto de protección")
AS_RESPONSIBLE = _("responsable del programa")
MY_DATA_RAW = _("Todo, en bruto")
MY_DATA_RAW_HERE = _("Aquí está lo mismo, tal como lo guarda la computadora. Las respuestas de lo que falta no van.")
MY_DATA_NO_FILE = _("Por aquí no puedo mandarte un archivo. Pide «mis datos» en una pantalla o en Telegram.")
DATA_TITLE = _("LO QUE YACHASKI GUARDA DE {name}\n{day}")
DATA_WHO = _("QUIÉN ERES AQUÍ")
DATA_NAME = _("Nombre: {name}")
DATA_FORMER = _("Nombre de antes: {name}")
DATA_AGE = _("Edad: {age}")
DATA_GROUP = _("Grupo: {group}")
DATA_GROUP_TAUGHT = _("{group}, {site}, profe {teacher}")
DATA_GROUP_ALONE = _("{group}, {site}")
DATA_SINCE = _("Estás aquí desde el {day}")
DATA_HOUR = _("Tu hora: {hour}, {days}")
DATA_RESTING = _("Ahora descansas.")
DATA_AGREED = _("LO QUE ACEPTASTE")
DATA_AGREED_SELF = _("- Aceptaste tú, el {day}")
DATA_AGREED_FAMILY = _("- Firmó tu familia: {day}")
DATA_DONE = _("LO QUE HICISTE")
DATA_LESSON = _("- {title} ({day})")
DATA_LESSON_ANSWERED = _("- {title} ({day}): {right} de {total} respuestas bien")
DATA_EXAM = _("- Examen: {right} bien, {done} respondidas de {total}")
DATA_CHECKED = _("- Tu negocio, el {day}: {answer}")
DATA_REMEMBERED = _("LO QUE RECUERDAS")
DATA_KEPT = _("Lecciones: {done} de {total}. Recuerdas bien {kept} de {asked} preguntas.")
DATA_ASKED = _("LO QUE PREGUNTASTE A TU PROFE")
DATA_QUESTION = _("- El {day}: «{text}»")
DATA_ANSWER = _("Te respondió: «{text}»")
DATA_UNANSWERED = _("Todavía sin respuesta.")
DATA_BESIDES = _("ADEMÁS")
DATA_BESIDES_LINE = _(
    "Guardo la clave de este chat, cada respuesta con su fecha y, 30 días, los mensajes que te mandé. Eso va aparte: "
    "toca [Todo, en bruto]. Para borrar todo, escribe «borrar»."
)
DATA_NOTHING = _("Nada todavía.")
AGE_UNKNOWN = _("no sé; te cuido como a quien tiene menos de 14")
ERASE = _("¿Borro todo lo tuyo: tu nombre, tu avance y tus respuestas? No se puede recuperar.")
ERASE_YES = _("Sí, borrar")
ERASE_NO = _("No borrar")
ERASED = _("Listo, borré todo. Gracias por el tiempo que estuviste. Si un día quieres volver, escribe tu código.")
ERASE_KEPT = _("Está bien, no borré nada.")
KEY_FIRST = _("En este celular hay más de una persona. Escribe la clave de {name} para seguir.")
NO_NAME_YET = _("Estudiante")
KEY_PROVES = _(
    "Hace mucho que no hablamos. Para eso escribe tu clave. ¿No la tienes? Tu profe o el programa te da un código."
)
ERASE_NO_KEY = _("No la tengo")
KEY_ASK_TEACHER = _("Está bien. Tu profe o el programa te da un código para entrar.")
ERASE_TOMORROW = _(
    "Mañana a esta hora borro todo lo tuyo. Una constancia que ya tienes en papel sigue siendo lo que es. Si cambias "
    "de idea, toca el botón o escribe «no borrar» desde tu celular."
)
MY_ACCOUNT = _("Aquí te llamas {name}. Grupo: {group}. ¿Qué cambiamos?")
NO_GROUP = _("ninguno")
CHANGE_NAME = _("Cambiar nombre")
CHANGE_HOUR_LABEL = _("Cambiar hora")
LEAVE_GROUP = _("Salir del grupo")
RENAMED = _("Listo, {name}. Tu profe verá también tu nombre de antes.")
LEAVE_HOW = _("Si sales de {group}, tu profe ya no te ve en su lista. ¿Qué prefieres?")
GO_ALONE = _("Seguir por mi cuenta")
ERASE_ALL = _("Borrar todo")
STAY = _("Quedarme")
ALONE_NOW = _("Listo, sigues por tu cuenta. Las lecciones quedan abiertas.")
DID_WE_TALK = _("Hola. Soy Yachaski, el programa de mensajes del camión. ¿Ya hablamos antes?")
DID_WE_TALK_AGAIN = (
    _("Hola de nuevo. Soy Yachaski, el programa que enseña por mensajes. ¿Ya hablamos antes?"),
    _("Aquí Yachaski, el de las lecciones cortas del camión. ¿Ya hablamos antes?"),
)
ITS_ME = _("Sí, soy yo")
SOMEBODY_ELSE = _("No, otra persona")
NOT_QUITE_DANGER = _("{explanation} Te la pregunto otro día.")
SAVE_SUMMARY = _("Guardar resumen")
SUMMARY = _("Resumen: {title}\n{points}\nPara hacer: {task}")
SHARE = _("Compartir")
SHARE_THIS = _("Reenvía esto a quien quieras: con este enlace se prueba una lección.\n{link}")
GO_TO_NEW = _("Ir a lo nuevo")
MY_KEY = _(
    "¿Tienes tu clave anotada? Con ella entras en cualquier pantalla o desde otro celular. No la muestro dos veces, "
    "pero puedo darte una nueva."
)
GIVE_ME_A_KEY = _("Dame una nueva")
KEY_NOW = _(
    "Tu clave es {key}. Anótala ahora en tu cuaderno: no la muestro otra vez, y la anterior ya no sirve. No la "
    "compartas."
)
KEY_RECOGNISED = _("¡Hola, {name}! Ya te encontré. Seguimos donde estabas.")

# --- exam, drills, words
EXAM_MISSING = _n(
    "Para el examen te falta {n} lección. Luego son {items} preguntas, a tu ritmo.",
    "Para el examen te faltan {n} lecciones. Luego son {items} preguntas, a tu ritmo.",
)
EXAM_AFTER = _n("Para el examen te falta {n} lección.", "Para el examen te faltan {n} lecciones.")
TAKE_EXAM = _("Dar el examen")
COURSE_DONE = _("¡Lo lograste, {name}: hiciste las {total} lecciones! Eso nadie te lo quita.")
EXAM_OPEN = _("El examen ya está abierto: cuando quieras, escribe «examen».")
EXAM_DONE = _("Examen: {right} de {total}. ¡Aprobado!")
EXAM_PASSED_BEFORE = _("{name}, ya aprobaste el examen: {right} de {total}. Si quieres, hazlo otra vez.")
EXAM_READY = _(
    "{name}, ya puedes dar el examen: {n} preguntas, sin tiempo. Apruebas con {needed}. Puedes parar y seguir. Si hoy "
    "no sale, mañana otra vez."
)
EXAM_QUESTION = _("Examen, {n} de {total}. {question}")
EXAM_PASSED = _("¡Lo lograste, {name}! Respondiste bien {right} de {total}. Eso ya es tuyo.")
EXAM_AGAIN = _("Acertaste {right} y se aprueba con {needed}. Repasa con calma, y mañana lo intentas.")
EXAM_READ_THESE = _n(
    "Acertaste {right} y se aprueba con {needed}. Mira otra vez esta lección, y mañana lo intentas.",
    "Acertaste {right} y se aprueba con {needed}. Mira otra vez estas {n} lecciones, y mañana lo intentas.",
)
EXAM_REPEAT = _("Hacerlo otra vez")
# --- how a class gets on
CLASS_PROGRESS = _("Avance: {started} de {all} empezaron; van por la {at} de {total} (la mitad del grupo).")
CLASS_NOT_STARTED = _("Avance: nadie empezó todavía, de {all}.")
PROGRESS_BUTTON = _("Avance")
PROGRESS_ROW = _("{name} · {done} de {total} · {when}")
NAME_OPENS_SHEET = _("Escribe un nombre y te digo más.")
NOBODY_IN_CLASS = _("Todavía no hay nadie en {group}.")
SEE_MORE = _("Ver más")
WHICH_LEARNER = _("¿De quién?")
SHEET_DONE = _("{done} de {total} lecciones")
SHEET_REMEMBERS = _("recuerda bien {kept} de {asked}")
SHEET_LAST_WORD = _("última palabra: {when}")
SHEET_HARD = _("le cuesta: «{title}»")
SHEET_AGREED = _("aceptó el {day}")
SHEET_AGREED_FAMILY = _("aceptó su familia el {day}")
WRITE_TO_LEARNER = _("Escribirle")
ANOTHER_LEARNER = _("Otro")
NEED_CALL = _n("Para llamar: {n} día de clase sin responder.", "Para llamar: {n} días de clase sin responder.")
NEED_NEVER = _("Nunca empezó; entró el {day}.")
NEED_QUIET = _n("Sin responder: {n} día.", "Sin responder: {n} días.")
NEED_HARD = _("Le cuesta «{title}»: dudó el {days}.")
NEED_ANSWER = _("Espera tu respuesta desde el {day}.")
ASKED_AFTER = _("Listo: le escribo a {name} de parte del programa, que preguntas por quienes no pudieron entrar.")
TEACHER_ASKS_AFTER = _(
    "Hola, {name}. Tu profe {teacher} pregunta por quienes no pudieron entrar. Tu lección sigue aquí: son 5 minutos."
)
ASK_IN_CLASS = _("A {name} no le llega un mensaje: búscale en clase.")
ASK_AFTER_RESTS = _("{name} pidió descansar: no le escribo hasta que vuelva. Búscale en clase.")
A_PERSON_HELPS = _("A {name} no le mando otro mensaje. Aquí sirve una persona: una visita o una llamada a su casa.")
HOW_TO_CALL = _("Cómo llamar")
ASKED_AFTER_BEFORE = _("A {name} ya le escribí esta semana. Puedes otra vez desde el {day}.")
ASK_BY_DAY = _("A esta hora no le escribo. Puedes de 7 a. m. a 7 p. m.")
ASK_AFTER_LEFT = _("{name} pidió no recibir mensajes. Búscale en clase.")
# --- the papers to take home
DATA_PAPERS = _("Constancias")
DATA_PAPER = _("Número {number}, {day}")
DATA_PAPER_STAYS = _("Si borras lo tuyo, se borra de aquí; el papel sigue siendo lo que es.")
PAPER_PASSED = _("{name}, tengo tu constancia: aprobaste el examen.")
PAPER_MISSING = _n("Te falta {n} lección para el examen.", "Te faltan {n} lecciones para el examen.")
PAPER_TOOK_PART = _("Si hoy quieres algo en la mano: tengo tu constancia de participación.")
PAPER_WEIGHS = _("Pesa {kilobytes} KB.")
PAPER_SEND = _("Mandármela")
PAPER_AS_IMAGE = _("Como imagen")
PAPER_HERE = _("Aquí está tu constancia. Guárdala, o pídele a tu profe que la imprima.")
PAPER_NOT_HERE = _(
    "Tu constancia está lista. En esta pantalla no la muestro: pídela en tu celular, o a tu profe en papel."
)
PAPER_NO_FILE = _("Tu constancia está lista, pero por aquí no puedo mandar archivos: pídele a tu profe que la imprima.")
PAPER_NO_DATE = _("Hoy no sé bien qué fecha es, y la constancia lleva fecha. Pídela otra vez mañana.")
PAPER_NO_KEY = _(
    "Hoy no puedo hacer constancias: le falta algo a la caja del programa. Díselo a tu profe y pídela mañana."
)
DRILL = _("De: {sender}\n{message}\n\n{question}")
DRILL_SIGNS = _("{verdict}\n\nQué lo delató:\n{signs}\n\nSi ya te pasó: {afterwards}")
DRILL_HONEST = _("{verdict}\n\nPor qué era de verdad:\n{signs}\n\nPara otra vez: {afterwards}")
ANOTHER_DRILL = _("Otro simulacro")
SUPPORT_DRILL = _("Hola, {name}. Hoy practicamos para que nadie te engañe: «{title}». Es un simulacro, 2 minutos.")
SUPPORT_DRILL_AGAIN = _(
    "Hola, {name}. Hace unas semanas este engaño te hizo dudar: «{title}». Mira si hoy lo reconoces: 2 minutos."
)
WORDS = _("Palabras")
A_WORD = _("{word}: {meaning}")
FOR_TEACHERS = _("Para ti, profe: piezas cortas de 3 minutos. ¿Cuál lees?")
FOR_THIS_WEEK = _("Para esta semana: {task}")
ANOTHER_PIECE = _("Otra pieza")

# --- graduates
FAREWELL = _("{name}, hoy el camión sale para {next}. Yo me quedo contigo.")
FAREWELL_NOWHERE = _("{name}, hoy el camión sigue su camino. Yo me quedo contigo.")
FAREWELL_OPEN = _n(
    "Hiciste {done} de {total} lecciones. La que falta sigue abierta, a tu ritmo.",
    "Hiciste {done} de {total} lecciones. Las {n} que faltan siguen abiertas, a tu ritmo.",
)
FAREWELL_ALL = _("Hiciste las {total} lecciones. Puedes leerlas de nuevo cuando quieras.")
FAREWELL_SUPPORT = _(
    "Desde ahora te escribo una vez por semana: un repaso corto y un paso para tu negocio. Más adelante, cada vez "
    "menos."
)
FAREWELL_TEACHER = _("Tu profe {teacher} sigue aquí para tus preguntas.")
FAREWELL_KEY = _("Si cambias de celular, vuelves con tu clave. ¿Tienes tu clave anotada?")
CONTINUE_LESSON = _("Seguir mi lección")
CHOOSE_DAY = _("Elegir día y hora")
NOT_GONE = _("{name}, una corrección: el camión se queda hasta {day}. Seguimos con las lecciones como antes.")
DAY_CHOSEN = _("Listo, te escribo los {day}. ¿A qué hora? Puedes escribir otra.")
WHICH_DAY = _("¿Qué día de la semana te escribo? Escríbelo, por ejemplo: sábado.")
DAY_AGAIN = _("Escríbeme un día de la semana, por ejemplo: sábado.")
SUPPORT = _("Hola, {name}. Esta semana: {what}.")
SUPPORTS_AGAIN = (
    _("{name}, cuando tengas un rato: {what}."),
    _("Hola, {name}. Hoy te dejo otra idea: {what}."),
)
SUPPORT_PIECE = _("«{title}». {minutes}")
SUPPORT_BOTH = _("{reviews} y «{title}». {minutes}")
SUPPORT_PLAIN = _("Hola, {name}. ¿Cómo va tu negocio esta semana? Cuéntate a ti mismo qué vendiste y a quién.")
SUPPORTS_PLAIN = (
    SUPPORT_PLAIN,
    _("Hola, {name}. ¿A quién le vendiste y quién puede volver a comprarte? Anótalo y háblale esta semana."),
    _("Hola, {name}. Revisa tu cuaderno: ¿cuánto entró, cuánto gastaste y cuánto quedó?"),
)
CHECK_IN = _("Hola, {name}. {since} ¿Cómo va tu negocio?")
SINCE_MONTHS = _n("Hace {n} mes se fue el camión.", "Hace {n} meses se fue el camión.")
SINCE_YEARS = _n("Hace {n} año se fue el camión.", "Hace {n} años se fue el camión.")
SELL_WEEKLY = _("Vendo cada semana")
SELL_SOMETIMES = _("Vendo a veces")
SELL_NOT = _("Ahora no vendo")
SELLS_WEEKLY = _("¡Qué bien! Vender cada semana cuesta, y lo estás haciendo. ¿Repasamos 2 preguntas?")
SELLS_SOMETIMES = _("Eso ya es vender. Esta semana ofrécele a alguien que ya te compró. ¿Repasamos 2 preguntas?")
WHAT_STOPPED = _("Pasa mucho. Lo aprendido sigue siendo tuyo. ¿Qué te frenó?")
NO_TIME = _("No tuve tiempo")
NO_BUYERS = _("No me compraron")
NO_MONEY = _("Me faltó plata")
AFTER_NO_TIME = _(
    "Es verdad, el tiempo no alcanza. Elige una sola cosa pequeña y un solo día para hacerla. ¿Repasamos 2 preguntas?"
)
AFTER_NO_BUYERS = _(
    "Tiene arreglo. Esta semana pregunta a dos personas a quién le compran y a cuánto. ¿Repasamos 2 preguntas?"
)
AFTER_NO_MONEY = _(
    "Se puede empezar con lo que ya hay en casa. Esta semana busca qué puedes ofrecer sin gastar. ¿Repasamos 2 "
    "preguntas?"
)
PROBE = _n(
    "Una pregunta de hace tiempo, para ver qué quedó. No es nota.",
    "Dos preguntas de hace tiempo, para ver qué quedó. No es nota.",
)
YES_TWO_MINUTES = _("Sí, 2 minutos")
ANOTHER_DAY = _("Otro día")
ANOTHER_DAY_ANSWER = _("Está bien. Aquí estoy cuando quieras.")
PERSON_TO_ASK = _("Responde tu profe {teacher}. ¿Qué le quieres preguntar?")
NO_PERSON_TO_ASK = _(
    "Ahora no hay un profe que responda por aquí. Habla con alguien de confianza en tu colegio o en tu casa."
)

# --- the notebook of a business
LOGBOOK_CONSENT = _(
    "¿Te llevo un cuaderno de lo que vendes y gastas? No se lo muestro a tu profe ni al programa. Si ya no lo quieres, "
    "escribe «apaga mi cuaderno»."
)
LOGBOOK_KEEP_ONE = _("Sí, llévalo")
LOGBOOK_DECLINED = _("Está bien, no anoto nada. Si algún día lo quieres, escribe «mi negocio».")
LOGBOOK_CONFIRM = _("Anoto: {what}. ¿Está bien?")
LOGBOOK_NOTED = _("Anotado: {what}.")
LOGBOOK_EACH_A = _("{sum} cada una")
LOGBOOK_EACH_O = _("{sum} cada uno")
LOGBOOK_IN_ALL = _("{sum} en total")
YOU_SOLD_THING = _("vendiste {thing}, {sum} en total")
YOU_SOLD = _("vendiste por {sum}")
YOU_SPENT_THING = _("gastaste {sum} en {thing}")
YOU_SPENT = _("gastaste {sum}")
YOU_SAVED_THING = _("ahorraste {sum} para {thing}")
YOU_SAVED = _("ahorraste {sum}")
THEY_OWE_THING = _("te deben {sum} de {thing}")
THEY_OWE = _("te deben {sum}")
THEY_PAID_THING = _("te pagaron {sum} que te debían de {thing}")
THEY_PAID = _("te pagaron {sum} que te debían")
YOU_SWAPPED = _("cambiaste {thing}")
LOGBOOK_DATED = _("{what}, el {day}")
LOGBOOK_WHAT = _("¿{n} qué, y a cuánto? Por ejemplo: «vendí dos panes a 1 sol».")
LOGBOOK_PRICE = _("¿{n} {thing}, a cuánto? Escríbelo así: «{n} {thing} a 10 soles».")
LOGBOOK_HOW_MUCH = _("Escríbelo con sus números. Por ejemplo: «vendí dos panes a 1 sol» o «gasté 20 en lana».")
LOGBOOK_SUM = _("¿Cuánto fue? Puedes escribir solo la suma, «12.50», o todo: «3 panes a 1 sol».")
LOGBOOK_SUM_BOUNDS = _("Anoto sumas de 0.10 a 9,999.99 soles. ¿Cuánto fue?")
LOGBOOK_NOT_YET = _("Eso todavía no pasa. Anoto lo de hoy o lo de antes. ¿Qué fue?")
I_SOLD = _("Vendí")
I_SPENT = _("Gasté")
I_SAVED = _("Ahorré")
THEY_OWE_ME = _("Me deben")
LOGBOOK_EMPTY = _(
    "Aquí va el cuaderno de tu negocio. Cuéntame así: «vendí 3 chompas a 45» o «gasté 20 en lana». ¿Qué anoto?"
)
LOGBOOK_WEEK = _("Mi negocio, del {first} al {last}")
LOGBOOK_SOLD = _("Vendiste: {sum}")
LOGBOOK_SPENT = _("Gastaste: {sum}")
LOGBOOK_BEFORE = _("(la semana pasada, {sum})")
LOGBOOK_LEFT = _("Te quedan: {sum}")
LOGBOOK_SHORT = _("Gastaste más de lo que vendiste: {sum}")
LOGBOOK_SAVED = _("Ahorraste: {sum}")
LOGBOOK_OWED = _("Te deben: {sum}")
LOGBOOK_BEST = _("Lo que más salió: {thing}, {n}.")
LOGBOOK_NOTHING = _("Esa semana no anotaste nada.")
LOGBOOK_NOTE = _("Anotar")
LOGBOOK_MEND = _("Cambiar algo")
LOGBOOK_FILES = _("Mi cuaderno")
LOGBOOK_READY = _("Tu cuaderno de la semana está listo.")
LOGBOOK_WHICH = _("¿Cuál cambio?")
LOGBOOK_PICKED = _("{what}. ¿Qué hago?")
LOGBOOK_TAKE_OUT = _("Quitarlo")
LOGBOOK_TELL_ANEW = _("Escribirlo otra vez")
LOGBOOK_LEAVE = _("Dejarlo")
LOGBOOK_TAKEN_OUT = _("Lo quité: {what}.")
LOGBOOK_NOTHING_TO_MEND = _("No hay nada de los últimos 7 días que cambiar.")
LOGBOOK_OFF = _("Apagué tu cuaderno: ya no anoto ni aviso. Lo que anotaste está en «mis datos».")
LOGBOOK_SHEET = _("Tu cuaderno, para una hoja de cálculo.")
LOGBOOK_TABLE = _("Y lo mismo como tabla sencilla.")
DATA_LOGBOOK = _("TU CUADERNO")

# --- teachers
TEACHER_MENU = _("Hola, profe {name}. ¿Qué hacemos?")
TEACHER_HELP = _(
    "Aquí ves a tu grupo y quién está en silencio, recibes a los nuevos, respondes preguntas y mandas anuncios. "
    "También puedes escribir «anuncio» o «mi grupo»."
)
TEACHER_THANKS = _("De nada, profe {name}.")
NOTHING_PENDING = _("No hay nada por enviar ni por confirmar.")
TEACHER_NOT_KNOWN = _("De eso no sé.")
PERHAPS_NEWS = _("¿Es un anuncio para tu grupo? Antes de enviarlo te muestro cómo queda.")
IS_NEWS = _("Sí, muéstrame")
SENT_ONES = _(
    "Ningún anuncio espera su hora. De cada uno que sale te llega un informe: a quién le llegó y quién tocó "
    "«Entendido»."
)
TEACHER_KEY_LOST = _("Una clave no la puede ver nadie, pero puedes darle un código nuevo.")
TEACHER_NO_PHONE = _(
    "Quien no tiene celular estudia en la pantalla del camión, con su clave. Si tienes su hoja firmada, "
    "inscríbelo aquí."
)
TEACHER_ENROLS = _(
    "Que escriba en el chat el código del afiche: {codes}. Te llega como nuevo y tú lo reconoces. Si no tiene "
    "celular, inscríbelo aquí."
)
TEACHER_CODE = _("El código del afiche: {codes}.")
TEACHER_POSTER = _("El afiche y la hoja para la familia los imprime quien lleva el programa. El código: {codes}.")
TEACHER_REMOVES = _(
    "A quien ya está en el grupo no lo saco yo: que escriba «salir del grupo», o «borrar» si no quiere que "
    "quede nada. Si no puede, díselo a quien lleva el programa."
)
TEACHER_LEAVES = _("Si otra persona toma tu grupo, te doy un enlace para ella. Cuando lo abra, el grupo es suyo.")
TEACHER_TRUCK = _("{site}. Llegada: {day}. Salida: {until}. Las fechas las cambia quien lleva el programa.")
TEACHER_READERS = _(
    "Una persona del programa puede leer tus anuncios y tus respuestas. A tus estudiantes les llega solo lo "
    "que confirmas."
)
TEACHER_OFFICE = _("Soy un programa. Un nombre, un grupo o una fecha los cambia quien lleva el camión: búscale ahí.")
TEACHER_RESPONSIBLE = _("Responde por el programa: {responsible}.")
LAST_SENT = _("Tu último anuncio, «{text}», ya salió. Te mando su informe: a quién le llegó y quién tocó «Entendido».")
LAST_WAITS = _("Tu último anuncio, «{text}», todavía no sale.")
LAST_CANCELLED = _("Tu último anuncio, «{text}», no sale: lo cancelaste.")
SEND_ME_PDF = _("Mandarme el PDF")
PAPERS_PASSED = _("{n} de aprobación")
PAPERS_TOOK_PART = _("{n} de participación")
PAPERS_NONE = _(
    "En {group} todavía no hay constancias: nadie aprobó el examen. La de participación se puede desde {day}."
)
PAPERS_NEAR = _("{day} se va el camión.")
PAPERS_COUNTED = _n(
    "Hay {n} constancia para imprimir:",
    "Hay {n} constancias para imprimir:",
)
PAPERS_HERE = _n(
    "La constancia de {group}, en una página. Imprímela en horizontal.",
    "Las {n} constancias de {group}, una por página. Imprímelas en horizontal.",
)
MY_GROUP = _("Mi grupo")
MY_GROUPS = _("Mis grupos")
ANNOUNCE = _("Anuncio")
REPORT_WHEN = _(
    "Te mando dos archivos: una página para imprimir (PDF, hasta {page} KB) y una hoja de cálculo (hasta {sheet} KB). "
    "¿De qué días?"
)
REPORT_THIS_MONTH = _("Este mes")
REPORT_LAST_MONTH = _("El mes pasado")
REPORT_STAY = _("Toda la visita")
REPORT_PROGRAMME = _("Todo el programa")
REPORT_PAGE = _("Aquí está la página. No lleva nombres de estudiantes.")
REPORT_SHEET = _("Y la hoja de cálculo, con las mismas cifras y qué cuenta cada una.")
CLASS_AS_SHEET = _("Lista ({kilobytes} KB)")
CLASS_SHEET = _("Avance de {group}, por nombre. Son datos de menores: no se reenvía.")
REPORT_NO_FILE = _("Por aquí no puedo mandarte archivos. Pide el informe desde Telegram o desde la página.")
WHICH_GROUP = _("¿Qué grupo?")
TEACHER_LATER = _("Está bien. Queda en tu lista: la ves en «{list}».")
STUDENTS_IN = _n("{group}, {site}: {n} estudiante.", "{group}, {site}: {n} estudiantes.")
GRADUATES_IN = _n(
    "{group}, {site}: {n} estudiante de una visita que terminó.",
    "{group}, {site}: {n} estudiantes de una visita que terminó.",
)
GROUP_RESTS = _("En pausa. Las lecciones vuelven {day}.")
QUIET_ONES = _("Sin responder:")
TO_CALL = _("Para llamar:")
KNOWN_BEFORE = _("{name} (antes {former})")
QUIET_SINCE = _("{name}: {when}")
ALL_ANSWER = _("Nadie lleva mucho tiempo en silencio.")
WITHOUT_PHONE = _("Sin celular: {names}.")
BLOCKED_BY = _("Bloquearon el chat: {names}.")
OPTED_OUT_ONES = _("Pidió no recibir mensajes: {names}.")
TO_SEE = _("Por ver: {things}.")
N_NEWCOMERS = _n("{n} nuevo", "{n} nuevos")
N_PAPERS = _n("{n} hoja por firmar", "{n} hojas por firmar")
N_QUESTIONS = _n("{n} pregunta", "{n} preguntas")
NEWCOMERS_BUTTON = _("Nuevos ({n})")
PAPERS_BUTTON = _("Hojas ({n})")
QUESTIONS_BUTTON = _("Preguntas ({n})")
MORE_OF_GROUP = _("Más")
WHAT_WITH_GROUP = _("¿Qué hacemos con {group}?")
TODAY = _("hoy")
YESTERDAY = _("ayer")
DAYS_AGO = _n("hace {n} día", "hace {n} días")
AND_MORE = _("{names} y {n} más")
NEWCOMERS = _n("{n} nuevo en {group}: {names}. ¿Es de tu grupo?", "{n} nuevos en {group}: {names}. ¿Son de tu grupo?")
NEWCOMERS_AFTER = _n("Después te muestro {n} más.", "Después te muestro {n} más.")
ARE_MINE = _n("Es de mi grupo", "Son de mi grupo")
REVIEW_NEWCOMERS = _("Revisar")
IS_THIS_MINE = _("{name} llegó {when}. ¿Es de {group}?")
NOT_MINE = _("No es de mi grupo")
NOT_SURE = _("No sé")
WELCOMED = _n("Listo, {n} más en {group}.", "Listo, {n} más en {group}.")
NEWCOMERS_DONE = _("Listo, ya no hay nuevos por revisar en {group}.")
NOT_IN_THIS_GROUP = _(
    "{name}, tu profe dice que no eres de {group}. Quizá era otro código: mira tu afiche y escríbelo aquí. Tu avance "
    "se queda contigo."
)
PAPERS = _("Hojas por firmar en {group}. ¿Qué número te trajeron?")
PAPER_LABEL = _("Hoja {ticket}")
PAPER = _("Número {ticket}, {when}. ¿Tienes la hoja firmada por su familia?")
PAPERS_WAIT = _n("{n} hoja por firmar en {group}: número {tickets}.", "{n} hojas por firmar en {group}: {tickets}.")
PAPER_SIGNED = _("Papel firmado")
NOT_YET = _("Todavía no")
SEE_PAPERS = _("Ver hojas")
PAPER_NOTED = _("Listo. Le aviso para que siga con su inscripción.")
REGISTER_SHORT = _("Sin celular")
REGISTER_NAME = _(
    "¿Cómo se llama? Sin apellido completo, por ejemplo: Ana P. Inscríbelo solo si tienes su hoja firmada por su "
    "familia."
)
REGISTER_AGAIN = _("Escríbeme solo su nombre y, si quieres, una letra de su apellido. Ejemplo: Ana P.")
REGISTER_TWICE = _("Ya hay alguien que se llama {name} en {group}. Escribe otra letra para distinguirlos.")
REGISTERED = _(
    "Listo, {name} está en {group}. Escribe el número {ticket} en su hoja firmada. Su código es {code}. Sirve una vez: "
    "15 minutos en una pantalla del camión, 48 horas en un celular. Díctaselo: al entrar recibe su clave."
)
REGISTER_AGE = _("¿Cuántos años tiene {name}?")
REGISTER_ANOTHER = _("Inscribir a otro")
PAUSE_GROUP = _("Pausar grupo")
RESUME_GROUP = _("Seguir con lecciones")
UNTIL_WHEN = _("¿Qué día vuelven las lecciones de {group}? Escríbelo, por ejemplo: lunes, 20/03 o una semana.")
ONE_WEEK = _("Una semana")
TWO_WEEKS = _("Dos semanas")
DAY_NOT_READ = _("Escríbeme un día de los próximos tres meses, por ejemplo: lunes, 20/03 o una semana.")
GROUP_PAUSED = _("Listo. {group} descansa; las lecciones vuelven {day}. Tus anuncios sí llegan.")
GROUP_RESUMED = _("Listo. Las lecciones de {group} siguen desde hoy.")
ASKS = _("{name} ({group}) pregunta:\n«{text}»")
ANSWER = _("Responder")
ANOTHER_QUESTION = _("Otra pregunta")
AFTERWARDS = _("Después")
NO_MORE_QUESTIONS = _("No hay más preguntas en {group}.")
WRITE_ANSWER = _("Escribe tu respuesta para {name}. Le llega tal como la escribas.")
ANSWER_SENT = _("Listo, se la mando a {name}.")
ANSWERED_ALREADY = _("Esa pregunta ya tiene respuesta.")

# --- a school's list in a chat
ROSTER_REMOVED = _("Ese archivo trae datos de familias: no lo abrí y lo quité de aquí.")
ROSTER_STAYS = _("Ese archivo trae datos de familias: no lo abrí. Bórralo de este chat.")
ROSTER_NOT_REMOVED = _("El archivo no lo pude quitar: bórralo tú de este chat.")

# --- the desk
DESK_LINK = _(
    "Tu panel se abre aquí, una sola vez y en los próximos {n} minutos:\n{link}\nEs solo para ti: no lo reenvíes. Para "
    "cerrar lo que quedó abierto en otra computadora, toca «{close}»."
)
DESK_CLOSE = _("Cerrar mis sesiones")
DESK_CLOSED = _("Listo, cerré todas tus sesiones del panel.")
DESK_MANY = _("Ya te di {n} enlaces en una hora. Espera un rato y pídelo otra vez.")
DESK_NOT_HERE = _("El panel muestra datos de menores y aquí la red no va cifrada. Pide el informe con /informe.")

# --- announcements
WHAT_TO_ANNOUNCE = _("¿Qué quieres avisar? Escríbelo o manda una foto.")
NOBODY_TO_TELL = _("Todavía no hay estudiantes en tus grupos. Cuando entren y digas que son tuyos, podrás avisarles.")
FOR_WHOM = _("¿Para quién?")
AUDIENCE_QUIET = _("Sin responder")
AUDIENCE_MINE = _("Mis {n} grupos")
AUDIENCE_GRADUATES = _("Antes en {site}")
MORE_AUDIENCES = _("Más")
WILL_REACH = _n("Le llegará a {n} de {total}.", "Les llegará a {n} de {total}.")
THE_SAME_PEOPLE = _("Les llegará a los mismos de antes.")
HAS_NO_PHONE = _n("{names} no tiene celular: avísale en persona.", "{names} no tienen celular: avísales en persona.")
HAS_OPTED_OUT = _n("{names} pidió no recibir: avísale en persona.", "{names} pidieron no recibir: avísales en persona.")
HAS_BLOCKED = _n("{names} bloqueó el chat: avísale en persona.", "{names} bloquearon el chat: avísales en persona.")
LOOKS_LIKE = _("Se verá así:")
N_BY_CHANNEL = _("{n} por {channel}")
FORECAST = _("{counts}: {sum} dólares.")
WITH_PHOTO = _("Lleva un botón para ver tu foto.")
TO_DROP = _("Si ya no quieres mandarlo, escribe «no».")
WHEN = _("¿Cuándo sale?")
WHEN_LATE = _("Son las {hour}. ¿Cuándo sale?")
NOW = _("Ahora")
AT_ANOTHER_HOUR = _("A otra hora")
TOMORROW_MORNING = _("Mañana, 7 a. m.")
THIS_MORNING = _("Hoy, 7 a. m.")
CORRECT = _("Corregir")
WHAT_HOUR_LEAVES = _("¿A qué hora sale? Escríbela, por ejemplo: 5 p. m. o mañana 8 a. m.")
AT_THAT_HOUR = _("Sale {day} a las {hour}. ¿Está bien?")
SCHEDULE_IT = _("Sí, a esa hora")
TODAY_DAY = _("hoy")
TOMORROW_DAY = _("mañana")
WRITE_AGAIN = _("Escribe de nuevo el texto, o manda otra foto.")
FOR_OTHERS = _("Cambiar a quién")
DO_NOT_SEND = _("No enviar")
NOT_SENT = _("Está bien, no mandé nada.")
EARLIER_ANNOUNCEMENT = _("Ese botón es de un anuncio de antes: con él no mandé nada.")
TOO_LONG = _("Es largo: tiene {n} letras y caben {most}. Mándalo más corto; se lee mejor.")
REST_OF_LONG = _("El resto de tu texto largo llegó aparte y no lo tomé. Mándalo de nuevo, en {most} letras o menos.")
PHOTO_KEPT = _("Tu foto pesa {weight}; cada quien decide si la abre. ¿Qué les escribes con ella?")
ONE_PHOTO = _("En un anuncio va una sola foto: la primera. Las otras, en otro anuncio.")
WITHOUT_TEXT = _("Sin texto")
PHOTO_TOO_EARLY = _("Si la foto es para un anuncio, toca «{button}» y mándala otra vez.")
ONLY_TEXT_OR_PHOTO = _("En un anuncio entran texto o una foto. ¿Qué quieres avisar?")
LEAVING = _("Saliendo.")
LEAVES_AT = _("Listo. Sale {day} a las {hour}.")
CANCEL = _("Cancelar")
CANCEL_ANNOUNCEMENT = _("Cancelar anuncio")
SCHEDULED_BUTTON = _("Programados ({n})")
SCHEDULED = _("Esperan su hora:")
SCHEDULED_LINE = _("{n}. {day} a las {hour}: «{text}»")
NOTHING_SCHEDULED = _("No hay anuncios que esperen su hora.")
CANCEL_N = _("Cancelar {n}")
CANCELLED = _("Listo, cancelado. No le llegó a nadie.")
CANCELLED_LATE = _n(
    "Cancelado. Ya le había llegado a {n} persona; a los demás no les llega.",
    "Cancelado. Ya les había llegado a {n} personas; a los demás no les llega.",
)
CANCELLED_BEFORE = _("Ese anuncio ya estaba cancelado.")
TOO_LATE_TO_CANCEL = _("Ya salió para todos. Puedes mandarles una corrección.")
CORRECTION = _("Corrección")
WHAT_TO_CORRECT = _n(
    "¿Qué corriges? Escríbelo completo: le llega a la misma persona.",
    "¿Qué corriges? Escríbelo completo: les llega a las mismas {n} personas.",
)
REPORT_OF = _("De tu anuncio {text}:")
REPORT_OF_PHOTO = _("De tu anuncio con foto:")
REPORT = _("Llegó a {sent} de {total}; {read}.")
N_READ = _n("{n} tocó «Entendido»", "{n} tocaron «Entendido»")
N_SEEN = _n("{n} abrió el mensaje.", "{n} abrieron el mensaje.")
NOBODY_READ = _("todavía nadie tocó «Entendido»")
ON_ITS_WAY = _n("A {n} todavía le está llegando.", "A {n} todavía les está llegando.")
REPORT_OPTED_OUT = _n("A {names} no le llegó: pidió no recibir.", "A {names} no les llegó: pidieron no recibir.")
REPORT_BLOCKED = _n("A {names} no le llegó: bloqueó el chat.", "A {names} no les llegó: bloquearon el chat.")
REPORT_FAILED = _n(
    "A {names} no le llegó: su celular no lo recibe.", "A {names} no les llegó: su celular no lo recibe."
)
REPORT_UNREACHABLE = _n(
    "A {names} no le llegó: ya no tiene un chat abierto.", "A {names} no les llegó: ya no tienen un chat abierto."
)
REPORT_EXPIRED = _n("A {names} no le llegó a tiempo.", "A {names} no les llegó a tiempo.")
REPORT_UNCERTAIN = _n("De {names} no sé si le llegó.", "De {names} no sé si les llegó.")
SEE_LIST = _("Ver la lista")
SEND_AGAIN = _("Otra vez a {n}")
LIST_READ = _("Tocaron «Entendido» ({n}): {names}.")
LIST_SENT = _("Les llegó y no tocaron ({n}): {names}.")
LIST_ON_ITS_WAY = _("En camino ({n}): {names}.")
LIST_UNCERTAIN = _("No sé si les llegó ({n}): {names}.")
LIST_NOT = _("No les llegó ({n}): {names}.")
LIST_EMPTY = _("Todavía no hay nada que contar.")
SIGNATURE = _("Tu profe {teacher}")
ANNOUNCED = _("📣 {signature}:")
ANNOUNCED_CORRECTION = _("📣 {signature}. Corrección:")
ANNOUNCED_PHOTO = _("📣 {signature} te manda una foto.")
UNDERSTOOD = _("Entendido")
SEE_PHOTO = _("Ver foto, {weight}")
THE_PHOTO = _("La foto de tu profe.")
PHOTO_OVER = _("Esa foto ya no está: las fotos se borran a los 30 días.")
DID_YOU_UNDERSTAND = _("¿Quedó claro?")
THANK_YOU = _("Gracias.")

# --- roles
TEACHERS_HAVE_A_LINK = _("A los profes los conozco por un enlace de una sola vez: pídelo a quien lleva el programa.")
ROLE_LINK_SPENT = _("Ese enlace ya se usó o venció. Pide uno nuevo a quien lleva el programa.")
ROLE_NAME_TEACHER = _(
    "Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Con este enlace llevas {group}, "
    "{site}. Guardo tu nombre y lo que escribes en este chat.\n¿Con qué nombre te conocen tus estudiantes? Por "
    "ejemplo: {example}."
)
ROLE_NAME = _(
    "Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Guardo tu nombre y lo que escribes "
    "en este chat.\n¿Cómo te llamas?"
)
ROLE_NAME_AGAIN = _("Escríbeme solo tu nombre. Ejemplo: {example}.")
ROLE_EXAMPLE = _("Rosa")
ROLE_TEACHER = _(
    "Gracias, profe {name}. Ya llevas {group}, {site}. Desde aquí ves a tu grupo, respondes preguntas y mandas "
    "anuncios. Una persona del programa puede leer cada pregunta y cada respuesta."
)
ROLE_OPERATOR = _("Gracias, {name}. Desde ahora llevas el programa.")
ROLE_PROTECTION = _(
    "Gracias, {name}. Desde ahora cuidas a los estudiantes. Si alguno escribe algo grave, te aviso a cualquier hora: "
    "tocas [Ver] y sabes quién es y qué hacer primero, sin lo que escribió. Si alguien reporta una pregunta o una "
    "respuesta, esa sí la lees. Toca [Yo me encargo] cuando lo tomes: si pasan 30 minutos, aviso a la segunda persona. "
    "Con «avisos» los ves todos."
)
ROLE_RESPONSIBLE = _(
    "Gracias, {name}. Desde ahora respondes por el programa. Si un aviso grave pasa dos horas sin que nadie lo "
    "atienda, te escribo a cualquier hora. Con «avisos» los ves todos."
)
# --- keeping and forgetting
KEEP_DATA = _(
    "Hola, {name}. Guardo lo tuyo desde hace dos años: tu nombre, tu avance y tus respuestas. ¿Lo sigo guardando? "
    "Si no me respondes en {n} días, lo borro."
)
KEEP_DATA_UNKNOWN = _(
    "Hola. Soy Yachaski, el programa de mensajes del camión. ¿Ya hablamos antes? Si nadie me responde en {n} días, "
    "borro lo que guardo de este chat."
)
KEEP_YES = _("Sí, guárdalo")
KEEP_NO = _("No, bórralo")
KEPT_ON = _("Listo, {name}. Lo guardo dos años más. Si cambias de idea, escribe «borrar».")
AGE_AGAIN = _("Hola, {name}. El tiempo pasa. ¿Cuántos años tienes ahora?")
AGE_NOTED = _("Gracias, {name}. ¿Seguimos?")
OWN_CONSENT = _(
    "Cuando empezaste, alguien de tu casa firmó por ti. Ahora decides tú. Guardo el nombre que elegiste, tu grupo de "
    "edad, tu hora, tus respuestas y lo que preguntas a tu profe. Tu profe ve tu avance y si no escribes. "
    "Escribe «borrar» y lo borro. ¿Aceptas?"
)
OWN_CONSENT_NO = _("Está bien. Entonces, ¿borro todo lo tuyo? No se puede recuperar.")

# --- shared screens, keys and phones
SCREEN_HELLO = _("Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona.")
SCREEN_WHO = _("¿Quién eres? Escribe tu clave o el código de tu afiche.")
SCREEN_WHO_OF = _("Aquí está {names}. ¿Quién eres?")
SCREEN_UNKNOWN = _(
    "No encuentro esa clave ni ese código. Son letras y números juntos, como {example}. Mira tu cuaderno o tu afiche."
)
SCREEN_RECOGNISED = _("Hola, {name}. Sigues donde estabas. Cuando termines, toca [Salir].")
SCREEN_ENROLLED = _(
    "Mucho gusto, {name}. Tu clave es {key}. Anótala ahora en tu cuaderno: no la muestro otra vez. Con ella entras en "
    "cualquier pantalla. No la compartas."
)
SCREEN_UNDER_14 = _(
    "A tu edad, alguien de tu casa firma primero una hoja: pídesela a tu profe {teacher}. Cuando la entregues, tu "
    "profe te inscribe y te da un código. Mientras tanto puedes probar; tus respuestas no se guardan."
)
SCREEN_HELP = _(
    "Puedo darte tu lección, repasar contigo, mostrarte tu avance y llevar una pregunta a tu profe. También puedes "
    "escribir «mis datos» o «borrar». Esta pantalla es de todos: cuando termines, toca [Salir]."
)
SCREEN_NO_KEY = _(
    "En esta pantalla no muestro claves: la tuya es la que escribiste para entrar. Si la olvidaste, pídele un código a "
    "tu profe."
)
SCREEN_KEY_FIRST = _("Esta pantalla es de todos. Escribe otra vez tu clave, {name}, para seguir.")
SCREEN_NO_HOUR = _(
    "En esta pantalla no te escribo: entras con tu clave cuando quieras. La hora se elige en el celular."
)
SCREEN_QUESTION_SENT = _("Listo, ya salió. Le llega {day} a las {hour}. Cuando responda, lo lees al entrar.")
SCREEN_NOT_FOR_LINKS = _("Ese enlace se abre en tu propio celular, no en una pantalla de todos. Todavía sirve.")
FORGOT_KEY = _("Olvidé mi clave")
FORGOT_KEY_ANSWER = _(
    "Pídele un código a tu profe. Si ya me tienes en tu celular, escríbeme ahí «clave» y te doy "
    "otra. Mientras tanto puedes probar una lección."
)
PASS_TO_PHONE = _("Pasar a mi celular")
PHONE_LINK = _(
    "Escanea esto con tu celular, o abre: {link}\nAhí toca esta palabra: «{word}». Sirve una vez, durante {n} minutos."
)
PHONE_WORD = _("¿Qué palabra ves en la pantalla? Tócala aquí.")
PHONE_WORDS = _("llama, quinua, cóndor, maíz, poncho, papa, río, trigo, alpaca, cerro, lluvia, puente")
PHONE_WORD_WRONG = _("Esa no es la palabra, y el enlace ya no sirve. Pide otro en la pantalla.")
PHONE_LINK_GONE = _("Ese enlace ya se usó o venció. Pide otro en la pantalla, con tu clave.")
PHONE_KNOWN = _("Tu celular ya está aquí.")
PHONE_HERE = _("Hola, {name}. Desde ahora te escribo aquí, {days} a las {hour}.")
PHONE_HERE_PLAIN = _("Hola, {name}. Desde ahora te escribo aquí.")
PHONE_BEFORE_LEAVING = _(
    "El camión se va {day}. Tu celular todavía no está aquí: toca [Pasar a mi celular], o anota bien tu clave."
)
PHONES_BEFORE_LEAVING = _(
    "Sin celular todavía: {names}. El camión se va {day}: ayúdales a pasar a su celular, o a anotar su clave."
)
PHONES_OF_GROUP = _("Sin celular todavía en {group}: {names}. Ayúdales a pasar a su celular, o a anotar su clave.")
NEW_KEY = _("Clave nueva")
NEW_KEY_FOR = _("¿Quién necesita una clave nueva? Escribe su nombre.")
NEW_KEY_AGAIN = _("No encuentro a {name} en {group}. Escribe su nombre como está en tu grupo.")
NEW_KEY_WHICH = _("Hay más de uno en {group}. ¿Para quién es?")
NEW_KEY_SURE = _(
    "Te doy un código para {name}, de {group}. Con él entra una vez y ahí recibe su clave nueva; la de antes deja de "
    "servir. ¿Lo necesita?"
)
NEW_KEY_YES = _("Sí, dame el código")
CODE_GIVEN = _(
    "El código de {name} es {code}. Sirve una vez: 15 minutos en una pantalla del camión, 48 horas en un celular. "
    "Díctaselo solo a {name}: al entrar recibe su clave."
)
CODE_WAITS = _(
    "El código de {name} es {code}. Todavía no sirve: primero {name} dice que sí en su celular. Si no responde en 24 "
    "horas, le pregunto a otra persona del programa."
)
PHONE_LOST = _("Perdió su celular")
CODE_ASKED_OTHER = _("Le pregunto a otra persona del programa. Te aviso cuando el código de {name} sirva.")
CODE_GOOD = _("El código de {name} ya sirve, una vez: 15 minutos en una pantalla del camión, 48 horas en un celular.")
CODE_OVER = _("El código de {name} ya no sirve. Si hace falta, pide otro.")
CODE_ASKED = _(
    "Tu profe {teacher} pidió un código para que entres en otro celular o en una pantalla. Ahí vas a recibir una "
    "clave nueva, solo para ti. ¿Lo pediste tú?"
)
CODE_MINE = _("Sí, fui yo")
CODE_NOT_MINE = _("No fui yo")
CODE_CONFIRMED = _("Listo, el código ya sirve. Pídeselo a tu profe y escríbelo donde quieres entrar.")
CODE_REFUSED = _("Listo, ese código no abre nada.")
CODE_DOUBTED = _(
    "{teacher} pidió un código para {name}, de {group}. Su celular no responde, o lo perdió. Confírmalo con {name} o "
    "su familia, en persona o por llamada. ¿Le doy el código?"
)
SECOND_GIVE = _("Sí, dale el código")
CODE_DONE_ALREADY = _("Eso ya está resuelto.")
CODE_NOT_YET = _("Ese código todavía espera un «Sí». Pruébalo de nuevo más tarde.")
CODE_TOO_OLD = _("Ese código ya no sirve en una pantalla. Pídele otro a tu profe.")
ERASE_SOON = _("Pediste borrar todo lo tuyo y ya falta poco. ¿Cambiaste de idea?")

SOMEBODY_ENTERED = _("Alguien entró con tu clave. Si no fuiste tú, avisa.")
TELL_ABOUT_IT = _("Avisar")
ENTERED_TOLD = _(
    "Listo. Tus datos y lo que preguntas a tu profe esperan hasta que una persona del programa converse contigo, en "
    "persona. Tus lecciones siguen."
)
FROZEN = _("Por ahora eso espera. Tus lecciones siguen.")
DATA_TOMORROW = _("Entraste aquí hace poco. Para cuidar lo tuyo, tus datos se ven aquí mañana a esta hora.")
NEW_HERE_TOMORROW = _("Entraste aquí hace poco. Para cuidar lo tuyo, eso se puede aquí mañana a esta hora.")
CASE_ENTERED = _("dice que otra persona entró con su clave; sus datos esperan hasta que cierres este aviso")

# --- people change
ROLE_ENDED = _("{name} ya no está en el programa: era {kinds}. Desde ahora no ve nada de los estudiantes.")
KIND_TEACHER = _("profe")
KIND_OPERATOR = _("quien lleva el programa")
KIND_PROTECTION = _("quien cuida a los estudiantes")
KIND_RESPONSIBLE = _("quien responde por el programa")
TEACHER_CHANGED = _("Tu profe {old} ya no está en tu grupo. Ahora responde tu profe {new}.")
GROUP_HANDED_OVER = _("Desde ahora {group} está con {new}. Gracias, profe {old}, por todo este tiempo.")
STAYED = _("{by} tenía un anuncio para este grupo y no salió. Si hace falta, mándalo tú: «{text}»")
REPLACES_ME = _("Me reemplaza…")
REPLACED_BY_LINK = _(
    "Reenvía este enlace solo a quien te reemplaza. Sirve una vez, durante {n} días. Cuando lo abra, {group} pasa a "
    "esa persona y tú dejas de verlo.\n{link}"
)
POSTER_OF_TEACHER = _(
    "Este es el afiche de {group}, {site}. Si lo pruebas como estudiante, no cuenta en ninguna parte."
)
TRY_AS_STUDENT = _("Probar de estudiante")
TRIED_AS_STUDENT = _("Así lo ven tus estudiantes. Nada de esto se guardó.")
TRIED_AND_TEACHES = _("{name}, aquí probaste como estudiante. ¿Borro esa prueba y entras como profe?")
TRIED_AND_SERVES = _("{name}, aquí probaste como estudiante. ¿Borro esa prueba y entras con el enlace?")
NO_LEARNER_HERE = _(
    "Este chat es de una persona del programa: aquí no entra un estudiante. Que abra Yachaski en su celular, en otro "
    "navegador o en una pantalla del camión."
)
ERASE_AND_ENTER = _("Sí, borra y entro")
ROLE_ELSEWHERE = _(
    "Aquí estudia alguien, y un chat de estudiante no muestra nada de un profe ni del programa. Abre el enlace en otro "
    "celular o en otro navegador: todavía sirve."
)

# --- the road, and the box
OPERATOR_MENU = _("Hola, {name}. ¿Qué hacemos?")
OPERATOR_HELP = _(
    "Aquí mueves las visitas y lees las preguntas con sus respuestas; si algo anda mal en la caja, te aviso. Escribe "
    "«ruta», «preguntas», «resumen» o «informe»."
)
OPERATOR_THANKS = _("De nada, {name}.")
OPERATOR_NEW_VISIT = _(
    "Una visita nueva entra con el archivo de la ruta, en la caja. Aquí la mueves, la alargas o la cierras."
)
OPERATOR_INVITES = _(
    "Los enlaces para profes y contactos se hacen en la caja: la guía de quien lleva el programa dice cómo."
)
OPERATOR_NEWS = _("Cada profe anuncia a su grupo. Aquí lees lo que mandan: toca «Preguntas».")
OPERATOR_WEEK = _(
    "Escribe «resumen» y te digo cómo va la semana: quiénes escribieron, qué espera y qué no salió. Para las cifras de "
    "un mes, escribe «informe»."
)
EXCHANGES = _("Preguntas")
ROAD = _("La ruta")
ROAD_EMPTY = _("Todavía no hay visitas en la ruta. Se cargan en la caja, con el archivo del itinerario.")
ROAD_NONE_NOW = _("Ahora no hay una visita que cambiar.")
WHICH_STAY = _("¿Qué visita cambió?")
STAY_COMES = _("{site}: llega {arrives} y se va {departs}.")
STAY_HERE = _("{site}: el camión está ahí hasta {departs}.")
STAY_GONE = _("{site}: el camión se fue {departs}.")
ARRIVED = _("Ya llegó")
ARRIVED_TODAY = _("Recién llegó hoy")
STAYS_LONGER = _("Se queda más")
GONE = _("Ya se fue")
GONE_SURE = _("¿El camión ya se fue de {site}? Hoy a las 6 p. m. sus estudiantes reciben la despedida.")
GONE_YES = _("Sí, ya se fue")
STAY_AS_IT_WAS = _("Así estaba ya. {line}")
STAY_CHANGED = _("Listo. {line} Las lecciones siguen esas fechas.")
DATES_CHANGED = _("Cambió la fecha. {line}")
STAY_NOT_BEGUN = _("Todavía no llega, según la ruta. Toca primero «Ya llegó». {line}")
STAYS_UNTIL = _("¿Hasta qué día se queda en {site}? Escríbelo, por ejemplo: viernes, 20/03 o una semana.")
STAYS_UNTIL_AGAIN = _(
    "Escríbeme un día después del {day}, dentro de los tres meses siguientes. Por ejemplo: viernes, 20/03 o una semana."
)
LEAVES_TOMORROW = _("{site}: mañana se va el camión. ¿Sigue igual? Si no respondes, sigue igual.")
LEAVES_AS_PLANNED = _("Sí, igual")
LEAVES_NOTED = _("Gracias. Mañana a las {hour} me despido de los estudiantes.")
STAY_MOVED_BY = _("Profe {name} dice que el camión se queda más. {line} Si no es así, cámbialo aquí.")
HEALTH_RED = _("Algo no anda bien en la caja:\n{problems}")
HEALTH_WELL = _("La caja ya está bien otra vez.")

# --- what messages cost
CAP_NEAR = _(
    "Los mensajes de este mes ya cuestan {spent} de {cap} dólares. Cuando lleguen a {cap}, no saldrán lecciones ni "
    "anuncios por {channels}. Las respuestas y lo grave, siempre."
)
CAP_REACHED = _(
    "Los mensajes de este mes llegaron al tope: {spent} de {cap} dólares. Hasta fin de mes no salen lecciones ni "
    "anuncios por {channels}. Las respuestas y lo grave, siempre. Con más dinero, cambia el tope en la caja."
)
TEMPLATE_STOPPED = _(
    "Meta detuvo la plantilla «{template}» de WhatsApp. Lo que la necesita espera. Para ver qué falta, en la caja: "
    "python -m bot whatsapp templates"
)
TEMPLATE_DEARER = _(
    "Meta cobra ahora como publicidad la plantilla «{template}» de WhatsApp. No la uso hasta que digas que sí, en la "
    "caja: python -m bot whatsapp templates --accept {template}"
)
LESSONS_STOPPED = _("Esta semana no salen lecciones por {channels}.")
LESSONS_STOPPED_TRUCK = _("Esta semana no salen lecciones por {channels}. En el camión siguen.")

# --- roles that do not go together
ROLE_NOT_BOTH = _(
    "Quien cuida a los estudiantes no puede ser su profe. Pide a quien lleva el programa que elija a otra persona."
)
ROLE_NOT_LEARNER = _(
    "Este enlace es para la persona adulta que cuida a los estudiantes, y desde aquí escribe un estudiante. Esa "
    "persona puede abrirlo en su celular: el enlace todavía sirve."
)

# --- when it is grave
IF_WORRIED = _("Si algo te preocupa, escribe «ayuda».")
NOT_TAKEN = _("Te leo, pero todavía no pude guardar lo que escribiste ni avisar a nadie.")
THE_LINES = _(
    "Si piensas en hacerte daño: 113, opción 5. Si alguien te hace daño: 100. Si hay peligro ahora: 105. Son gratis, "
    "a toda hora."
)
SEEK_ME = _("Que me busquen")
SOUGHT = _(
    "Le aviso a quien cuida a los estudiantes para que te busque. Si quieres hablar ya: 100, o 113, opción 5, gratis, "
    "a toda hora."
)
SOUGHT_BY_NOBODY = _("Ahora no tengo a quién avisar: llama ya al 100, o al 113, opción 5, gratis, a toda hora.")
ABOUT_WHOM = _(
    "Leí algo que puede ser grave y no avisé a nadie. ¿Es sobre ti o sobre un estudiante? Si no es nada de eso, toca "
    "[No era eso] y escríbelo otra vez."
)
ABOUT_ME = _("Sobre mí")
ABOUT_A_STUDENT = _("Sobre un estudiante")
STUDENT_IN_DANGER = _(
    "Escúchale a solas y créele. No le hagas repetirlo y no llames a su casa: puede contestar quien le hace daño. Hoy "
    "mismo llama al 100 o habla con quien cuida a los estudiantes. Si la sospecha es del colegio, no avises al "
    "colegio. Peligro ahora: 105."
)
IF_A_STUDENT = _("Si es sobre ti o sobre un estudiante en peligro: 100, gratis, a toda hora.")
TAKE_AWAY = _("Quitar esto")
CANNOT_TAKE_AWAY = _("Aquí no puedo quitarlo. Mantén apretado el mensaje y elige «Eliminar para mí».")
NO_HURRY = _(
    "Te leo. No tienes que explicar nada. Cuando quieras hablar con una persona: 100, o 113, opción 5, gratis, a toda "
    "hora."
)
NO_HURRY_SCREEN = _(
    "Te leo. No tienes que explicar nada. Cuando quieras hablar con una persona: 100, o 113, opción 5, gratis, a toda "
    "hora. Toca [Salir] y nadie ve esto en esta pantalla."
)
WITH_CHILD = _(
    "Gracias por contármelo; no se lo digo a nadie. En el centro de salud te atienden gratis y en reserva. Puedes "
    "seguir con tus lecciones y en el colegio. Si fue sin que tú quisieras, llama al 100, gratis, a toda hora."
)
WORK_FAR_AWAY = _(
    "Antes de decir que sí, cuéntaselo a una persona adulta de confianza. Quien te ofrece un buen trabajo no te pide "
    "callar, no guarda tu DNI y no te cobra el pasaje después. Si algo te da duda: 1818, gratis."
)
MET_ONLINE = _(
    "En internet no se sabe quién escribe. Si se van a ver, que sea de día, con gente, y con una persona adulta de "
    "confianza que lo sepa. Si te pide secreto, fotos o ir a solas, no vayas y llama al 100, gratis."
)
TO_MY_TEACHER = _("A mi profe")
NOBODY_ELSE = _("A nadie más")
NOT_THAT = _("No era eso")
WHICH_TEACHER = _("¿A cuál?")
TELL_TEACHER = _("¿Le aviso a tu profe {teacher} que quieres hablar? No le cuento lo que escribiste.")
YES_TELL = _("Sí, avísale")
TEACHER_WILL_HEAR = _("Le aviso ahora a tu profe {teacher} que quieres hablar, sin contarle lo que escribiste.")
NOBODY_ELSE_HEARS = _("Está bien, no aviso a nadie más. Las líneas 113 y 100 atienden a toda hora.")
GRAVE_MISTAKE = _("Está bien, gracias por aclararlo.")
LEARNER_WISHES = _(
    "{name} ({group}) quiere hablar contigo y me pidió avisarte. No sé más que eso. Búscale hoy, a solas y con calma; "
    "escucha sin juzgar. Si alguien le hace daño: 100. Si hay peligro ahora: 105."
)
CASE_WAITS = _("Hay un aviso por atender.")
CASE_HAS_MORE = _("Hay algo nuevo en un aviso que está a tu cargo.")
CASE_ASKED = _("Un aviso está a tu cargo desde hace 24 horas. ¿Ya se puede cerrar?")
CASE_LATE = _("Un aviso lleva 72 horas sin cerrarse. Míralo tú también.")
SEE_CASES = _("Ver avisos")
I_ATTEND = _("Yo me encargo")
CLOSE_CASE = _("Cerrado")
SOMEBODY = _("Alguien")
WITH_TICKET = _("hoja {ticket}")
CASE_TEACHER = _("Profe: {names}.")
STRANGERS = _n(
    "{n} persona sin código, desde {where}, en 10 minutos.",
    "{n} personas sin código, desde {where}, en 10 minutos.",
)
CASE_WORDS = _("escribió algo grave y leyó las líneas de ayuda; no guardo lo que escribió")
CASE_SOUGHT = _("pide que le busquen")
CASE_BY_LEARNER = _("reporta la respuesta de su profe")
CASE_BY_TEACHER = _("su profe reporta una pregunta suya")
CASE_ANNOUNCEMENT = _("alguien que aprende dice que un anuncio no está bien")
CASE_DENIED = _("dice que no era eso; puede que otra persona tenga el celular")
CASE_ERASE = _("pide borrar todo lo suyo; puede que otra persona tenga el celular")
CASE_ERASED = _("se borró lo suyo; este aviso se queda")
CASE_WISHED = _("pide que su profe sepa que quiere hablar")
CASE_TOLD = _("le avisé a {name}")
CASE_TAKEN = _("{name} se encarga")
STILL_WATCHING = _("¿Sigue usted a cargo de los avisos?")
WATCHING_YES = _("Sí, sigo")
STILL_THANKS = _("Gracias por confirmarlo.")
CASES = _("Primero los avisos abiertos, después los de antes:")
OLDER_CASES = _("Más antiguos")
WITHOUT_GROUP = _("sin código")
CASE_IS_OPEN = _("por atender")
CASE_IS_TAKEN = _("a cargo de {name}")
CASE_IS_CLOSED = _("cerrado")
ATTENDED = _("Gracias. Anoté que te encargas.")
ATTENDED_ALREADY = _("Ya se encarga {name}.")
WHAT_WAS_DONE = _("¿Qué se hizo?")
OUTCOME_SEEN = _("la vi o lo vi en persona")
OUTCOME_LINE = _("CEM o Línea 100")
OUTCOME_POLICE = _("Policía o Fiscalía")
OUTCOME_SCHOOL = _("SíseVe")
OUTCOME_NOTHING = _("no era grave")
OUTCOME_BEFORE = _("atendido antes")
CASE_CLOSED = _("Gracias. Quedó cerrado: {what}.")
PROTECTION_QUIET = _("Gracias por estar. Ahora no hay avisos por atender; si llega uno, te escribo a cualquier hora.")
ENROLMENT_CLOSED = _(
    "Hola. Soy Yachaski. Todavía no puedo inscribirte: en el programa falta la persona que cuida a los estudiantes. "
    "Dile a tu profe, y vuelve a escribir tu código en unos días. Mientras tanto puedes probar."
)
ENROLMENT_CLOSED_TEACHER = _(
    "Todavía no se puede inscribir a nadie: falta que alguien acepte cuidar a los estudiantes. Avisa a quien lleva el "
    "programa."
)
CALM_LINE = _("Te leo. Hablemos con calma, aquí seguimos.")
BORED = _("A veces aburre, sí. ¿Probamos otra cosa, corta?")
GET_WELL = _("Que te mejores, {name}. Descansa: aquí queda todo, para cuando puedas.")
FOR_THE_FAMILY = _(
    "Hola. Soy Yachaski, un programa educativo que enseña por mensajes; no soy una persona. Mando lecciones cortas "
    "para armar un negocio. Es gratis y no vendo nada. Para que no mande más lecciones, responda «pausa»; para que no "
    "escriba más y borre todo, «borrar». Si quiere hablar con una persona: {call}."
)
CALL_THE_SCHOOL = _("pregunte en la dirección del colegio por el programa del camión")

# --- questions, kept safe
HELD_NUMBER = _("No llevo números de teléfono: así cuido a estudiantes y profes. Escríbelo otra vez, sin el número.")
HELD_NETWORK = _(
    "No llevo nombres de otras redes: así cuido a estudiantes y profes. Escríbelo otra vez sin el nombre. Si alguien "
    "te molesta en una red, escribe «ayuda»."
)
HELD_NETWORK_ADULT = _(
    "No llevo nombres de otras redes: así cuido a estudiantes y profes. Escríbelo otra vez sin el nombre."
)
HELD_LINK = _("No llevo enlaces, correos ni usuarios: así cuido a estudiantes y profes. Escríbelo otra vez sin eso.")
FILTER_HELD = _("El filtro no llevó lo que escribió {who}: «{text}». Nadie lo recibió.")
READ_FIRST = _("Todavía no sale: antes lo lee quien cuida a los estudiantes.")
WAITS_FOR_YOU = _(
    "{who} escribió esto para estudiantes: «{text}»\nNo salió, y quien lo escribió no lo puede soltar. ¿Sale?"
)
LET_IT_LEAVE = _("Que salga")
DOES_NOT_LEAVE = _("No sale")
IT_LEAVES = _("Listo, sale.")
IT_STAYS = _("Listo, no sale. Guarda este mensaje: puede hacer falta.")
DECIDED_ALREADY = _("Ya está decidido.")
ONLY_TEXT_HERE = _("Aquí solo llevo texto. Escríbelo en pocas palabras.")
ASKED_ENOUGH = _("Hoy ya mandaste {n} preguntas. Mañana puedes mandar más. Guarda esta en tu cuaderno.")
QUESTIONS_PAUSED = _(
    "Tu profe no recibe tus preguntas hasta {day}. Una persona del programa lo sabe. Si necesitas ayuda: 100."
)
QUESTION_PASSED = _("Tu profe todavía no responde a «{question}». Se la pasé a una persona del programa.")
REPORT_IT = _("Reportar")
REPORT_N = _("Reportar {n}")
NOT_RIGHT = _("Esto no está bien")
MORE_OF_THIS = _("Más")
WHAT_WITH_ANNOUNCEMENT = _("¿Qué hacemos con este anuncio?")
TELL_OF_ANNOUNCEMENT = _("¿Le aviso a quien cuida a los estudiantes? Tu profe no se entera.")
YES_REPORT = _("Sí, avisa")
NOT_TOLD = _("Está bien, no aviso a nadie.")
REPORTED = _("Gracias por avisar. Ya se lo paso a quien cuida a los estudiantes.")
REPORTED_TO_NOBODY = _("Gracias por avisar. Lo guardé; ahora no tengo a quién pasárselo. Si te hace daño: 100, gratis.")
WAITS_FOR_TEACHER = _("Te esperan:")
WAITS_IN_GROUP = _("{group}: {things}")
QUESTIONS_TOGETHER = _("{n} preguntas te esperan:")
QUESTION_LINE = _("{n}. {name} ({group}): «{text}»")
ANSWER_N = _("Responder {n}")
PAUSE_ASKER = _("Pausar sus preguntas")
ASKER_PAUSED = _("Listo. No recibes preguntas de {name} hasta el {day}. Lo ve también una persona del programa.")
OPERATOR_SEES_PAUSE = _("Profe {teacher} pausó las preguntas de {name} ({group}) hasta el {day}.")
GOOD_MORNING = _("Buenos días. Así está el programa:")
UNSENT = _n("No salió {n} mensaje desde ayer.", "No salieron {n} mensajes desde ayer.")
ALL_SENT = _("Desde ayer salió todo.")
LAST_COPY = _("Última copia: {day}, {hour}.")
NO_COPY = _("Todavía no hay ninguna copia.")
QUESTIONS_PASSED = _n(
    "{n} pregunta lleva tres días de clase sin respuesta:", "{n} preguntas llevan tres días de clase sin respuesta:"
)
NONE_PASSED = _("Ninguna pregunta espera más de tres días.")
PASSED_LINE = _("{n}. {name}: «{text}»")
QUESTIONS_HOUR = _("Te mando las preguntas juntas, de lunes a viernes a las {hour}. ¿A qué hora las quieres?")
QUESTIONS_HOUR_AGAIN = _("Escríbeme la hora así: 5 p. m. Puede ser desde las 7 a. m. hasta las 8 p. m.")
QUESTIONS_HOUR_CHANGED = _("Listo. Te mando las preguntas a las {hour}, de lunes a viernes.")
EXCHANGE = _("{name} ({group}): «{question}»\n{teacher}: «{answer}»")
EXCHANGE_OPEN = _("{name} ({group}): «{question}»\nTodavía sin respuesta.")
N_ANNOUNCEMENTS = _n("{n} anuncio", "{n} anuncios")
N_ANSWERS = _n("{n} respuesta", "{n} respuestas")
N_CODES = _n("{n} clave nueva", "{n} claves nuevas")
N_GROUP_CODES = _n("{n} código de grupo nuevo", "{n} códigos de grupo nuevos")
N_HANDOVERS = _n("{n} profe nuevo por enlace", "{n} profes nuevos por enlace")
TO_LOOK_AT = _("{n} para mirar")
OF_TODAY = _("De ayer a hoy, entre adultos y estudiantes: {things}.")
SEE_N = _("Ver {n}")
SEE_ALL = _("Ver todo")
SEE_THE_PHOTO = _("Ver la foto")
SEE_PHOTO_N = _("Ver foto {n}")
SPOKEN_ANNOUNCEMENT = _("{teacher} anunció a {n}: «{text}»")
CODES = _("Códigos de grupo")
CODE_LINE = _("{site}, {group}: {code}")
SPOKEN_HELD = _("Todavía no salió.")
SPOKEN_CANCELLED = _("Se canceló.")
SPOKEN_HANDOVER = _("{new} enseña {group} ({site}) en lugar de {old}, por un enlace. ¿Sabes quién es?")
SPOKEN_GROUP_CODE = _("Código nuevo de {group} ({site}): {code}")
SPOKEN_CODE = _("{teacher} pidió una clave nueva para {name} ({group}).")
NO_EXCHANGES = _("Todavía no hay preguntas.")

# --- who does not want to be written to --------------------------------------------------------------------

OPTED_OUT = _("Listo. Ya no te escribo. Si tú me escribes, te contesto. Si cambias de idea, escribe «alta».")
OPTED_OUT_HERE = _(
    "Listo. Ya no escribo a este chat: vale para todos los que lo usan. Si alguien me escribe, contesto. Si cambian de "
    "idea, escriban «alta»."
)
OPT_OUT_SURE = _("¿Ya no te escribo?")
OPT_OUT_SURE_GUARDIAN = _(
    "Usted recibe los avisos de quienes piden ayuda. Si no hay otra persona que los reciba, nadie sabrá de ellos. "
    "¿Ya no le escribo?"
)
OPT_OUT_NO = _("No, seguir")
OPT_BACK = _("Vuelve a escribirme")
OPTED_IN = _("Listo. Te escribo otra vez.")
DATA_OPTED_OUT = _("Desde el {day} no te escribo, porque lo pediste. Si escribes «alta», vuelvo a escribirte.")

# --- what is kept of the tasks, and the plan ----------------------------------------------------------------

KEEP_WHO = _(
    "¡Bien! ¿Quién te compra? Escríbelo corto, como «la señora de la bodega». Solo lo ves tú, y lo uso "
    "en tus lecciones."
)
KEEP_DAY = _(
    "¡Bien! ¿Qué día te compran? Escríbelo corto, como «domingo, en la feria». Solo lo ves tú, y lo uso "
    "en tus lecciones."
)
KEEP_COST = _("¡Bien! ¿Cuánto te cuesta hacer uno? Escríbelo así: 1.30. Solo lo ves tú, y lo uso en tus lecciones.")
KEEP_PRICE = _(
    "¡Bien! ¿A cuánto lo vendes, o lo venderías? Escríbelo así: 2.50. Solo lo ves tú, y lo uso en tus lecciones."
)
KEEP_MADE = _(
    "¡Bien! ¿Cuántos vas a hacer para tu prueba? Escribe el número. Solo lo ves tú, y lo uso en tus lecciones."
)
KEEP_SOLD = _("¡Bien! ¿Cuántos se vendieron? Escribe el número; si fue ninguno, 0: también enseña. Solo lo ves tú.")
KEEP_LEFT = _("¡Bien! ¿Cuánto te queda después de apartar lo del negocio? Escríbelo así: 7.50. Solo lo ves tú.")
KEEP_NOT_NOW = _("Ahora no")
KEEP_WORDS_AGAIN = _("Escríbelo corto, con palabras y sin números de teléfono.")
KEEP_NUMBER_AGAIN = _("Escríbelo con números, así: 12 o 1.30.")
KEEP_DONE = _("Guardado. {line} Para verlo o cambiarlo, escribe «mi plan».")
KEPT_WHO = _("Te compra: {value}.")
KEPT_DAY = _("Día: {value}.")
KEPT_COST = _("Uno te cuesta: {value}.")
KEPT_PRICE = _("Lo vendes a: {value}.")
KEPT_MADE = _("Haces para probar: {value}.")
KEPT_SOLD = _("Vendiste: {value}.")
KEPT_LEFT = _("Te queda: {value}.")
KEPT_RECALLED = _("Lo tuyo: {lines}")
MY_PLAN = _("Mi plan")
PLAN_TITLE = _("{name}, tu plan en una página:")
PLAN_LEFT_OF_ONE = _("Cada uno te deja: {value}.")
PLAN_MINUTE = _("Tu minuto, para decirlo con reloj:")
PLAN_EMPTY = _(
    "Tu plan se llena con lo que anotas en «Para hoy»: quién te compra, cuánto te cuesta uno, tu precio. ¿Empezamos?"
)
PLAN_BEGIN = _("Empezar mi plan")
PLAN_CHANGE = _("Cambiar algo")
PLAN_ERASE = _("Borrar mi plan")
PLAN_ERASE_YES = _("Sí, borrarlo")
PLAN_WHICH = _("¿Qué quieres escribir o cambiar?")
PLAN_ERASE_SURE = _("¿Borro tu plan? Tus lecciones se quedan.")
PLAN_ERASED = _("Listo, borré tu plan. Tus lecciones siguen igual.")
MINUTE_BEGIN = _("«Buenas. Vendo con mi familia.")
MINUTE_WHO = _("Me compra {who}.")
MINUTE_DAY = _("Mi día es: {day}.")
MINUTE_PRICE = _("Cuesta {value}.")
MINUTE_LEFT = _("Cada uno nos deja {value}.")
MINUTE_SOLD = _("Ya vendimos {n}.")
MINUTE_END = _("¿A quién más le puede servir?»")
DATA_PLAN = _("LO QUE GUARDASTE DE TUS TAREAS")
PLAN_CARD = _("Como tarjeta, 40 KB")
PLAN_CARD_HERE = _("Aquí está tu plan. Guárdalo en tu celular, o cópialo en tu cuaderno.")
PLAN_CARD_NOT_HERE = _("Aquí no puedo mandar tarjetas. Copia tu plan en tu cuaderno.")
DIGEST_HEAD = _("{group}, semana del {dates}")
DIGEST_HEAD_NOW = _("{group}, esta semana (del {dates})")
DIGEST_HEAD_MANY = _("Tus grupos, semana del {dates}")
DIGEST_HEAD_MANY_NOW = _("Tus grupos, esta semana (del {dates})")
DIGEST_DATES = _("{first} al {last}")
DIGEST_WROTE = _("Escribieron {wrote} de {all}.")
DIGEST_WROTE_BOTH = _("Escribieron {wrote} de {all}. La semana pasada, {before}.")
DIGEST_GROUP_WROTE = _("{group}: escribieron {wrote} de {all}. La semana pasada, {before}.")
DIGEST_GROUP_NOBODY = _("{group}: nadie escribió. Si descansa, páusalo y no cuenta como silencio.")
DIGEST_FINISHED = _("Terminaron la semana {week}: {n}.")
DIGEST_SILENT = _("Sin responder: {names}.")
DIGEST_SILENT_ONE = _n("{name} ({n} día)", "{name} ({n} días)")
DIGEST_HARD = _n(
    "La que más costó: «{title}». {n} de {all} eligió «{option}». Diles: {words}",
    "La que más costó: «{title}». {n} de {all} eligieron «{option}». Diles: {words}",
)
DIGEST_DETAILS = _("De {group}:")
DIGEST_QUESTIONS = _n("Te espera {n} pregunta.", "Te esperan {n} preguntas.")
DIGEST_WAITS = _("Te esperan: {things}.")
DIGEST_NOBODY = _(
    "{group}, semana del {dates}: nadie escribió. ¿Hubo fiesta o falta de señal? "
    "Si el grupo descansa, páusalo y no cuenta como silencio."
)
DIGEST_NOBODY_NOW = _("{group}, esta semana (del {dates}): todavía no escribió nadie.")
DIGEST_RESTS = _("{group}, semana del {dates}: el grupo descansa. Las lecciones vuelven {day}.")
DIGEST_NOT_YET = _("{group}: el camión llega {day}.")
DIGEST_SHORT = _("{group}, semana del {dates}: escribieron {wrote} de {all}.")
DIGEST_SHORT_MORE = _("Toca y te cuento más.")
DIGEST_GRADUATES = _n(
    "Estudiantes de la visita de {visit}, {site} ({all}): {n} respondió en {month}; en {earlier}, {before}.",
    "Estudiantes de la visita de {visit}, {site} ({all}): {n} respondieron en {month}; en {earlier}, {before}.",
)
DIGEST_GRADUATES_SILENT = _("Hace tiempo no escriben: {names}. Una palabra tuya vale más que otro repaso.")
DIGEST_NOTHING_YET = _("Todavía no hay nada que contar de tu grupo.")
DIGEST_OTHER_GROUPS = _n("Y {n} grupo más.", "Y {n} grupos más.")
DIGEST_WHEN = _("¿Cuándo te mando el resumen?")
DIGEST_WHEN_NOW = _(
    "Te lo mando los {day} a las {hour}. ¿Cuándo te mando el resumen? También puedes escribirlo: viernes 5 p. m."
)
DIGEST_WHEN_AGAIN = _("Escríbeme el día y la hora así: viernes 5 p. m. Puede ser desde las 7 a. m. hasta las 8 p. m.")
DIGEST_WHEN_BUTTON = _("{day}, {hour}")
DIGEST_CHANGED = _("Listo. Te mando el resumen los {day} a las {hour}. El próximo: {next}.")
DIGEST_COMES = _("Te lo mando los {day} a las {hour}.")
DIGEST_PAUSED = _("El resumen está en pausa: vuelve {day}.")
DIGEST_PAUSED_NOW = _("Listo. El resumen vuelve {day}. Puedes pedirlo antes con «resumen».")
DIGEST_RESUMED = _("Listo. El resumen sigue: te llega {day}.")
DIGEST_UNTIL_WHEN = _("¿Hasta qué día pauso el resumen? Escríbelo, por ejemplo: lunes, 20/03 o una semana.")
DIGEST_OTHER_TIME = _("Otro día u hora")
DIGEST_PAUSE = _("Pausar hasta…")
DIGEST_RESUME = _("Quitar la pausa")
DIGEST_SEE = _("Ver el resumen")
DIGEST_WRITE_TO = _("Escribir a {name}")
DIGEST_WHICH = _("¿De qué grupo?")
DIGEST_SITE = _("{site}: escribieron {wrote} de {all}.")
DIGEST_PROGRAMME = _("Semana del {dates}, donde está el camión:")
DIGEST_PROGRAMME_NOW = _("Esta semana (del {dates}), donde está el camión:")
DIGEST_NO_TRUCK = _("Semana del {dates}: el camión no estuvo en ningún colegio.")
DIGEST_UNTAUGHT = _("Sin profe: {groups}.")
