"""What happens to records in the years after publication (1021.7): proof, search, copies, disposal."""
