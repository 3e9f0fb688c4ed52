"""Documents in formats of others: Word. An edge behind one function, given words as values."""
