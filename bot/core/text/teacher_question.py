"""What a teacher asks for in words of her own: who is silent, the code, a lost key, a message to the class; pure."""

from __future__ import annotations

import re
from typing import Literal

from bot.core.text import ways
from bot.core.text.ways import Ways

Subject = Literal[
    "announcement", "sent", "silent", "progress", "key", "phone", "enrol", "code", "poster", "remove", "leave", "truck",
    "readers", "office", "help",
]  # fmt: skip

_LEARNERS = "estudiante/estudiantes/alumno/alumna/alumnos/alumnas/chico/chica/chicos/chicas/niño/niña/niños/niñas"
_CLASS = f"{_LEARNERS}/grupo/salon/clase/curso/todos/todas/padres/familias"
_BESIDE = """
    mi mis nuestro nuestra unos nuevo nueva puedo puede podria debo hay hago hacer se para como donde cuando quien
    quienes cual cuales hoy ayer semana ahora otra vez van esta estan ser tiene tienen su sus al grupo salon clase todos
    ver saber quisiera necesito estudiante alumno
"""
_SUBJECTS: dict[Subject, ways.Subject] = {
    "sent": ways.Subject(
        1,
        f"{_BESIDE} anuncio anuncios aviso avisos mensaje mande envie si bien llego llegaron ya les recibieron todos",
        """
        borrar/borro/corregir/corrijo/cambiar/cancelar/detener anuncio/aviso/mensaje
        llego/llegaron/salio/envio/mando/recibieron/leyeron anuncio/aviso/mensaje/mensajes
        ya llego/salio/envio/mando/recibieron/leyeron/mandaste/enviaste
        """,
    ),
    "announcement": ways.Subject(
        1,
        f"{_BESIDE} {_CLASS} mensaje comunicado recado avisar decir algo",
        f"""
        mandar/mando/enviar/envio/escribir/escribo/hacer/hago/poner mensaje/comunicado/aviso/anuncio/recado
        avisar/comunicar/escribir/escribirles/avisarles/decirles {_CLASS}
        """,
    ),
    "silent": ways.Subject(
        1,
        f"{_BESIDE} {_LEARNERS} mucho tiempo dias lecciones nada no todavia aun",
        f"""
        quien/quienes/cual/cuales no escribe/escriben/responde/responden/contesta/contestan/entra/entran/participan
        quien/quienes/cual/cuales no hace/hacen/avanza/avanzan/trabaja/trabajan/empezo/empezaron
        quien/quienes/cuales falta/faltan/atrasado/atrasados/problemas/dificultades
        {_LEARNERS} problemas/dificultades/atrasado/atrasados/silencio/dejaron
        """,
    ),
    "progress": ways.Subject(
        1,
        f"{_BESIDE} {_LEARNERS} lecciones van avanzando cuantas cuantos mucho hicieron",
        f"""
        como/cuanto va/van/avanzan/avanza/estan {_CLASS}
        avance/avances/progreso/notas {_CLASS}
        cuantos/cuantas/quien/quienes avanzaron/terminaron/hicieron/empezaron/escribieron/hizo/termino
        """,
    ),
    "key": ways.Subject(
        2,
        f"{_BESIDE} {_LEARNERS} nueva dar doy",
        """
        perdio/olvido/perdieron/olvidaron/recuerda/sabe/tiene clave/contraseña/llave
        dar/doy/nueva/otra clave/contraseña/llave
        """,
    ),
    "phone": ways.Subject(
        2,
        f"{_BESIDE} {_LEARNERS} un el la sin",
        """
        no tiene/tienen/trae/traen celular/celulares/telefono/telefonos
        sin celular/celulares/telefono
        perdio/robaron/malogro/rompio/vendio celular/telefono
        """,
    ),
    "remove": ways.Subject(
        1,
        f"{_BESIDE} {_LEARNERS} del de mi",
        f"""
        eliminar/elimino/quitar/quito/sacar/saco/borrar/borro/retirar/retiro {_LEARNERS}
        {_LEARNERS} retiro/fue/mudo/traslado/traslada/retirado
        """,
    ),
    "enrol": ways.Subject(
        1,
        f"{_BESIDE} {_LEARNERS} codigo entra entran empezar inscripcion",
        f"""
        agregar/agrego/inscribir/inscribo/registrar/registro/añadir/sumar/matricular {_LEARNERS}
        como entra/entran/inscriben/registran/unen {_LEARNERS}
        """,
    ),
    "code": ways.Subject(
        1,
        f"{_BESIDE} codigo cual del de",
        """
        codigo grupo/salon/clase/afiche
        cual/que/donde/dame codigo
        mi codigo
        """,
    ),
    "poster": ways.Subject(
        1,
        f"{_BESIDE} imprimir imprimo otro hoja familia familias papel",
        """
        afiche/afiches/poster/cartel/qr
        hoja/hojas familia/familias/permiso/padres
        """,
    ),
    "leave": ways.Subject(
        1,
        f"{_BESIDE} profe profesor profesora docente de este mi otro otra soy sere me voy",
        """
        ya no soy/sere/enseño/trabajo profe/profesor/profesora/docente/aqui/grupo
        reemplaza/reemplazo/reemplazara/reemplazar
        otro/otra/nuevo/nueva profe/profesor/profesora/docente
        """,
    ),
    "truck": ways.Subject(
        1,
        f"{_BESIDE} falta faltan dias fecha salida llegada hasta queda cambiar mucho",
        """
        camion/camioncito/trailer cuando/hasta/cuanto/cuantos/falta/vaya/va/viene/llega/vuelve/fecha/hora/sale
        fecha/dia salida/llegada/visita
        """,
    ),
    "readers": ways.Subject(
        1,
        f"{_BESIDE} yo mas lo mis mensajes respuestas anuncios que aqui",
        """
        quien/quienes ve/ven/lee/leen/puede/mira escribo/mensajes/respuestas/anuncios/digo/chat/leer/ver
        es/son privado/privados/confidencial/secreto
        """,
    ),
    "office": ways.Subject(
        1,
        f"{_BESIDE} con del de equivoque error problema falla programa hablar persona ayuda",
        """
        hablar/comunicarme/contactar/llamar/contacto/telefono/numero programa/encargado/responsable/persona/alguien
        equivoque grupo/salon/nombre/codigo
        reportar/tengo problema/error/falla
        """,
    ),
    "help": ways.Subject(
        0,
        f"{_BESIDE} esto eres aqui yo con sirve funciona que",
        """
        que puedo/puedes/es/eres/hago/haces/sirve
        como funciona/sirve/usa/uso
        """,
    ),
}
_ASKED = Ways(_SUBJECTS)
_TOLD = re.compile(
    r"\s*(?:por favor,?\s+)?(?:av[ií]sa|av[ií]sales|d[ií]les?|com[uú]n[ií]ca(?:les)?|escr[ií]beles|m[aá]ndales)"
    r"(?:\s+(?:a\s+)?(?:todos|todas|mi grupo|mi sal[oó]n|los estudiantes|mis estudiantes|los alumnos|mis alumnos"
    r"|los chicos|mis chicos|los padres|la clase))?\s*(?:,|:|que\b)\s*(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
SHORTEST_NEWS = 3
"""Words from which a sentence may be news for a class."""


def subject(text: str, words: str = "") -> Subject | None:
    """What the words ask for; None when they ask for something else."""
    return _ASKED.subject(text, words)


def told(text: str) -> str:
    """What the class is to be told in «avisa a todos que mañana no hay clase»; `""` where there is none."""
    found = _TOLD.fullmatch(text)
    return found[1].strip() if found else ""


_WISHES = re.compile(r"(?:me )?(?:puedes|podrias|puede|sabes|quiero|quisiera|necesito|dime|ayudame|como|muestrame)\b")


def wishes(words: str) -> bool:
    """Whether plain words want something of the programme, and tell nothing."""
    return _WISHES.match(words) is not None
