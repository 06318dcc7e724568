"""The pictures by name.

A new one is one module with ``SUMMARY``, ``QUESTIONS`` and ``draw`` (see ``sheet.Picture``) and a line here.
"""

from collections.abc import Mapping

from kg.plot import comparisons, doses, kinds, mutations, rates, years
from kg.plot.sheet import Picture

PICTURES: Mapping[str, Picture] = {
    # In the order of the list.
    "comparisons": comparisons,
    "mutations": mutations,
    "doses": doses,
    "rates": rates,
    "years": years,
    "kinds": kinds,
}
