"""Questions that no lesson answers and the programme knows: the truck, the day, the teacher, the cost; pure.

A line of a subject's list is a way of asking: every word of it has to be there, in any order; `a/b` is one or the
other. What a message has beside the subject's own words and the small words of any chat is foreign to it: more than
the subject puts up with, and the message asks something else («¿cuánto cuesta?» is ours, «¿cuánto cuesta el queso?»
is not).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from bot.core.safety.spelling import Lexicon, fold, folded
from bot.core.text.letters import seen
from bot.core.text.wording import weekday_words

Subject = Literal[
    "truck", "message", "class", "teacher", "robot", "cost", "credit", "moved", "number", "family", "scam", "date",
    "progress", "another", "length", "medium",
]  # fmt: skip
OF_US: frozenset[Subject] = frozenset({"family", "message", "progress", "robot"})
"""What is no question to a teacher, even when an announcement of hers was just heard."""
MOST_WORDS = 16

_WORD = re.compile(r"\w+")
_SHORTEST_FORGIVEN = 5
_TOMORROW = fold("manana")


class _Way(Struct, frozen=True):
    """What has to be there, each group by one of its words; what must not; what else belongs; how much is foreign."""

    needed: tuple[frozenset[str], ...]
    barred: frozenset[str]
    own: frozenset[str]
    foreign: int


_SMALL = """
    a ah al algo alguien alo amiga amigo amigos ante aqui aca asi aun bueno buenas buenos con consulta de del desde dia
    dias dime digame dinos disculpa disculpe e el ella ellos en entonces eh es esa ese eso esta este esto favor gracias
    hey hola joven la las le les lo los me mi mis miss muy ni no nos nosotros noches o oe oh ok oiga oye para pe pero
    pes por porfa porfis pregunta preguntarte profe profesor profesora ps pues que quiero quisiera saber sabe sabes se
    senor senora senorita seno si su sus tambien tardes te tengo todavia tu tus un una usted ustedes y ya yachaski
"""
_DAYS = "hoy mañana pasado lunes martes miercoles jueves viernes sabado domingo semana"
_PLACES = "colegio cole escuela pueblo comunidad salon grupo"
_DATES = (
    "santo santa navidad fiestas patrias año nuevo proximo siguiente primero enero febrero marzo abril mayo junio "
    f"julio agosto setiembre septiembre octubre noviembre diciembre {' '.join(map(str, range(1, 32)))}"
)
_CITIES = (
    "lima/ica/huancayo/chincha/pisco/cusco/arequipa/ayacucho/huancavelica/huaytara/cañete/nazca/trujillo/puno/juliaca/"
    "ciudad/costa/selva/capital/mina/provincia"
)
_SUBJECTS: dict[Subject, tuple[int, str, str]] = {
    "truck": (
        2,
        f"{_PLACES} {_DAYS} otra vez nuevo nuevamente cuantos tiempo tablets donde hora fecha cuando como mas ira van",
        """
        camion/camioncito/trailer/furgon cuando/fecha/hasta/hora/donde/cuanto/cuantos/semana/todavia
        camion/camioncito/trailer viene/vendra/venir/vino/llega/llegara/llego/llegar/vuelve/volvera/volver
        camion/camioncito/trailer regresa/regresara/regresar/va/fue/ira/irse/ir/queda/quedara/sale/sigue/esta
        camion/camioncito/trailer hoy/mañana/lunes/martes/miercoles/jueves/viernes
        """,
    ),
    "message": (
        0,
        f"""
        {_DAYS} a que hora cuando siguiente proxima proximo otra otro nueva nuevo mas aun llegado va mi porque xq ha vez
        """,
        """
        cuando/hora vas/va escribir/mandar/avisar/hablar
        cuando/hora/dia escribes/escribiras/escribe/escriben/escribir/hablas/hablaras/avisas/avisaras
        cuando/hora/dia mensaje/mensajes/leccion/lecciones llega/llegan/llegara/toca/viene/mandas/mandan/mandaras/envias
        cuando/hora/dia mensaje/mensajes/leccion/lecciones es/hay/tengo/recibo/sale/empieza/sigue
        cuando/hora proxima/proximo/siguiente/otra/otro leccion/mensaje/clase
        cuando mensaje/leccion
        no llega/llego/llegado/llegan/llegaron/mandaste/mandas leccion/lecciones/mensaje/mensajes
        cuando mandas/mandaras/envias otra/otro/mas/siguiente
        proxima/proximo/siguiente mensaje
        """,
    ),
    "class": (
        0,
        f"{_PLACES} {_DAYS} cuando normal feriado vacaciones vamos habra hay porque va ir tenemos camion sera {_DATES}",
        """
        hay/habra/abra/ay/tenemos/toca/tendremos/tendre clase/clases
        tengo clase/clases hoy/mañana/lunes/martes/miercoles/jueves/viernes/sabado/domingo
        hoy/mañana/lunes/martes/miercoles/jueves/viernes/sabado/domingo clase/clases
        hoy/mañana/lunes/martes/miercoles/jueves/viernes/sabado/domingo feriado
        hay/habra/hoy/mañana leccion/lecciones hoy/mañana/sabado/domingo
        es/hay/cuando/proximo/siguiente feriado/feriados
        hay/habra clase/clases santo/santa/navidad/fiestas/patrias
        hay/habra colegio/cole/escuela hoy/mañana/lunes/martes/miercoles/jueves/viernes
        cuando/hay/son/tenemos vacaciones
        """,
    ),
    "teacher": (
        0,
        "cual como nombre mi tengo toca nuestro nuestra salon grupo tutor aqui quien es",
        """
        profe/profesor/profesora/maestra/maestro/docente quien/cual
        profe/profesor/profesora/maestra/maestro/docente llama/nombre
        profe/profesor/profesora que tengo/toca
        """,
    ),
    "robot": (
        0,
        "como cual nombre real verdad tuyo humana serio de eres o algun quien puedo donde otra",
        """
        eres/sos/es/seras/hablo robot/bot/robotina/maquina/humano/humana/computadora/ia/chatgpt/androide
        eres/sos/es/seras/hablo inteligencia artificial
        eres/sos/seras/hablo persona/gente/real/programa
        eres mujer/hombre/chico/chica/varon
        quien/que eres
        quien hizo/creo/invento/programo
        donde estas/vives
        cuantos años tienes
        hablar persona/alguien/humano/humana
        quien escribe/habla/responde/contesta/manda/mandas
        quien hablo
        como/cual llamas/nombre - mi profe profesor profesora
        """,
    ),
    "cost": (
        0,
        """
        cuanto cuantos cuestan hay pagar plata soles mensaje mensajes leccion lecciones curso clase clases programa
        internet datos saldo esto gasta gastan usar usarlo app aplicacion whatsapp telegram por cada al mes dia
        inscribirme inscripcion estudiar aqui seguir gratis paga o se tambien va van me algo mucho muchos sin recarga
        """,
        """
        cuanto/cuantos cuesta/cuestan/costara/costar/cobra/cobran/cobras/vale/costo/sale
        que precio/costo tiene/es - un una
        cobran/cobras/cobrar curso/algo/clase/clases/leccion/lecciones/me/van
        si no tengo/hay/tenemos plata/dinero
        gratis paga/pagar/pago
        es/son/sera gratis/gratuito/pagado
        cuanto/hay/tengo/debo/que pagar/pago/paga/cobran
        cuanto/cuantos/cuantas/gasta/gastan/consume/necesita megas/mega/datos/internet/saldo
        gasta/gastan/consume mucho/muchos
        cuanto gasta/gastas/consume/consumes
        necesito/hay tener saldo/megas/internet/datos/recarga
        necesito saldo/megas/internet/datos/recarga
        funciona/sirve/puedo sin saldo/megas/internet/datos
        """,
    ),
    "credit": (
        0,
        """
        plata para cargar recargar celular tengo hay mas hoy ahora plan internet datos nos casa señal wifi quede estoy
        estamos cerro chacra puna campo pueblo aca aqui alla arriba abajo lejos buena casi ahorita
        """,
        """
        no tengo/hay/ay/tenemos/tenia saldo/megas/mega/internet/recarga/datos/wifi/señal/cobertura
        no plata recargar/recarga/saldo/megas/internet
        acabo/acabaron/termino/terminaron saldo/megas/mega/internet/datos/recarga/plan
        sin saldo/megas/mega/internet/datos/señal
        poco/poquito saldo/megas/internet/datos
        """,
    ),
    "moved": (
        1,
        f"ahora vivir familia mama papa tia tio hermana hermano trabajar estudiar otro otra {_PLACES} {_DAYS} mes",
        f"""
        fui/fuimos/voy/vamos/vine/vinimos/ire/iremos/ir/vivo/estoy/viaje/viajo/viajamos/viajare/mude/mudo {_CITIES}
        ya fui/fuimos/vine/voy {_CITIES}
        mude/mudamos/mudado/mudo/mudare/mudando
        cambie/cambio/cambiaron/cambiare/cambiado/otro/nuevo colegio/cole/escuela
        ya no/deje estoy/vivo/estudio/voy/ire colegio/cole/escuela/pueblo/comunidad/alla
        """,
    ),
    "number": (
        0,
        "nuevo nueva mi de tengo otro otra ahora ya he voy a otra vez se el la mio compre compraron han hermano como",
        """
        cambie/cambio/cambiado/cambiar/cambiare/cambiaron numero/celular/telefono/chip/linea/cel
        perdi/perdio/robaron/robo/malogro/malogrado/rompio/quitaron celular/telefono/chip/cel/numero
        nuevo/otro numero/celular/telefono/chip/cel tengo/ahora/mi/este/es/compre/compraron
        """,
    ),
    "family": (
        2,
        "mama papa madre padre apoderado apoderada hijo hija de el",
        """
        soy su/la/el/una/un mama/papa/madre/padre/mamita/papito/mami/papi/tia/tio/abuela/abuelo/abuelita/abuelito
        soy apoderado/apoderada/tutor/mama/papa/madre/padre
        soy su/la/el hermana/hermano/prima/primo/madrina/padrino
        habla/escribe/le su/la/el mama/papa/madre/padre/apoderado/apoderada
        """,
    ),
    "scam": (
        0,
        "eres es son sera seras verdad serio todo cierto estafador estafadores real van robar",
        """
        es/eres/son/sera/seras/seran estafa/estafador/estafadores/engaño/mentira/falso/fraude/trampa - que una como
        es/eres/son/sera esto/yachaski/seras confiable/confiables/seguro/segura/peligroso/verdad/cierto/real - que una
        es/son/eres confiable/confiables/seguro/peligroso - que una
        es/sera/son estafa/engaño/mentira esto
        me van/vas/quieren/quieres estafar/robar/engañar
        """,
    ),
    "date": (
        0,
        "hoy fecha dia estamos numero mes año que cuanto son ahora ahorita hora",
        """
        que/cual dia/fecha es/estamos/hoy/toca - clase
        a que/cuanto/cuantos estamos
        que fecha
        que/cual hora es/son
        """,
    ),
    "progress": (
        0,
        "cuanto cuantas cuantos voy como mucho poco mas hecho curso lecciones leccion semana acabar terminar bien mal",
        """
        como/tal/cuanto/bien voy/vamos/ando
        como estoy yendo/avanzando
        cuanto/cuantas llevo/avance/avanzado/falta/faltan/hice/hecho/complete/aprendi
        cuanto/cuantas tengo lecciones
        en que/cual leccion/semana voy/estoy/vamos/quede
        cuanto he avanzado/aprendido/hecho
        """,
    ),
    "another": (
        1,
        "mi mis otro otra mas tambien como hace hago para ella el aqui mismo celular este curso clases compañeros",
        """
        hermano/hermana/hermanito/hermanita/primo/prima/amigo/amiga/amigos/amigas quiere/quieren/puede/pueden entrar
        hermano/hermana/hermanito/hermanita/primo/prima/amigo/amiga/amigos/amigas quiere/quieren/puede/pueden aprender
        hermano/hermana/hermanito/hermanita/primo/prima/amigo/amiga/amigos/amigas quiere/quieren/puede/pueden estudiar
        hermano/hermana/hermanito/hermanita/primo/prima/amigo/amiga/amigos/amigas quiere/quieren/puede/pueden participar
        hermano/hermana/primo/prima/amigo/amiga/amigos/compañero/compañera inscribirse/anotarse/unirse/registrarse
        como invito/agrego/inscribo/anoto hermano/hermana/primo/prima/amigo/amiga/amigos/amigas/compañero/compañera
        """,
    ),
    "length": (
        0,
        "cada leccion lecciones curso clase todo esto tiempo minutos cuanto cuantas cuantos dias semanas",
        """
        cuanto/cuantos dura/duran/demora/demoran/tarda/toma
        cuanto tiempo es/dura/toma/demora/lleva/son
        cuantas lecciones son/hay/tiene/tienes
        es largo/larga - camino
        """,
    ),
    "medium": (
        0,
        "mensaje mensajes leccion lecciones puedes en vez texto voz mejor por hay tienes clase clases hacer",
        """
        mandame/manda/mandas/envia/enviame/envias/puedes/tienes/hay/quiero audio/audios/video/videos/nota/notas
        mandame/manda/mandas/envia/enviame/envias/puedes/tienes/hay foto/fotos/imagen/imagenes/dibujo/dibujos
        puedes hablar/hablarme/leer/leerme/llamar/llamarme - persona alguien profe quechua ingles
        """,
    ),
}


def subject(text: str, words: str = "") -> Subject | None:
    """What the words ask that the programme knows by itself; None when they ask something else."""
    read = _brought_back(words) if words else _read(text)
    if not read or len(read) > MOST_WORDS:
        return None
    for name, ways in _all_ways().items():
        if any(_asked(read, way) for way in ways):
            return name
    return None


def day_asked(text: str, today: date, free: Collection[date] = ()) -> date:
    """The day that the words are about: a date, a feast of the `free` days, tomorrow, the next of a weekday, today."""
    words = _read(text)
    feast = _feast(seen(text), today, free)
    if feast:
        return feast
    if _TOMORROW in words:
        return today + timedelta(days=2 if "pasado" in words else 1)
    named = [n for n in range(7) if fold(seen(weekday_words(n))) in words]
    return today + timedelta(days=(named[0] - today.weekday()) % 7) if named else today


def next_free(text: str, today: date, free: Collection[date]) -> date | None:
    """The next holiday, where it is asked when one is; None where a day is asked about."""
    words = seen(text)
    if "feriado" not in words or not re.search(r"\b(?:cuando|proximo|siguiente)\b", words):
        return None
    return min((day for day in free if day > today), default=None)


_MONTH_NAMES = "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre"
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}
_DATE = re.compile(rf"\b(\d{{1,2}}|primero)(?: de)? ({'|'.join(_MONTHS)}|septiembre)\b")
_FIXED = (("navidad", 12, 25), ("fiestas patrias", 7, 28), ("ano nuevo", 1, 1))
_HOLY = {"jueves santo": 3, "viernes santo": 4, "semana santa": 4}


def _feast(words: str, today: date, free: Collection[date]) -> date | None:
    """The day of a month, or of a feast that people call by its name."""
    for name, weekday in _HOLY.items():
        if name in words:
            spring = (day for day in free if day >= today and day.month in {3, 4} and day.weekday() == weekday)
            return min(spring, default=None)
    found = _DATE.search(words)
    fixed = next(((month, day) for name, month, day in _FIXED if name in words), None)
    if found:
        fixed = _MONTHS.get(found[2], 9), 1 if found[1] == "primero" else int(found[1])
    if fixed is None:
        return None
    coming = (_on(today.year + later, *fixed) for later in (0, 1))
    return next((day for day in coming if day and day >= today), None)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _asked(words: frozenset[str], way: _Way) -> bool:
    if not all(words & group for group in way.needed) or words & way.barred:
        return False
    return len(words - way.own) <= way.foreign


def _read(text: str) -> frozenset[str]:
    """The words as they sound, brought back to those that the lists know."""
    return _brought_back(seen(text))


def _brought_back(words: str) -> frozenset[str]:
    lexicon = _lexicon()
    heard = (part for word in _WORD.findall(words) for part in folded(word))
    return frozenset(word for part in heard for one in part.split() for word in lexicon.back(one))


def _folded(listed: str) -> frozenset[str]:
    return frozenset(fold(seen(word)) for word in listed.replace("/", " ").split())


@cache
def _all_ways() -> dict[Subject, tuple[_Way, ...]]:
    small = _folded(_SMALL)
    found = {}
    for name in get_args(Subject):
        foreign, beside, lines = _SUBJECTS[name]
        own = small | _folded(beside)
        found[name] = tuple(_way(line, own, foreign) for line in lines.strip().splitlines())
    return found


def _way(line: str, own: frozenset[str], foreign: int) -> _Way:
    asked, _, barred = line.partition(" - ")
    groups = tuple(map(_folded, asked.split()))
    return _Way(groups, _folded(barred), own.union(*groups), foreign)


@cache
def _lexicon() -> Lexicon:
    ways = [way for ways in _all_ways().values() for way in ways]
    known = frozenset().union(*(way.own for way in ways))
    needed = frozenset().union(*(group for way in ways for group in way.needed))
    return Lexicon(known, (word for word in needed if len(word) >= _SHORTEST_FORGIVEN), _ALIKE)


_ALIKE = _folded(
    "vende venden vendo vienes cuento cuentas cuentan cuenta pasa pasar pesos clavel noto precios clases costos "
    "escribo escribi nuevos pagos vuelta camino caminos camisa hablan quedan"
)
"""Words of every day that are one slip from one of ours and mean something else."""
