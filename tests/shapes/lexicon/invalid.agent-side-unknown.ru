DELETE DATA { c:cue-works cml:agentSide "before" } ;
INSERT DATA { c:cue-works cml:agentSide "left" }
