DELETE DATA { id:claim-1 cml:setAside "rejected" } ;
INSERT DATA { id:claim-1 cml:setAside "corrected" . id:claim-2 a cml:Claim ; prov:wasRevisionOf id:claim-1 }
