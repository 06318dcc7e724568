DELETE DATA { c:sequence cml:sequenceStart 311 }
