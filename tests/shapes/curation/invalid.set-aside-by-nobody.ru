DELETE DATA { id:claim-1 cml:decision id:decision-1 }
