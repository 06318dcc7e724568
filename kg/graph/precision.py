"""How precise a claim's number is: the patterns that ask the graph for it, and the words that tell it."""

from collections.abc import Mapping

from kg.graph.vocab import CML

_TERMS = {
    "counted": CML.patientsCounted,
    "in_all": CML.patientsInAll,
    "low": CML.intervalLow,
    "high": CML.intervalHigh,
    "level": CML.intervalLevel,
    "p_relation": CML.pRelation,
    "p_value": CML.pValue,
    "hazard_ratio": CML.hazardRatio,
}
VARIABLES = " ".join(f"?{name}" for name in _TERMS)
PATTERNS = "\n".join(f"  OPTIONAL {{ ?claim {term} ?{name} }}" for name, term in _TERMS.items())
"""What a query adds to have them of ``?claim``."""


def told(row: Mapping[str, str]) -> str:
    """In one line, empty where nothing is said.

    >>> told({"counted": "12", "in_all": "26", "low": "27", "high": "67", "level": "95"})
    '12/26; 95 % CI 27 to 67'
    >>> told({"hazard_ratio": "0.62", "p_relation": "<", "p_value": "0.001"})
    'hazard ratio 0.62; p < 0.001'
    >>> told({"counted": "12"}), told({})
    ('12 patients', '')
    """
    said = {name: row.get(name) or "" for name in _TERMS}
    counted = f"{said['counted']}/{said['in_all']}" if said["in_all"] else f"{said['counted']} patients"
    level = f"{said['level']} % CI" if said["level"] else "CI"
    parts = (
        counted if said["counted"] else "",
        f"hazard ratio {said['hazard_ratio']}" if said["hazard_ratio"] else "",
        f"{level} {said['low']} to {said['high']}" if said["low"] else "",
        f"p {said['p_relation'] or '='} {said['p_value']}" if said["p_value"] else "",
    )
    return "; ".join(filter(None, parts))
