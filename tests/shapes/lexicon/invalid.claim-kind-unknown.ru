DELETE DATA { c:cue-works cml:claimKind "efficacy" } ;
INSERT DATA { c:cue-works cml:claimKind "cure" }
