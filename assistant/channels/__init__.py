"""Ways in and out: they parse a message, call a journey, render its outcome. They decide nothing."""
