DELETE DATA { c:cue-effective cml:polarity "positive" } ;
INSERT DATA { c:cue-effective cml:polarity "good" }
