DELETE WHERE { c:variant-T315I cml:refResidue ?x } ;
DELETE WHERE { c:variant-T315I cml:position ?x } ;
DELETE WHERE { c:variant-T315I cml:altResidue ?x } ;
DELETE WHERE { c:variant-T315I cml:hgvsProtein ?x } ;
DELETE WHERE { c:variant-T315I cml:hgvsCoding ?x }
