INSERT DATA { id:combination-1 a cml:Combination ; cml:component c:imatinib, c:cytarabine }
