"""Articles to stories: the keys by which an article is known, and the stories of all articles."""

from attribune.group.founding import stories
from attribune.group.keys import StoryKey, story_keys

__all__ = ["StoryKey", "stories", "story_keys"]
