"""Keeps and finds all that was read and found: one SQLite file."""

from attribune.dossier.connect import DossierError
from attribune.dossier.export import FORMATS, export
from attribune.dossier.schemas import SCHEMAS
from attribune.dossier.search import Hit
from attribune.dossier.store import Store
from attribune.dossier.tables import table

__all__ = ["FORMATS", "SCHEMAS", "DossierError", "Hit", "Store", "export", "table"]
