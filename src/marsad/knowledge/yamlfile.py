"""YAML files checked against pydantic models: every problem is one line that names the file, the line and the field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from marsad.records import PackError

M = TypeVar("M", bound=BaseModel)

_STRING = "tag:yaml.org,2002:str"

Problem = tuple[str, str]
"""(where, what): "packs/syria/actors.yaml:12" and what is wrong there."""


class _Loader(yaml.CSafeLoader):
    """YAML 1.1 reads "on", "off", "yes", "no" as booleans; in lists of English words they are words."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF"))


def pack_error(problems: Sequence[Problem], *, advice: str = "") -> PackError:
    """One error for all problems, a line each, in the order in which they were found."""
    (where, what), *others = problems
    lines = [what, *(f"{place}: {text}" for place, text in others)]
    return PackError("\n".join(lines), where=where, advice=advice)


def load_table(path: Path, model: type[M]) -> M:
    """Read one YAML file as `model`. Raises PackError that lists every problem as FILE:LINE and field."""
    return Table(path).validate(model)


class Table:
    """A YAML file that remembers where each of its values is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise PackError(f"cannot be read ({error.strerror})", where=str(path)) from error
        except UnicodeDecodeError as error:
            raise PackError(f"is not UTF-8 (byte {error.start})", where=str(path)) from error
        loader = _Loader(text)
        try:
            self._node: yaml.Node | None = loader.get_single_node()
            self.data: Any = None if self._node is None else _value(self._node, loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = mark.line + 1 if mark else 1
            raise PackError(str(error.problem or error.context), where=f"{path}:{line}") from error
        except yaml.YAMLError as error:
            raise PackError(str(error).replace("\n", " "), where=str(path)) from error
        finally:
            loader.dispose()

    def validate(self, model: type[M]) -> M:
        """The file's content as `model`; an empty file counts as an empty mapping."""
        try:
            return model.model_validate({} if self.data is None else self.data)
        except ValidationError as error:
            problems = [(self.where(e["loc"]), _describe(e["loc"], e["msg"], e["type"])) for e in error.errors()]
            raise pack_error(problems) from error

    def where(self, loc: Sequence[str | int]) -> str:
        """FILE:LINE of the value at `loc` (keys and list positions), or of the deepest part of it that is written."""
        node, line = self._node, 0
        for step in loc:
            found: yaml.Node | None = None
            if isinstance(node, yaml.MappingNode):
                found = next((value for key, value in node.value if key.value == str(step)), None)
                line = next((key.start_mark.line for key, _ in node.value if key.value == str(step)), line)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                line = found.start_mark.line
            if found is None:
                break
            node = found
        return f"{self.path}:{line + 1}"


def _value(node: yaml.Node, loader: yaml.CSafeLoader) -> Any:  # noqa: ANN401 (YAML holds any value)
    """The value of a node, faster than by PyYAML's own construction (which keeps a state for cycles); a key that is
    written twice is an error (YAML lets the last one win)."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _STRING else loader.construct_object(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, loader) for item in node.value]
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _value(key_node, loader) if isinstance(key_node, yaml.ScalarNode) else None
        if key is None or key in mapping:
            what = "a key must be a word" if key is None else f"the key '{key}' is written twice"
            raise yaml.constructor.ConstructorError(None, None, what, key_node.start_mark)
        mapping[key] = _value(value_node, loader)
    return mapping


def _describe(loc: Sequence[str | int], message: str, kind: str) -> str:
    field = next((str(step) for step in reversed(loc) if isinstance(step, str) and not step.endswith("]")), "")
    said = {"missing": "is missing", "extra_forbidden": "is no field of this entry"}.get(kind)
    if said is None:
        said = message.removeprefix("Value error, ")
        said = f"{said[:1].lower()}{said[1:]}"
    return f"field '{field}': {said}" if field else said
