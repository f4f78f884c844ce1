"""Knowledge packs: what is known of conflicts, as data. Actors, sources, alliances, operations, places, frames."""

from marsad.knowledge.builder import SIDE, name_key, name_words, overlap
from marsad.knowledge.knowledge import Country, Knowledge, Naming, PackInfo, Proxy
from marsad.knowledge.loader import installed_packs, load_packs
from marsad.knowledge.yamlfile import load_table

__all__ = [
    "SIDE",
    "Country",
    "Knowledge",
    "Naming",
    "PackInfo",
    "Proxy",
    "installed_packs",
    "load_packs",
    "load_table",
    "name_key",
    "name_words",
    "overlap",
]
