"""The network: a small encoder with a capitalisation embedding, and several heads on one pass."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from brat import ROLES
from corpora import NAME_TAGS

LINK = 96  # width of the vectors that link a piece to a cue head
REACH = 128  # distances beyond this many pieces count as this many


class Network(nn.Module):
    """Word pieces and their case classes in; scores of cue heads, links, roles and names out."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        config: BertConfig = self.encoder.config
        width = config.hidden_size
        self.case = nn.Embedding(4, width)
        nn.init.zeros_(self.case.weight)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.flat = nn.Linear(width, len(ROLES))
        self.names = nn.Linear(width, len(NAME_TAGS))
        self.member = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(ROLES) * LINK))
        self.cue = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(ROLES) * LINK))
        self.distance = nn.Parameter(torch.zeros(len(ROLES), 2 * REACH + 1))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return cue-head logits, role logits, name logits, and the vectors of members and of cues."""
        hidden = self.dropout(self.states(ids, cases, mask))
        shape = (*ids.shape, len(ROLES), LINK)
        return (
            self.head(hidden).squeeze(-1),
            self.flat(hidden),
            self.names(hidden),
            self.member(hidden).view(shape),
            self.cue(hidden).view(shape),
        )

    def states(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> Tensor:
        """Return the encoder's last states, which all heads read."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        states: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states

    def links(self, member: Tensor, cue: Tensor, at: Tensor) -> Tensor:
        """Return the logits that each piece of one window plays each role for the cue heads ``at``.

        ``member`` and ``cue`` are (pieces, roles, width); the result is (heads, pieces, roles).
        """
        scores = torch.einsum("nrd,krd->knr", member, cue[at]) / LINK**0.5
        distance = (torch.arange(member.shape[0]).unsqueeze(0) - at.unsqueeze(1)).clamp(-REACH, REACH) + REACH
        return scores + self.distance[:, distance].permute(1, 2, 0)
