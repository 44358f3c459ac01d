"""Documents made of our own sentences, always the same."""

from __future__ import annotations

import random

# Sentences by language; `{}` stands for a name of the list beside it.
SENTENCES: dict[str, tuple[list[str], list[str]]] = {
    "en": (
        [
            "The minister said on Monday that {} would not attend the meeting in {}.",
            "After two days of talks in {}, the delegation led by {} flew back to {}.",
            "{}’s spokesman denied the report; nobody in {} wanted to comment on it.",
            "Prices in {} rose faster than in {} for the third month in a row.",
            "“We have known {} for years,” an official told reporters outside the court.",
        ],
        [
            "Yerevan",
            "Erevan",
            "Aik Kondzhoryan",
            "Hayk Konjoryan",
            "Vladimir Poutine",
            "Kiev",
            "KYIV",
            "Tiflis",
            "Emmanuel Macron",
            "Macron",
            "Maia Sandu",
            "Chisinau",
            "Kishinev",
            "Georgia",
            "Paris, Texas",
            "the European Union (EU)",
            "Türkiye",
            "Turkey",
            "Armenian–Turkish",
            "Angela Merkel",
            "Dmitri Peskov",
        ],
    ),
    "ru": (
        [
            "Об этом в понедельник сообщила пресс-служба министерства; {} от комментариев отказался.",
            "По словам собеседника агентства, {} прибыл в {} накануне вечером.",
            "Цены в городе {} выросли, тогда как {} сохранил прежний уровень.",
        ],
        [
            "Айк Конджорян",
            "Ереван",
            "Владимир Путин",
            "Майя Санду",
            "Кишинев",
            "Эмманюэль Макрон",
            "Киев",
            "Армения",
        ],
    ),
    "fi": (
        [
            "Ministeri kertoi maanantaina, että {} ei osallistu kokoukseen.",
            "Hallitus ei ole vielä päättänyt, milloin {} matkustaa sinne.",
        ],
        ["Emmanuel Macron", "Jerevan", "Jerevanissa", "Kiovasta", "Emmanuel Macronin", "Helsinki", "Moskovassa"],
    ),
    "hy": (
        ["Նախագահը հայտնել է, որ {} այսօր չի մասնակցի հանդիպմանը։", "Նրանք հանդիպել են, սակայն {} լռել է։"],
        ["Երևան", "Երևանում", "Վլադիմիր Պուտին", "Հայկ Կոնջորյան", "Էմանուել Մակրոն"],
    ),
    "tr": (
        ["Cumhurbaşkanı bugün {} ile görüştü, daha sonra heyetle bir araya geldi.", "Bakan, {} hakkında soru almadı."],
        ["Kyiv’de", "Beijing'de", "Yerevan'dan", "Emmanuel Macron", "ABD", "İstanbul'un"],
    ),
    "zh": (
        ["外交部发言人周一表示,{}将不会出席会议。", "据报道,{}昨天抵达。"],
        ["北京", "埃里温", "弗拉基米尔·普京", "马克龙", "亞美尼亞"],
    ),
}

#: What no name is part of, beyond the basic plane too.
MARKS = ["", "", "", "🇦🇲 ", "𝔗𝔥𝔢 ", "👩‍👩‍👧 ", "\u200f", "é", "\r\n", "\t"]


def documents(count: int, seed: int = 20261125) -> list[str]:
    """So many documents of one to eight sentences, most of them in one language."""
    chosen = random.Random(seed)
    return [_document(chosen) for _ in range(count)]


def _document(chosen: random.Random) -> str:
    lang = chosen.choice(list(SENTENCES))
    parts = []
    for _ in range(chosen.randint(1, 8)):
        if chosen.random() < 0.05:
            lang = chosen.choice(list(SENTENCES))
        sentences, names = SENTENCES[lang]
        sentence = chosen.choice(sentences)
        filled = sentence.format(*(chosen.choice(names) for _ in range(sentence.count("{}"))))
        parts.append(chosen.choice(MARKS) + filled)
    return chosen.choice([" ", "\n", "\n\n"]).join(parts)
