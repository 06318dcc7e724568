PREFIX b: <https://w3id.org/cml-kg/background/>
INSERT DATA { b:milestone cml:transcriptBelow 9.0 }
