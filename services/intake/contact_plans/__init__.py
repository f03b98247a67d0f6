"""Contact plans: how contact with somebody is limited, who decided it, and when it is looked at again."""
