"""The case: whom to tell, in what order, and what each action makes of it. Pure decisions."""
