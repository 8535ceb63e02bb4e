"""Where somebody's place is open, or a role is used: each device, and [Cerrar] for the others."""

from __future__ import annotations

from bot.core import phrase
from bot.core.effect import DeviceClosed
from bot.core.people import Device
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom, entered, proof
from bot.core.talk.held_words import speaker

MOST_SHOWN = 6


def show(scene: Scene, _argument: str, context: Context) -> Turn:
    """All of them, this one first."""
    return _waits(scene, context) or _listed(scene, scene.devices, context)


def close(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One of the others is parted from the place; None where it is open there no more."""
    waits = _waits(scene, context) or (entered.frozen(scene, context) if scene.learner else None)
    if waits:
        return waits
    device = next((one for one in scene.devices if one.address == argument and argument != scene.address), None)
    if device is None:
        return show(scene, "", context)
    left = tuple(one for one in scene.devices if one.address != argument)
    turn = _listed(scene, left, context, context.t(phrase.DEVICE_CLOSED))
    return turn.adding(DeviceClosed(device.address, scene.learner.id if scene.learner else speaker(scene)))


def _waits(scene: Scene, context: Context) -> Turn | None:
    return proof.wanted(scene, context) if scene.learner else None


def _listed(scene: Scene, devices: tuple[Device, ...], context: Context, lead: str = "") -> Turn:
    others = [one for one in devices if one.address != scene.address][:MOST_SHOWN]
    if not others:
        said = context.t(phrase.DEVICES_ONE)
        return scene.then(f"{lead} {said}" if lead else said)
    lines = [_line(number, device, scene, context) for number, device in enumerate(others, 1)]
    text = "\n".join([context.t(phrase.DEVICES), *lines])
    choices = tuple(
        Choice(context.t(phrase.CLOSE_DEVICE, n=number), "devices.close", device.address)
        for number, device in enumerate(others, 1)
    )
    onward = (Choice(context.t(phrase.CONTINUE), "today.proceed"),) if scene.learner else ()
    return scene.turn(Ask(f"{lead}\n{text}" if lead else text, (*choices, *onward)))


def _line(number: int, device: Device, scene: Scene, context: Context) -> str:
    zone = context.zone(scene.cohort)
    days = (context.today(scene.cohort) - device.heard_at.astimezone(zone).date()).days
    where = _where(device.channel, context)
    return context.t(phrase.DEVICE_LINE, n=number, where=where, when=classroom.ago(days, context))


def _where(channel: str, context: Context) -> str:
    """What people call the channel: a page of ours, or a carrier by its name."""
    limits = context.limits.get(channel)
    return context.t(phrase.DEVICE_PAGE) if limits is None or limits.retires else limits.called or channel.capitalize()
