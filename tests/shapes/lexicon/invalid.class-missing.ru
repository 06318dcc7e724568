DELETE DATA { c:exemplinib a cml:Drug }
