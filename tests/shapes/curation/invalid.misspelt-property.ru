INSERT DATA { id:decision-1 cml:verdcit "reject" }
