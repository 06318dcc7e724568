INSERT DATA { id:combination-1 a cml:Combination ; skos:prefLabel "imatinib" ; cml:component c:imatinib }
