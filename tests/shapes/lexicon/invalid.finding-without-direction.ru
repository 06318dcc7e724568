DELETE DATA { c:cue-works cml:cueDirection "effective" }
