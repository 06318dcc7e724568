DELETE DATA { c:trial-EXAMPLE cml:registryNumber "NCT00000000" } ;
INSERT DATA { c:trial-EXAMPLE cml:registryNumber "NCT000" }
