DELETE DATA { c:spelling-example cml:british "tumour" } ; INSERT DATA { c:spelling-example cml:british "tumor" }
