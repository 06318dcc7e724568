"""The pages, made on the server; scripts in ``static/`` only add to them."""
