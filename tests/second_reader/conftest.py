"""The shapes are asked fast, as in the tests of the review."""

from tests.review.conftest import parsed_once

__all__ = ["parsed_once"]
