"""`costs`: what carriers billed, what a unit costs from a day on."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import NoReturn

import click

from bot.commands import database, terminal
from bot.core import costs as sums
from bot.core.costs import Sum
from bot.settings import load

NOTHING = "Ningún mensaje se cobró todavía."
NO_PRICES = "No hay precios puestos. Para poner uno: python -m bot costs set whatsapp utility 0.02 --from 2027-03-01"
NOT_DOLLARS = "«{text}» no es un precio. Escríbelo en dólares, con punto: 0.02"
NOT_NAMED = "«{text}» no es el nombre de un canal o de una categoría. Así se escribe: whatsapp utility"
EVER = (date(2000, 1, 1), date(9999, 1, 1))
_NAME = re.compile(r"[a-z_]{1,40}")


@click.group(cls=terminal.Group, invoke_without_command=True, help="Lo que cuestan los mensajes, mes por mes.")
@click.pass_context
def costs(ctx: click.Context) -> None:
    if ctx.invoked_subcommand:
        return
    found = database.read(load(), lambda book: (book.billed(*EVER), book.prices()))
    for line in lines(*found) if found else [NOTHING]:
        click.echo(line)


@costs.command("set", help="Lo que cuesta un mensaje (por SMS, una parte) desde un día, en dólares.")
@click.argument("channel", metavar="CANAL")
@click.argument("category", metavar="CATEGORÍA")
@click.argument("price", metavar="PRECIO")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DÍA")
def set_price(channel: str, category: str, price: str, since: date) -> None:
    for text in (channel, category):
        if not _NAME.fullmatch(text):
            _sorry(NOT_NAMED.format(text=text))
    micro = sums.dollars(price)
    if micro is None:
        _sorry(NOT_DOLLARS.format(text=price))
    sys.exit(database.write(load(), "price", channel, category, f"{since:%Y-%m-%d}", str(micro)))


def lines(billed: list[sums.Billed], prices: list[sums.Price]) -> list[str]:
    """Month by month, channel and category; then the prices that hold."""
    found = sums.sums(billed, prices)
    told = [_line(one) for one in found] or [NOTHING]
    told += [
        f"{one.channel} {one.category}: {sums.money(one.micro, 4)} dólares desde el {one.since:%Y-%m-%d}."
        for one in prices
    ]
    return told if prices else [*told, NO_PRICES]


def _line(one: Sum) -> str:
    many = "1 mensaje" if one.messages == 1 else f"{one.messages} mensajes"
    parts = f" ({one.units} partes)" if one.units != one.messages else ""
    cost = "sin precio" if one.micro is None else f"{sums.money(one.micro)} dólares"
    return f"{one.month} {one.channel} {one.category}: {many}{parts}, {cost}."


def _sorry(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(1)
