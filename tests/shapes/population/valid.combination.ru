INSERT DATA { id:combination-1 a cml:Combination ; skos:prefLabel "imatinib + cytarabine" ; cml:component c:imatinib, c:cytarabine }
