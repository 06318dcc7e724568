DELETE DATA { c:exemplinib a cml:Drug } ;
INSERT DATA { c:exemplinib a cml:Mention }
