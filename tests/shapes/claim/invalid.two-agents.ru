INSERT { ?c cml:agent ?drug }
WHERE { ?c cml:kind "efficacy" ; cml:direction "effective" ; cml:population/cml:member/cml:groupDrug ?drug }
