"""Other networks, links, mail by whatever name people give them: `wasap`, `el feis`, `arroba gmail punto com`; pure."""

from __future__ import annotations

import re
from typing import Literal

_LEET = str.maketrans("013457", "oieast")
_WITH_LETTERS = re.compile(r"(?=[^\s]*[a-z])[a-z0-9]+")
_SPELLED = re.compile(r"(?<!\w)[a-z0-9](?:[\W_]{1,2}[a-z0-9](?!\w)){3,}")
_NAMES = (
    r"wh?at?s+(?:[\s-]?u?h?ap+\w*)?|wh?at?[sz]?ap+\w*|(?:gu|hu|u|w)a?t?[sz]+[ha]*p+\w*|guats?\w{0,2}|guas|wasa|wpp|wzp|wap{1,2}",
    r"face+(?:b\w+)?|fe[iy][szc]e?(?:b\w*)?|fb|fbk|f[ae]s\w?bu\w+",
    r"insta(?:s|gra\w*)?|ig|snap\w*|ti[ck]k?\s?to[ck]\w*|telegra[mn]\w*|mess?[ei]n?[gj]er\w*|msn|[ei][nm]\s?box",
    r"discord\w*|twitter|threads|kwai|likee|twitch|omegle|tinder|badoo|grindr|onlyfans|skype|viber|wechat|signal",
    r"(?:chat|id|nick|agreg\w+|busca\w*) (?:de |en |por )?(?:el )?(?:free\s?fire|roblox|fortnite)",
    r"you\s?tube|yutub\w*|pinterest|reddit|linked\s?in|(?:por|sala|al?|de|mi|en) (?:el )?zoom|google meet",
    r"(?:al|por|en|x) (?:interno|privado|pv|inter)|(?:al?|un|por|x|mandame) (?:dm|md)",
    r"(?:app?|aplica(?:cion|tivo)|logo|icono) (?:del? )?(?:color )?(?:verde|azul|morad[oa]|fucsia|rosad[oa]|negr[oa])",
    r"libro de (?:las )?caras|cara\s?libro",
)
_NETWORK = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_NAMES)})(?![a-z0-9])")
_LINK = re.compile(
    r"https?\s?:|www\b|\S@\S|(?<!\w)@\s?\w{3,}|\b(?:t\.me|wa\.me|bit\.ly)\b"
    r"|\b(?!gob\.pe\b)[\w-]{2,}\.(?:com|pe|net|org|ly|gl|gg|io|be|gle|info|xyz|app|link|site|online|club|tv)\b|\b[\w-]{2,}\.me/"
    r"|\b[\w-]{2,}\s?\.\s?(?:com|net|org)\b|\b\w+[a-z]_[a-z0-9]\w*|\b[a-z]\w*_\d\w*"
)
_SAID = re.compile(
    r"[\(\[]\s?(?:at|arroba|punto|dot)\s?[\)\]]|\barroba\b.{0,30}\b(?:punto|com)\b"
    r"|\b(?:g\W?mail|[hj]otmail|outlook|yahoo|icloud|proton\s?mail|jimeil|yimeil|gemail)\b"
    r"|\b(?:punto|dot) (?:com|net|org)\b|\b(?:punto|dot) \w{2,4} (?:barra|slash|/)|\bcom punto pe\b"
    r"|\bmi (?:usuario|user|nick)\b"
)


def named(words: str) -> Literal["", "link", "network"]:
    """Whether words, as seen, hold a link or an address, or name another network."""
    spelled = _SPELLED.sub(lambda run: re.sub(r"[\W_]", "", run[0]), words)
    views = {words, spelled, _WITH_LETTERS.sub(lambda word: word[0].translate(_LEET), spelled)}
    if any(found.search(view) for view in views for found in (_LINK, _SAID)):
        return "link"
    return "network" if any(map(_NETWORK.search, views)) else ""
