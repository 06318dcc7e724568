PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:approval cml:agency ?old } INSERT { b:approval cml:agency "ABC" } WHERE { b:approval cml:agency ?old }
