PREFIX b: <https://w3id.org/cml-kg/background/>
DELETE { b:approval cml:approvalKind ?old } INSERT { b:approval cml:approvalKind "hasty" } WHERE { b:approval cml:approvalKind ?old }
