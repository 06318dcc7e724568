PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE DATA { b:approval a cml:CuratedFact }
