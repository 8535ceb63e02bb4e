"""What a PostgreSQL server must be, and what is said of one that is not: each lack is a sentence with its mend."""

from __future__ import annotations

import psycopg

from bot.store.errors import DatabaseProblem, DatabaseUnfit
from bot.store.rows import Row

POOLER = (
    "YACHASKI_DATABASE lleva a un pooler (PgBouncer) que presta la misma conexión a varios. Pon la dirección del "
    "servidor mismo, o pool_mode=session en el pooler."
)
ENCODING = (
    "La base de datos guarda en {}, y ahí no entran todas las letras. Crea otra así: "
    "CREATE DATABASE yachaski ENCODING 'UTF8' TEMPLATE template0"
)
READ_ONLY = (
    "La base de datos solo deja leer. Pon en YACHASKI_DATABASE el servidor principal, o quita "
    "default_transaction_read_only."
)
NO_TABLES = (
    "El usuario de la base de datos no puede crear tablas. Dale permiso así: GRANT CREATE ON SCHEMA public TO {}"
)
NO_ENTRY = (
    "El servidor de la base de datos respondió y no dejó entrar. Mira en YACHASKI_DATABASE el usuario, la clave y el "
    "nombre de la base."
)
SILENT = "El servidor de la base de datos no responde. Mira YACHASKI_DATABASE y si el servidor corre."
_POOLERS_WORDS = "statement pooling mode"
_DOORS_WORDS = ("authentication", "autenticación", "does not exist", "no existe", "pg_hba.conf", "no password supplied")


def refused(error: psycopg.Error) -> DatabaseProblem:
    """What the operator reads of a connection that was not made: libpq gives no code, only the server's words."""
    said = str(error)
    if _POOLERS_WORDS in said:
        return DatabaseUnfit(POOLER)
    if "FATAL" in said and any(words in said for words in _DOORS_WORDS):
        return DatabaseUnfit(NO_ENTRY)
    return DatabaseProblem(SILENT)


def check_server(one: psycopg.Connection[Row], other: psycopg.Connection[Row]) -> None:
    """Raises DatabaseUnfit for a server that cannot do our work. Both connections are new and idle."""
    try:
        encoding, read_only = _asked(one, "SELECT current_setting('server_encoding'), current_setting(%s)", _READS)
        if encoding != "UTF8":
            raise DatabaseUnfit(ENCODING.format(encoding))
        if read_only == "on":
            raise DatabaseUnfit(READ_ONLY)
        if _lent(one, other):
            raise DatabaseUnfit(POOLER)
    except psycopg.OperationalError as error:
        raise refused(error) from error


def _lent(one: psycopg.Connection[Row], other: psycopg.Connection[Row]) -> bool:
    """Whether a connection is not one session of the server: our locks and settings would be anybody's.

    A pooler that lends the session used last gives `other` the one of `one`; one that takes turns changes it.
    """
    mine, again = _asked(one, _WHO), _asked(one, _WHO)
    other.execute("BEGIN", prepare=False)
    theirs = _asked(other, _WHO)
    other.execute("ROLLBACK", prepare=False)
    return mine != again or mine == theirs


def _asked(connection: psycopg.Connection[Row], question: str, *values: str) -> Row:
    row = connection.execute(question.encode(), values or None, prepare=False).fetchone()
    if row is None:
        raise psycopg.OperationalError("the server gave no answer")
    return row


_READS = "transaction_read_only"
_WHO = "SELECT pg_backend_pid()"
