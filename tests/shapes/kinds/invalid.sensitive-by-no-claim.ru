INSERT DATA { c:variant-T315I cml:sensitiveTo c:ponatinib }
