"""Encoders: anything with `encode_query` and `encode_document`; `make_encoder` makes one of what a user names."""

from search.encoders.make import make_encoder
from search.encoders.protocol import Encoder, Vectors, unit_rows

__all__ = ["Encoder", "Vectors", "make_encoder", "unit_rows"]
