"""What whoever runs the programme asks for in words of their own: a new visit, an invitation, how it goes; pure."""

from __future__ import annotations

from typing import Literal

from bot.core.text import ways
from bot.core.text.ways import Ways

Subject = Literal["new_visit", "road", "invite", "news", "week", "help"]

_BESIDE = """
    mi mis puedo puede hay hacer hago se para como donde cuando quien cuantos cuanto cual hoy semana mes ahora otra otro
    va van esta estan ser tiene su al del programa yachaski quiero necesito ver saber
"""
_SUBJECTS: dict[Subject, ways.Subject] = {
    "new_visit": ways.Subject(
        2,
        f"{_BESIDE} un una colegio sede nueva nuevo",
        """
        agregar/agrego/añadir/añado/cargar/cargo/crear/poner/nueva/nuevo visita/parada/colegio/sede/ruta/grupo
        """,
    ),
    "road": ways.Subject(
        2,
        f"{_BESIDE} fecha fechas camion",
        """
        cambiar/mover/muevo/cambio/alargar/adelantar/atrasar/corregir fecha/fechas/visita/parada/salida/llegada
        camion/camioncito/visita/visitas/parada/paradas/ruta/itinerario
        """,
    ),
    "invite": ways.Subject(
        2,
        f"{_BESIDE} un una nueva nuevo enlace",
        """
        invitar/invito/invitacion/enlace/agregar/registrar/añadir profe/profesor/profesora/docente/contacto/persona
        """,
    ),
    "news": ways.Subject(
        2,
        f"{_BESIDE} todos estudiantes alumnos mensaje",
        """
        mandar/enviar/hacer/escribir aviso/anuncio/mensaje/comunicado
        avisar/comunicar todos/estudiantes/alumnos/profes
        """,
    ),
    "week": ways.Subject(
        2,
        f"{_BESIDE} todo bien estudiantes alumnos copia copias gastamos costo",
        """
        como va/vamos/estan/anda
        cuantos/cuantas estudiantes/alumnos/escribieron/empezaron/inscritos/hay
        todo bien/orden
        copia/copias/respaldo/costo/costos/gasto/gastos/gastamos/estado
        """,
    ),
    "help": ways.Subject(
        0, f"{_BESIDE} esto aqui yo con que", "que puedo/puedes/es/hago/sirve\ncomo funciona/sirve/usa/uso"
    ),
}
_ASKED = Ways(_SUBJECTS)


def subject(text: str, words: str = "") -> Subject | None:
    """What the words ask for; None when they ask for something else."""
    return _ASKED.subject(text, words)
