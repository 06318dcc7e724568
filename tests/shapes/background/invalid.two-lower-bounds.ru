PREFIX b: <https://w3id.org/cml-kg/background/>
INSERT DATA { b:milestone cml:transcriptAtLeast 2.0 }
