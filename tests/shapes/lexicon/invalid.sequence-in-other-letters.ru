DELETE DATA { c:sequence cml:sequence "MKTAT" } ; INSERT DATA { c:sequence cml:sequence "MKXAT" }
