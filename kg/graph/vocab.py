"""Every term that the graph may use, in closed namespaces: a misspelt one raises.

The terms stand here as plain tuples, so that importing them reads no file; ``disagreements``
holds them against ``ontology/cml.ttl``, the place where each of ours is defined.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from pyoxigraph import NamedNode


class Namespace:
    """The terms of one vocabulary as attributes; ``CML.agnt`` is an AttributeError that names ``agent``."""

    def __init__(self, short: str, iri: str, terms: str) -> None:
        self.short, self.iri = short, iri  # not "prefix", which is a term of oa
        self.terms = tuple(sorted(terms.split()))
        self._nodes = {term: NamedNode(iri + term) for term in self.terms}
        assert not self._nodes.keys() & self.__dict__.keys()
        self.__dict__.update(self._nodes)

    def __getattr__(self, term: str) -> NamedNode:
        if term.startswith("_"):  # never ours; __getattr__ also runs while an object is unpickled
            raise AttributeError(term)
        return self[term]

    def __getitem__(self, term: str) -> NamedNode:
        try:
            return self._nodes[term]
        except KeyError:
            near = get_close_matches(term, self.terms, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise AttributeError(f"{self.short}: has no term {term}{hint}") from None

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self.iri) and iri[len(self.iri) :] in self._nodes


CML = Namespace(
    "cml",
    "https://w3id.org/cml-kg/ontology#",
    """
    ArticleText Authorship CitationCount SourceFile
    articleType authorship citationCount count countedBy fileName format hasText length peerReviewed pmcid
    position sha256 string

    Conflict conflict field keptFrom keptValue mergedRecords otherFrom otherValue

    Dose Mention
    amount amountPerDay amountPerDayUnit amountUpTo doseLevel drug frequency mentionType route schedule
    timesPerDay unit

    Claim EfficacyClaim ComparisonClaim OutcomeClaim SafetyClaim ResistanceClaim RecommendationClaim
    DevelopmentClaim NeedClaim Combination Evidence PatientGroup Population Proposition Reference
    agent agentDose antecedent comparator comparatorDose component direction evidence groupDisease groupDrug
    groupMutation groupStatus hedgedBy kind member mention negatedBy outcome population proposition
    reference rule status timepoint value valueUnit
    hazardRatio intervalHigh intervalLevel intervalLow patientsCounted patientsInAll pRelation pValue

    Rule confidence found right

    Decision confirmedBy decision reading reason setAside verdict

    Treatment componentOf evidenceFor hasVariant memberOf mentionedIn statedBy targetOf textOf

    confersResistanceTo effectiveIn ineffectiveIn recommendedFor sensitiveTo

    CuratedFact Approval Guideline Milestone Potency
    aboutDrug aboutGene aboutVariant agency approvalKind approvedOn assessedAt cellSystem criterion foldChange
    grade guideline ic50 ic50Unit indication months transcriptAbove transcriptAtLeast transcriptAtMost
    transcriptBelow

    encodedBy fusionOf inDomain onReference

    Action AdverseEvent Disease Drug DrugClass Frequency Gene Outcome ReferenceSequence ResistanceConcept
    Response Route Source SpellingPair Therapy TreatingAction Trial Unit Variant
    altResidue american british hgvsCoding hgvsProtein marksRelevance onGene refResidue registryNumber release
    sequence sequenceStart target transcriptLimit ucum undesirable vetoLabel

    Notice basis collective grant meshHeading notice noticeKind orcid retracted section

    Cue agentSide claimKind cueDirection cueOutcome cueStatus polarity role
    """,
)
RDF = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#", "comment label seeAlso")
XSD = Namespace(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "anyURI boolean date dateTime decimal gYear gYearMonth integer string",
)
SKOS = Namespace(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    """Concept ConceptScheme altLabel broadMatch broader closeMatch definition exactMatch hiddenLabel inScheme
    narrowMatch notation note prefLabel related relatedMatch""",
)
DCTERMS = Namespace(
    "dcterms",
    "http://purl.org/dc/terms/",
    """bibliographicCitation description hasPart identifier isPartOf issued language license source
    subject title""",
)
OA = Namespace(
    "oa",
    "http://www.w3.org/ns/oa#",
    """SpecificResource TextPositionSelector TextQuoteSelector
    end exact hasBody hasSelector hasSource hasTarget identifying motivatedBy prefix start suffix""",
)
PROV = Namespace(
    "prov",
    "http://www.w3.org/ns/prov#",
    """Activity Person SoftwareAgent endedAtTime used wasAssociatedWith wasDerivedFrom wasGeneratedBy
    wasRevisionOf""",
)
SCHEMA = Namespace("schema", "https://schema.org/", "ScholarlyArticle keywords name softwareVersion")
FABIO = Namespace("fabio", "http://purl.org/spar/fabio/", "Journal JournalIssue ReviewArticle hasPubMedId")
PRISM = Namespace(
    "prism",
    "http://prismstandard.org/namespaces/basic/2.0/",
    "doi endingPage issueIdentifier startingPage volume",
)
VOID = Namespace(
    "void",
    "http://rdfs.org/ns/void#",
    "Dataset class classPartition documents entities property propertyPartition triples uriSpace",
)
VOID_EXT = Namespace("void-ext", "http://ldf.fi/void-ext#", "datatype datatypePartition")
DCAT = Namespace("dcat", "http://www.w3.org/ns/dcat#", "Dataset")
SH = Namespace(
    "sh",
    "http://www.w3.org/ns/shacl#",
    """Info SPARQLExecutable SPARQLSelectExecutable ValidationReport ValidationResult Violation Warning
    conforms declare focusNode namespace prefix prefixes result resultMessage resultSeverity select
    sourceConstraintComponent sourceShape""",
)

NAMESPACES = (CML, RDF, RDFS, XSD, SKOS, DCTERMS, OA, PROV, SCHEMA, FABIO, PRISM, VOID, VOID_EXT, DCAT, SH)
CONCEPT = "https://w3id.org/cml-kg/concept/"
"""Where concepts live; ``kg.model.Concept.id`` is the local name."""

LEXICON_GRAPH = NamedNode("https://w3id.org/cml-kg/lexicon")
BUILD_GRAPH = NamedNode("https://w3id.org/cml-kg/build")
CURATION_GRAPH = NamedNode("https://w3id.org/cml-kg/curation")
BACKGROUND_GRAPH = NamedNode("https://w3id.org/cml-kg/background")
"""Curated facts; the one graph that the union leaves out, so that they never mix with claims."""

QUESTION = "https://w3id.org/cml-kg/question/"
"""Where the saved questions live, by name."""

PREFIXES = {space.short: space.iri for space in NAMESPACES} | {"c": CONCEPT, "question": QUESTION}
"""For queries and for what is written."""


def undeclared(iris: Iterable[str]) -> list[str]:
    """Those of the IRIs that are in one of the namespaces and are no term of it, in order.

    >>> undeclared([CML.Dose.value, CML.iri + "Dosage", "https://example.org/x"])
    ['https://w3id.org/cml-kg/ontology#Dosage']
    """
    return sorted(
        {iri for iri in iris if any(iri.startswith(space.iri) and iri not in space for space in NAMESPACES)}
    )


def disagreements(defined: Iterable[str]) -> list[str]:
    """One line for each term that only the ontology (its subjects are ``defined``) or only ``CML`` has."""
    in_ontology = {iri.removeprefix(CML.iri) for iri in defined if iri.startswith(CML.iri)}
    in_code = set(CML.terms)
    return [f"cml:{term} is in cml.ttl and not in vocab.py" for term in sorted(in_ontology - in_code)] + [
        f"cml:{term} is in vocab.py and not in cml.ttl" for term in sorted(in_code - in_ontology)
    ]
