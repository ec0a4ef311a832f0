"""What a question asks, by rule and data: places, units, roles, kinds of question, years, numbers, topic."""

from search.understanding.query import Concept, NumberLimit, PlaceRef, Query, Topic, UnitRef
from search.understanding.understand import Understander

__all__ = ["Concept", "NumberLimit", "PlaceRef", "Query", "Topic", "Understander", "UnitRef"]
