PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:approval cml:aboutDrug ?old } INSERT { b:approval cml:aboutDrug c:gene-ABL1 } WHERE { b:approval cml:aboutDrug ?old }
