DELETE DATA { c:unit-mg cml:ucum "mg" }
