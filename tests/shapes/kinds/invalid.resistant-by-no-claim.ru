INSERT DATA { c:variant-T315I cml:confersResistanceTo c:imatinib }
