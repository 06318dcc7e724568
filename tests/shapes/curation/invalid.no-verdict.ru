DELETE DATA { id:decision-1 cml:verdict "reject" } ;
INSERT DATA { id:decision-1 cml:verdict "perhaps" }
