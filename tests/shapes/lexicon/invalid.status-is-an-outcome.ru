DELETE DATA { c:cue-resistant cml:cueStatus c:resistance } ;
INSERT DATA { c:cue-resistant cml:cueStatus c:efficacy }
