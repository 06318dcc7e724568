DELETE DATA { c:variant-T315I cml:hgvsCoding "c.944C>T" } ;
INSERT DATA { c:variant-T315I cml:hgvsCoding "944C>T" }
