"""Charts: what they show, how they are drawn and said in words; and the figures that an analyst draws alone."""
