"""What the law asks: the official form, its tables and the address of every figure."""
