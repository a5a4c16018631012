"""Statements of a story to sayings: one utterance in all its wordings, each beside the fullest."""

from attribune.collate.collating import collate

__all__ = ["collate"]
