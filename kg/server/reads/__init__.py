"""What is asked of the store. Each function takes the store first and runs inside a worker."""
