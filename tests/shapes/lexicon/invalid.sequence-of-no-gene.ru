DELETE DATA { c:sequence cml:encodedBy c:gene-EXA1 }
