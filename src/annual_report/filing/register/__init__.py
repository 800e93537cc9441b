"""The registers: one line an application, one line a case, and the official tables counted from them."""
