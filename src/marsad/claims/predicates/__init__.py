"""From a trigger to a candidate claim: its conditions, type, arguments."""
