"""One agency over the years: what may be compared, drawn year by year, and what is left out, said."""
