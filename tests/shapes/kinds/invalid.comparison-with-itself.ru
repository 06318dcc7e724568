DELETE { ?c cml:comparatorDose ?d }
INSERT { ?c cml:comparatorDose ?own }
WHERE { ?c cml:agentDose ?own ; cml:comparatorDose ?d }
