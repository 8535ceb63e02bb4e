"""Questions that no lesson answers and the programme knows: the truck, the day, the teacher, the cost; pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from bot.core.safety.spelling import fold
from bot.core.text import ways
from bot.core.text.letters import seen
from bot.core.text.ways import Ways
from bot.core.text.wording import weekday_words

Subject = Literal[
    "truck", "message", "class", "teacher", "robot", "cost", "credit", "moved", "number", "family", "scam", "date",
    "progress", "another", "length", "medium",
]  # fmt: skip
OF_US: frozenset[Subject] = frozenset({"family", "message", "progress", "robot"})
"""What is no question to a teacher, even when an announcement of hers was just heard."""

_TOMORROW = fold("manana")

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
_SUBJECTS: dict[Subject, ways.Subject] = {
    "truck": ways.Subject(
        2,
        f"{_PLACES} {_DAYS} otra vez nuevo nuevamente cuantos tiempo tablets donde hora fecha cuando como mas ira van",
        """
        camion/camioncito/trailer/furgon cuando/fecha/hasta/hora/donde/cuanto/cuantos/semana/todavia
        camion/camioncito/trailer viene/vendra/venir/vino/llega/llegara/llego/llegar/vuelve/volvera/volver
        camion/camioncito/trailer regresa/regresara/regresar/va/fue/ira/irse/ir/queda/quedara/sale/sigue/esta
        camion/camioncito/trailer hoy/mañana/lunes/martes/miercoles/jueves/viernes
        """,
    ),
    "message": ways.Subject(
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
    "class": ways.Subject(
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
    "teacher": ways.Subject(
        0,
        "cual como nombre mi tengo toca nuestro nuestra salon grupo tutor aqui quien es",
        """
        profe/profesor/profesora/maestra/maestro/docente quien/cual
        profe/profesor/profesora/maestra/maestro/docente llama/nombre
        profe/profesor/profesora que tengo/toca
        """,
    ),
    "robot": ways.Subject(
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
    "cost": ways.Subject(
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
    "credit": ways.Subject(
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
    "moved": ways.Subject(
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
    "number": ways.Subject(
        0,
        "nuevo nueva mi de tengo otro otra ahora ya he voy a otra vez se el la mio compre compraron han hermano como",
        """
        cambie/cambio/cambiado/cambiar/cambiare/cambiaron numero/celular/telefono/chip/linea/cel
        perdi/perdio/robaron/robo/malogro/malogrado/rompio/quitaron celular/telefono/chip/cel/numero
        nuevo/otro numero/celular/telefono/chip/cel tengo/ahora/mi/este/es/compre/compraron
        """,
    ),
    "family": ways.Subject(
        2,
        "mama papa madre padre apoderado apoderada hijo hija de el",
        """
        soy su/la/el/una/un mama/papa/madre/padre/mamita/papito/mami/papi/tia/tio/abuela/abuelo/abuelita/abuelito
        soy apoderado/apoderada/tutor/mama/papa/madre/padre
        soy su/la/el hermana/hermano/prima/primo/madrina/padrino
        habla/escribe/le su/la/el mama/papa/madre/padre/apoderado/apoderada
        """,
    ),
    "scam": ways.Subject(
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
    "date": ways.Subject(
        0,
        "hoy fecha dia estamos numero mes año que cuanto son ahora ahorita hora",
        """
        que/cual dia/fecha es/estamos/hoy/toca - clase
        a que/cuanto/cuantos estamos
        que fecha
        que/cual hora es/son
        """,
    ),
    "progress": ways.Subject(
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
    "another": ways.Subject(
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
    "length": ways.Subject(
        0,
        "cada leccion lecciones curso clase todo esto tiempo minutos cuanto cuantas cuantos dias semanas",
        """
        cuanto/cuantos dura/duran/demora/demoran/tarda/toma
        cuanto tiempo es/dura/toma/demora/lleva/son
        cuantas lecciones son/hay/tiene/tienes
        es largo/larga - camino
        """,
    ),
    "medium": ways.Subject(
        0,
        "mensaje mensajes leccion lecciones puedes en vez texto voz mejor por hay tienes clase clases hacer",
        """
        mandame/manda/mandas/envia/enviame/envias/puedes/tienes/hay/quiero audio/audios/video/videos/nota/notas
        mandame/manda/mandas/envia/enviame/envias/puedes/tienes/hay foto/fotos/imagen/imagenes/dibujo/dibujos
        puedes hablar/hablarme/leer/leerme/llamar/llamarme - persona alguien profe quechua ingles
        """,
    ),
}

_ALIKE = (
    "vende venden vendo vienes cuento cuentas cuentan cuenta pasa pasar pesos clavel noto precios clases costos "
    "escribo escribi nuevos pagos vuelta camino caminos camisa hablan quedan"
)
_ASKED = Ways(_SUBJECTS, _ALIKE)


def subject(text: str, words: str = "") -> Subject | None:
    """What the words ask that the programme knows by itself; None when they ask something else."""
    return _ASKED.subject(text, words)


def day_asked(text: str, today: date, free: Collection[date] = ()) -> date:
    """The day that the words are about: a date, a feast of the `free` days, tomorrow, the next of a weekday, today."""
    words = _ASKED.read(seen(text))
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
