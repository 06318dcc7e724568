DELETE WHERE { c:variant-T315I cml:altResidue ?x }
