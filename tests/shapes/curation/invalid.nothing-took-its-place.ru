DELETE DATA { id:claim-1 cml:setAside "rejected" } ;
INSERT DATA { id:claim-1 cml:setAside "corrected" }
