DELETE DATA { c:cue-resistant cml:cueStatus c:resistance }
