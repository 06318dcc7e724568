DELETE DATA { id:claim-1 cml:setAside "rejected" ; cml:decision id:decision-1 } ;
INSERT DATA { id:claim-1 cml:setAside "retracted" }
