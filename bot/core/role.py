"""Whom a route is for: the few predicates that `who` is one of."""

from __future__ import annotations

from bot.core.scene import Scene


def anyone(_scene: Scene) -> bool:
    """Whoever holds the phone, somebody unknown too."""
    return True


def adult(scene: Scene) -> bool:
    """Who has a role, and learns nothing here."""
    return scene.learner is None and (scene.teacher is not None or bool(scene.roles))


def learner(scene: Scene) -> bool:
    """Who learns here."""
    return scene.learner is not None


def known(scene: Scene) -> bool:
    """Who learns here, or has a role."""
    return learner(scene) or adult(scene)


def teacher(scene: Scene) -> bool:
    """Who teaches a class."""
    return scene.teacher is not None


def operator(scene: Scene) -> bool:
    """Who runs the programme."""
    return "operator" in scene.roles


def road(scene: Scene) -> bool:
    """Who may move the truck's visits."""
    return teacher(scene) or operator(scene)


def protector(scene: Scene) -> bool:
    """Who may be told of a case, or asked in the place of a child's phone: the second adult too."""
    return contact(scene) or operator(scene)


def contact(scene: Scene) -> bool:
    """Who looks after cases: the protection contacts, and who is responsible for the programme."""
    return "protection" in scene.roles or "responsible" in scene.roles
