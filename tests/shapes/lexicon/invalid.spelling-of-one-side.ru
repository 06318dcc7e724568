DELETE DATA { c:spelling-example cml:british "tumour" }
