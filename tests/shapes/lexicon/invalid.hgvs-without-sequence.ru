DELETE DATA { c:variant-T315I cml:hgvsProtein "NP_000001.1:p.Thr315Ile" } ;
INSERT DATA { c:variant-T315I cml:hgvsProtein "p.Thr315Ile" }
