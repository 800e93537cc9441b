"""What must hold: rules, views, findings and their explanation."""
