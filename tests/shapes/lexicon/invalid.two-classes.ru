INSERT DATA { c:exemplinib a cml:Therapy }
