"""Social cards: the picture by which a post is shown where somebody shares its address."""

from clearance.cards.card import HEIGHT, WIDTH, Card
from clearance.cards.drawing import draw

__all__ = ["HEIGHT", "WIDTH", "Card", "draw"]
