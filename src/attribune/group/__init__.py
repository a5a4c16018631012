"""Articles to stories: the keys by which an article is known, which articles are alike, and the stories they form."""

from attribune.group.founding import joined, stories
from attribune.group.keys import StoryKey, story_keys
from attribune.group.neighbourhood import STRETCH, Likeness, Scope, compared, scopes

__all__ = ["STRETCH", "Likeness", "Scope", "StoryKey", "compared", "joined", "scopes", "stories", "story_keys"]
