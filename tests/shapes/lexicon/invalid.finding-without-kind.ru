DELETE DATA { c:cue-works cml:claimKind "efficacy" }
