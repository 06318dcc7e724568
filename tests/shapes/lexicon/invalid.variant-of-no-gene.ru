DELETE DATA { c:variant-T315I cml:onGene c:gene-EXA1 }
