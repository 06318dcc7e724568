DELETE DATA { c:cue-works cml:role "finding" } ;
INSERT DATA { c:cue-works cml:role "verdict" }
