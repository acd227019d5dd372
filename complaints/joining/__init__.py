"""How a merchant that has not joined gets to its cases: letters and their codes, or the licence and a look by staff."""
