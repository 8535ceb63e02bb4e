"""Why the machine refused, in Spanish."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "no hay permiso",
    errno.EADDRINUSE: "otro programa usa esa dirección",
    errno.EADDRNOTAVAIL: "esta máquina no tiene esa dirección",
    errno.EEXIST: "ya existe",
    errno.EISDIR: "es una carpeta",
    errno.EMFILE: "hay demasiados archivos abiertos",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ENOENT: "no existe",
    errno.ENOSPC: "no queda sitio en el disco",
    errno.ENOTDIR: "no es una carpeta",
    errno.EPERM: "no hay permiso",
    errno.EPIPE: "quien leía ya se fue",
    errno.EROFS: "ahí no se puede escribir",
    errno.EIO: "el disco no responde bien",
}


def reason(problem: OSError) -> str:
    """The reason, without a full stop; what is not known here stays as the machine says it."""
    return _REASONS.get(problem.errno or 0, problem.strerror or str(problem))
