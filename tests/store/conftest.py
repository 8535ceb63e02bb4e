"""Both engines, for every test here."""

from tests.engines import *  # noqa: F403 - fixtures are found by name
