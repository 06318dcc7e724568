DELETE DATA { id:decision-1 prov:wasAssociatedWith id:reviewer-1 }
