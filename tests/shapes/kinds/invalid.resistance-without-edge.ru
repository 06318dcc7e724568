DELETE { ?m cml:confersResistanceTo ?d }
WHERE { ?m cml:confersResistanceTo ?d }
