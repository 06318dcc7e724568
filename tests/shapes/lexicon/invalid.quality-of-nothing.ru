DELETE DATA { c:cue-effective cml:cueOutcome c:efficacy }
