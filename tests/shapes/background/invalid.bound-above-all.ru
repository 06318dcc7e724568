PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:milestone cml:transcriptAtMost ?old } INSERT { b:milestone cml:transcriptAtMost 1000.0 } WHERE { b:milestone cml:transcriptAtMost ?old }
