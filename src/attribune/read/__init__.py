"""Read: files, pages, JSON lines and tables to articles, or to what could not be read and why."""

from attribune.read.inputs import read

__all__ = ["read"]
