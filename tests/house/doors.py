"""The contract of the doors, for import-linter: another room is entered by its doors only.

Import-linter's own `protected` names the modules that are closed, one by one; here everything
is closed but the doors, so that a new inner module is protected from its first day.
"""

from typing import TypedDict

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Trespass(TypedDict):
    """One import past a door."""

    importer: str
    imported: str
    line: int


class DoorsContract(Contract):
    """Which modules of a room another room may import.

    doors: names of modules open to others in every room. more_doors: `room.module` open in that
    room alone. open_rooms: rooms without an inside.
    free_rooms: rooms that may enter anywhere. trespassers: pairs `importer -> imported` allowed
    for now; the list may only shrink.
    """

    type_name = "doors"

    doors = fields.SetField(subfield=fields.StringField())
    more_doors = fields.SetField(subfield=fields.StringField(), required=False)
    open_rooms = fields.SetField(subfield=fields.StringField(), required=False)
    free_rooms = fields.SetField(subfield=fields.StringField(), required=False)
    trespassers = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import between two rooms."""
        found = [
            trespass
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._is_closed(importer, imported)
            for trespass in [_trespass(graph, importer, imported)]
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def _is_closed(self, importer: str, imported: str) -> bool:
        mine, theirs = importer.split("."), imported.split(".")
        if len(mine) < 2 or len(theirs) < 2 or mine[:2] == theirs[:2]:
            return False
        if theirs[1] in _names(self.open_rooms) or mine[1] in _names(self.free_rooms):
            return False
        if f"{importer} -> {imported}" in _names(self.trespassers):
            return False
        if len(theirs) < 3 or f"{theirs[1]}.{theirs[2]}" in _names(self.more_doors):
            return len(theirs) < 3
        return theirs[2] not in _names(self.doors)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which import goes past which door."""
        found: list[Trespass] = check.metadata["found"]
        for trespass in found:
            output.print_error(
                f"- {trespass['importer']} -> {trespass['imported']} (l.{trespass['line']})",
                bold=False,
            )
        output.new_line()


def _names(declared: object) -> frozenset[str]:
    return frozenset(declared) if isinstance(declared, set | frozenset) else frozenset()


def _trespass(graph: ImportGraph, importer: str, imported: str) -> Trespass:
    details = graph.get_import_details(importer=importer, imported=imported)
    line = details[0]["line_number"] if details else 0
    return {"importer": importer, "imported": imported, "line": line}
